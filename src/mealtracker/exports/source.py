"""The expenses of a file, read a page at a time: a long file takes no more memory than a short one.

Every page is a statement of its own on a connection of its own, so that somebody who downloads
slowly keeps none from others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Row, cast, func, select

from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency
from mealtracker.domain.paging import Cursor
from mealtracker.expenses.models import Expense
from mealtracker.expenses.out import read_row
from mealtracker.expenses.queries import ordered, rows
from mealtracker.expenses.rollup import signed_total
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.expenses.selection import Selection, chosen

_PAGE: Final = 1_000
_NEWEST_FIRST: Final = "-eaten_on"
_OLDEST_FIRST: Final = "eaten_on"


@dataclass(frozen=True, slots=True)
class Span:
    """What was spent in one currency, refunds as minus, and from which day to which."""

    currency: Currency
    first: date
    last: date
    total_minor: int


@dataclass(frozen=True, slots=True)
class Source:
    """The expenses that go into a file. Their order is that of days, then of ids."""

    db: Database
    actor: Actor
    meant: tuple[ColumnElement[bool], ...]

    def newest_first(self) -> Iterator[list[ExpenseOut]]:
        """Yield all of them, a page at a time, as the list shows them."""
        return self._pages(_NEWEST_FIRST)

    def oldest_first(self, currency: Currency | None = None) -> Iterator[list[ExpenseOut]]:
        """Yield all of them, or those in one currency, a page at a time, as books are kept."""
        return self._pages(_OLDEST_FIRST, *([Expense.currency == currency] if currency else []))

    def spans(self) -> list[Span]:
        """Return what each currency amounts to; without an expense, nothing in the household's."""
        statement = (
            select(
                Expense.currency,
                func.min(Expense.eaten_on).label("first"),
                func.max(Expense.eaten_on).label("last"),
                cast(func.sum(signed_total()), BigInteger).label("total"),
            )
            .where(*self.meant)
            .group_by(Expense.currency)
            .order_by(Expense.currency)
        )
        with self.db.reading() as reading:
            found = reading.all(statement)
        today = self.actor.today
        return [Span(Currency(row.currency), row.first, row.last, row.total) for row in found] or [
            Span(self.actor.currency, today, today, 0)
        ]

    def _pages(self, sort: str, *only: ColumnElement[bool]) -> Iterator[list[ExpenseOut]]:
        statement = rows(self.actor).where(*self.meant, *only)
        cursor: Cursor | None = None
        while True:
            # `ordered` adds a row, by which a list knows that there is more.
            page = ordered(statement, sort, cursor, _PAGE - 1)
            with self.db.reading() as reading:
                found = reading.all(page)
            if found:
                yield [read_row(row) for row in found]
            if len(found) < _PAGE:
                return
            cursor = _after(found[-1], sort)


def source_of(db: Database, actor: Actor, selection: Selection) -> Source:
    """Return the expenses that `selection` means.

    Raises:
        Invalid: the search cannot be read; this is found out before anything is written.
    """
    return Source(db, actor, tuple(chosen(actor, selection)))


def _after(row: Row[Any], sort: str) -> Cursor:  # Any: an expense's columns
    return Cursor(sort, (row.eaten_on.isoformat(),), row.id)
