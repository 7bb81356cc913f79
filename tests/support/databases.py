"""Both databases, migrated and with the people in them; and a count of what is asked of them."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, event

from mealtracker.db.schema import upgrade
from mealtracker.db.session import BoundDatabase, EngineDatabase

from tests.support.people import Login, make_people
from tests.support.postgres import template_copy, throwaway_postgres

NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)


class SetClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        """Let time pass: `advance(days=1)`."""
        self.now += timedelta(**amount)


@dataclass(frozen=True)
class Template:
    """A database that tests use and leave as it was, and who is in it."""

    url: str
    writer: Engine
    logins: dict[str, Login]


@contextmanager
def sqlite_template(folder: Path) -> Iterator[Template]:
    """Yield a SQLite file with the people in it."""
    with _filled(f"sqlite:///{folder / 'template.db'}") as template:
        yield template


@contextmanager
def postgres_template(worker: str) -> Iterator[Template]:
    """Yield a PostgreSQL database, of this worker alone, with the people in it."""
    with (
        throwaway_postgres() as server,
        _filled(template_copy(server, f"meal_{worker}", "template0")) as template,
    ):
        yield template


@contextmanager
def undone(template: Template) -> Iterator[BoundDatabase]:
    """Yield the database inside a transaction that is rolled back."""
    with template.writer.connect() as connection:
        outer = connection.begin()
        try:
            yield BoundDatabase(connection)
        finally:
            outer.rollback()


@dataclass
class Statements:
    """What was sent to a database, without the savepoints that stand for transactions."""

    texts: list[str] = field(default_factory=list)

    @contextmanager
    def counted(self, db: BoundDatabase) -> Generator[None]:
        """Note every statement of the block."""
        connection: Connection = db._connection

        def note(*arguments: Any) -> None:  # Any: SQLAlchemy's own
            if "SAVEPOINT" not in arguments[2]:
                self.texts.append(arguments[2])

        event.listen(connection, "before_cursor_execute", note)
        try:
            yield
        finally:
            event.remove(connection, "before_cursor_execute", note)


@contextmanager
def _filled(url: str) -> Iterator[Template]:
    database = EngineDatabase(url)
    writer = database.engine
    if writer.dialect.name == "postgresql":
        writer = writer.execution_options(postgresql_readonly=False)
    try:
        upgrade(writer)
        with database.unit_of_work() as session:
            logins = make_people(session, NOW)
        yield Template(url, writer, logins)
    finally:
        database.dispose()
