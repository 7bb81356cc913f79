"""What a calendar shows of a period: sums by day and category, and where it was."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, Select, func, select

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.expenses.models import Expense
from mealtracker.expenses.out import read_row
from mealtracker.expenses.queries import ordered, rows
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.places.models import Place
from mealtracker.reports.sums import ReportQuery, matching

_NAMED: Final = 2


@dataclass(frozen=True, slots=True)
class Visit:
    """One of the dearest expenses of a day: its place, else its note."""

    day: date
    place: str | None
    note: str


def dearest_visits(reading: Reading, actor: Actor, query: ReportQuery) -> list[Visit]:
    """Return the two dearest expenses of each day, the dearest first.

    Raises:
        Invalid: the search cannot be read.
    """
    return [_visit(row) for row in reading.all(_dearest(actor, query))]


def expenses_in(reading: Reading, actor: Actor, query: ReportQuery, limit: int) -> list[ExpenseOut]:
    """Return the expenses of a short period, the oldest first, at most one more than `limit`.

    Raises:
        Invalid: the search cannot be read.
    """
    found = ordered(rows(actor).where(*matching(actor, query)), "eaten_on", None, limit)
    return [read_row(row) for row in reading.all(found)]


def _dearest(actor: Actor, query: ReportQuery) -> Select[*tuple[Any, ...]]:
    number = func.row_number().over(
        partition_by=Expense.eaten_on, order_by=(Expense.total_minor.desc(), Expense.id)
    )
    ranked = (
        select(Expense.eaten_on, Expense.place_id, Expense.note, number.label("number"))
        .where(*matching(actor, query))
        .subquery()
    )
    return (
        select(ranked.c.eaten_on, Place.name, ranked.c.note)
        .outerjoin(Place, Place.id == ranked.c.place_id)
        .where(ranked.c.number <= _NAMED)
        .order_by(ranked.c.eaten_on, ranked.c.number)
    )


def _visit(row: Row[Any]) -> Visit:
    return Visit(row.eaten_on, row.name, row.note)
