"""A connection that only reads, as its own type: it cannot be handed to a command."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, Row

from mealtracker.db.prepared import Prepared


class Reading:
    """Runs statements and gives rows; it has no way to write."""

    def __init__(self, connection: Connection) -> None:
        """Wrap an open `connection`."""
        self._connection = connection

    @property
    def is_sqlite(self) -> bool:
        """Tell whether the embedded database answers."""
        return self._connection.dialect.name == "sqlite"

    def all(
        self, statement: Executable | Prepared, values: Mapping[str, object] | None = None
    ) -> Sequence[Row[Any]]:
        """Return all rows of `statement`."""
        if isinstance(statement, Prepared):
            return statement.run(self._connection, values)
        return self._connection.execute(statement, values).all()

    def first(
        self, statement: Executable | Prepared, values: Mapping[str, object] | None = None
    ) -> Row[Any] | None:
        """Return the first row of `statement`, or None."""
        if isinstance(statement, Prepared):
            return next(iter(statement.run(self._connection, values)), None)
        return self._connection.execute(statement, values).first()

    def value(self, statement: Executable, values: Mapping[str, object] | None = None) -> Any:
        """Return the first column of the first row, or None; Any: the caller knows the column."""
        return self._connection.execute(statement, values).scalar()
