"""The revision of the schema: what it is, what it must be, and how it gets there."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def head() -> str:
    """Return the revision that this release needs."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current(engine: Engine) -> str | None:
    """Return the revision of a database, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database up to `revision`, in one transaction."""
    with _writing(engine).begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take a database back to `revision`, in one transaction."""
    with _writing(engine).begin() as connection:
        command.downgrade(_config(connection), revision)


def _writing(engine: Engine) -> Engine:
    # Connections to PostgreSQL only read unless they are told otherwise.
    return engine.execution_options(postgresql_readonly=False)


def _config(connection: Any = None) -> Config:  # Any: a Connection, or none
    config = Config()
    folder = Path(__file__).parent.parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
