"""Expenses as CSV (RFC 4180), a page at a time: a long file takes no more memory than a short one.

Every page is a statement of its own on a connection of its own, so that somebody who downloads
slowly keeps none from others.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Row, Select

from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor
from mealtracker.domain.csv_text import csv_lines
from mealtracker.domain.paging import Cursor
from mealtracker.expenses.out import read_row
from mealtracker.expenses.queries import ordered, rows
from mealtracker.expenses.schemas import ExpenseOut, ItemOut, Warned
from mealtracker.expenses.selection import Selection, chosen

_PAGE: Final = 1_000
_SORT: Final = "-eaten_on"
_COLUMNS: Final = [field.name for field in fields(ExpenseOut)]
_VALUES: Final = attrgetter(*_COLUMNS)


def expenses_csv(db: Database, actor: Actor, selection: Selection) -> Iterator[bytes]:
    """Return the file in pieces: a line of names, then the meant expenses, the newest first.

    Raises:
        Invalid: the search cannot be read; this is found out before the first piece.
    """
    statement = rows(actor).where(*chosen(actor, selection))
    return _pieces(db, statement)


def file_name(today: date) -> str:
    """Return what the file of a day is called."""
    return f"expenses-{today}.csv"


def _pieces(db: Database, statement: Select[Any]) -> Iterator[bytes]:  # Any: an expense's columns
    yield csv_lines([_COLUMNS])
    cursor: Cursor | None = None
    while True:
        # `ordered` adds a row, by which a list knows that there is more.
        page = ordered(statement, _SORT, cursor, _PAGE - 1)
        with db.reading() as reading:
            found = reading.all(page)
        if found:
            yield csv_lines([_cells(row) for row in found])
        if len(found) < _PAGE:
            return
        cursor = Cursor(_SORT, (found[-1].eaten_on.isoformat(),), found[-1].id)


def _cells(row: Row[Any]) -> list[str]:  # Any: an expense's columns
    return [_text(value) for value in _VALUES(read_row(row))]


def _text(value: Any) -> str:  # Any: a field of an expense
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case list():
            return "; ".join(_name(one) for one in value)
    return str(value)


def _name(one: str | ItemOut | Warned) -> str:
    match one:
        case ItemOut():
            return one.name
        case Warned():
            return one.message
    return one
