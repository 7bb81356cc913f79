"""Migrations go up, down and up again, and leave what the models say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

import mealtracker.accounts.models
import mealtracker.audit.models
import mealtracker.expenses.models
import mealtracker.guards.models
import mealtracker.imports.models
import mealtracker.labels.models
import mealtracker.people.models
import mealtracker.places.models  # noqa: F401 - the tables register themselves
from mealtracker.db.base import Base
from mealtracker.db.schema import current, downgrade, head, upgrade
from mealtracker.db.session import EngineDatabase

from tests.support.postgres import template_copy


@pytest.fixture
def empty(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of its own."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    if database == "postgres":
        template = request.getfixturevalue("postgres_database")
        url = template_copy(template.url, f"{template.writer.url.database}_empty", "template0")
    made = EngineDatabase(url)
    is_sqlite = made.engine.dialect.name == "sqlite"
    yield made.engine if is_sqlite else made.engine.execution_options(postgresql_readonly=False)
    made.dispose()


def test_migrations_go_up_down_and_up_again(empty: Engine) -> None:
    upgrade(empty)
    assert current(empty) == head()
    tables = set(inspect(empty).get_table_names())

    downgrade(empty, "base")
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}

    upgrade(empty)
    assert set(inspect(empty).get_table_names()) == tables


def test_upgrade_changes_nothing_when_run_again(empty: Engine) -> None:
    upgrade(empty)
    upgrade(empty)

    assert current(empty) == head()


def test_models_match_what_migrations_leave(empty: Engine) -> None:
    upgrade(empty)

    with empty.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_has_the_name_that_errors_are_told_by(empty: Engine) -> None:
    upgrade(empty)

    with empty.connect() as connection:
        found = inspect(connection)
        nameless = [
            (table, constraint)
            for table in found.get_table_names()
            for constraint in (
                *found.get_check_constraints(table),
                *found.get_unique_constraints(table),
                *found.get_foreign_keys(table),
            )
            if not str(constraint["name"]).startswith(("ck_", "uq_", "fk_"))
        ]
    assert nameless == []
