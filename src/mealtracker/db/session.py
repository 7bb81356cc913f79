"""Engines, the unit of work and the read-only connection: the only place that commits."""

import select
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker

from mealtracker.db.reading import Reading

_SQLITE_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA temp_store = MEMORY",
)


class Database(Protocol):
    """What the rest of the application knows of a database."""

    @contextmanager
    def unit_of_work(self) -> Generator[Session]:
        """Open a transaction: commit as the block ends, roll back on any exception."""

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Generator[Reading]:
        """Open a read-only connection; with `snapshot` all statements see one moment."""


class EngineDatabase:
    """The database of a running process."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        """Prepare engines for `url`; nothing is opened before the first use."""
        is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if is_sqlite else _postgres_engine(url, pool_size)
        if is_sqlite:
            self._reader = _sqlite_engine(url, query_only=True)
            self._snapshot_reader = self._reader.execution_options()
            _begin_with(self._snapshot_reader, "BEGIN")
            # IMMEDIATE takes the write lock at once: two writers queue instead of failing half-way.
            _begin_with(self.engine, "BEGIN IMMEDIATE")
            writer = self.engine
        else:
            self._reader = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            self._snapshot_reader = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            writer = self.engine.execution_options(postgresql_readonly=False)
        self._sessions = sessionmaker(writer, expire_on_commit=False)

    @contextmanager
    def unit_of_work(self) -> Generator[Session]:
        """Open a transaction: commit as the block ends, roll back on any exception."""
        with self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Generator[Reading]:
        """Open a read-only connection; with `snapshot` all statements see one moment."""
        with (self._snapshot_reader if snapshot else self._reader).connect() as connection:
            yield Reading(connection)

    def dispose(self) -> None:
        """Close all connections, for the end of the process and for tests."""
        self.engine.dispose()
        self._reader.dispose()


class BoundDatabase:
    """A database inside one open connection, whose owner rolls everything back: for tests."""

    def __init__(self, connection: Connection) -> None:
        """Bind to `connection`; units of work become savepoints of its transaction."""
        self._connection = connection
        self._sessions = sessionmaker(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )

    @contextmanager
    def unit_of_work(self) -> Generator[Session]:
        """Open a savepoint: keep it as the block ends, undo it on any exception."""
        with self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Generator[Reading]:  # noqa: ARG002 - same shape
        """Read on the same connection, so that what the test wrote is seen."""
        yield Reading(self._connection)


@contextmanager
def rehearsal(session: Session) -> Generator[None]:
    """Take everything back that the block does in the unit of work of `session`."""
    savepoint = session.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()


def _sqlite_engine(url: str, *, query_only: bool = False) -> Engine:
    file = make_url(url).database
    engine = create_engine(
        url,
        json_serializer=_to_json,
        json_deserializer=orjson.loads,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:  # Any: the driver's own types
        cursor = connection.cursor()
        # Journal mode is kept in the file; a reader of a fresh file must not be the one to set it.
        if file and not query_only and Path(file).name != ":memory:":
            cursor.execute("PRAGMA journal_mode = WAL")
        for pragma in _SQLITE_PRAGMAS:
            cursor.execute(pragma)
        if query_only:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    return engine


def _begin_with(engine: Engine, command: str) -> None:
    # The driver would begin by itself, later than we want; elsewhere it does not begin at all.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(command)


def _postgres_engine(url: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_recycle=1800,
        json_serializer=_to_json,
        json_deserializer=orjson.loads,
        connect_args={
            "options": "-c default_transaction_read_only=on -c timezone=UTC",
            "connect_timeout": 10,
            "keepalives_idle": 30,
            "prepare_threshold": 3,
        },
    )

    @event.listens_for(engine, "checkout")
    def refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:  # Any: the driver's own
        # An idle connection has nothing to say. If its socket is readable, the server closed it:
        # a ping without the round trip.
        if select.select([connection.fileno()], [], [], 0)[0]:
            raise DisconnectionError

    return engine


def _to_json(value: Any) -> str:  # Any: whatever a JSON column holds
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
