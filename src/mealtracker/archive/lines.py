"""A row of a table as a line of JSON, and back: what was written is what is read."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import JSON, Column, Row

from mealtracker.db.base import UtcDateTime
from mealtracker.errors import Invalid
from mealtracker.sentences import say

#: How long a line may be; the longest of ours is a change of a bill with hundreds of items.
LINE_MAX: Final = 16 * 1024 * 1024


def write_line(row: Row[Any], names: Sequence[str]) -> bytes:  # Any: columns of any table
    """Return a row as an object with a field for each column; instants end in Z."""
    return orjson.dumps(
        dict(zip(names, row, strict=True)), option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
    )


def read_line(line: bytes, columns: Sequence[Column[Any]]) -> dict[str, Any]:  # Any: as above
    """Return what a line holds, as values for the columns.

    Raises:
        Invalid: it is no object with just these fields, or one holds what its column cannot.
    """
    try:
        return _values(orjson.loads(line), columns)
    except (ValueError, TypeError) as error:
        raise Invalid(say("A row cannot be read: %(row)s", row=repr(line[:80]))) from error


def _values(fields: Any, columns: Sequence[Column[Any]]) -> dict[str, Any]:  # Any: as above
    if not isinstance(fields, dict) or fields.keys() != {column.name for column in columns}:
        raise TypeError(fields)
    return {column.name: _value(column, fields[column.name]) for column in columns}


def _value(column: Column[Any], value: Any) -> Any:  # Any: as above
    if value is None or isinstance(column.type, JSON):
        return value
    kind = datetime if isinstance(column.type, UtcDateTime) else column.type.python_type
    if kind in _FROM_TEXT:
        return _FROM_TEXT[kind](value)
    if type(value) is not kind:
        raise TypeError(value)
    return value


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


_FROM_TEXT: Final[dict[type, Callable[[str], Any]]] = {  # Any: what the text says
    UUID: UUID,
    datetime: _instant,
    date: date.fromisoformat,
}
