"""A SELECT that is put together and compiled once, and then asked of the driver directly.

SQLAlchemy's way from statement to rows costs more than most of our statements take. What is lost
without it - events, and errors as its own - is had by going its way whenever somebody listens,
inside a transaction, and when the driver refuses.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast
from uuid import UUID

import orjson
from sqlalchemy import JSON, Boolean, CompoundSelect, Connection, Date, Dialect, Row, Select, Uuid
from sqlalchemy.types import TypeEngine

from mealtracker.db.base import UtcDateTime

type Convert = Callable[[Any], Any]  # Any: from what the driver takes or gives to what we do
type Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]  # Any: columns
type Values = Mapping[str, object]


class Prepared:
    """A statement without lists of values: all that varies is given when it is run."""

    def __init__(self, statement: Statement) -> None:
        """Keep `statement`; it is compiled when a database first runs it."""
        self.statement = statement
        self._forms: dict[str, _Form] = {}

    def run(self, connection: Connection, values: Values | None) -> Sequence[Row[Any]]:
        """Return the rows for `values`; they are read like SQLAlchemy's own."""
        if connection.in_transaction() or _has_listeners(connection):
            return connection.execute(self.statement, values).all()
        dialect = connection.dialect
        form = self._forms.get(dialect.name) or self._compile(dialect)
        try:
            found = form.fetch(connection, values or {})
        except dialect.loaded_dbapi.Error:
            # Said once more, so that the error and what becomes of the connection are SQLAlchemy's.
            return connection.execute(self.statement, values).all()
        return cast("Sequence[Row[Any]]", found)

    def _compile(self, dialect: Dialect) -> "_Form":
        form = self._forms[dialect.name] = _form_of(self.statement, dialect)
        return form


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement as one driver takes it, and how its rows are read."""

    sql: str
    fixed: dict[str, Any]  # Any: parameters that the statement holds itself, such as its limit
    binders: dict[str, Convert]
    order: Sequence[str] | None
    make_row: Callable[[Sequence[Any]], Any]
    converters: Sequence[tuple[int, Convert]]

    def fetch(self, connection: Connection, values: Values) -> list[Any]:
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self.sql, self._parameters(values))
            found = cursor.fetchall()
        finally:
            cursor.close()
        if self.converters:
            found = [self._converted(row) for row in found]
        return [self.make_row(row) for row in found]

    def _parameters(self, values: Values) -> Any:  # Any: by name or in order, as the driver wants
        named = {**self.fixed, **values}
        for name, bind in self.binders.items():
            if named[name] is not None:
                named[name] = bind(named[name])
        return named if self.order is None else [named[name] for name in self.order]

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        columns = list(row)
        for index, convert in self.converters:
            if columns[index] is not None:
                columns[index] = convert(columns[index])
        return columns


def _has_listeners(connection: Connection) -> bool:
    heard = connection.dispatch
    return bool(
        heard.before_cursor_execute
        or heard.after_cursor_execute
        or heard.before_execute
        or heard.after_execute
    )


def _form_of(statement: Statement, dialect: Dialect) -> _Form:
    compiled = statement.compile(dialect=dialect)
    binders = {name: _binder(bind.type, dialect) for name, bind in compiled.binds.items()}
    columns = list(statement.selected_columns)
    names = [column.name for column in columns]
    row = namedtuple("row", names)  # type: ignore[misc]  # noqa: PYI024 - the columns vary
    converters = [_converter(column.type, dialect) for column in columns]
    return _Form(
        sql=compiled.string,
        fixed=dict(compiled.params),
        binders={name: bind for name, bind in binders.items() if bind},
        order=compiled.positiontup if compiled.positional else None,
        make_row=row._make,
        converters=[(index, found) for index, found in enumerate(converters) if found],
    )


def _binder(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _converter(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if dialect.name == "sqlite":
        for known, convert in _FROM_SQLITE.items():
            if isinstance(kind, known):
                return convert
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


#: SQLite keeps these as text or number. Each does what SQLAlchemy's type does, without its layers.
_FROM_SQLITE: Final[dict[type[TypeEngine[Any]], Convert]] = {
    Uuid: UUID,
    UtcDateTime: _instant,
    Date: date.fromisoformat,
    JSON: orjson.loads,
    Boolean: bool,
}
