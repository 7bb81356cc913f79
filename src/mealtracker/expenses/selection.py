"""Which expenses are meant: some by their ids, or all that a search finds."""

from dataclasses import dataclass
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import Field, model_validator
from sqlalchemy import ColumnElement

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.expenses.filters import conditions
from mealtracker.expenses.listing import spent_on
from mealtracker.expenses.models import Expense
from mealtracker.expenses.out import read_row
from mealtracker.expenses.queries import is_visible_to, ordered, rows
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.expenses.search import read_query
from mealtracker.fields import Draft, refusal
from mealtracker.labels.schemas import Spent
from mealtracker.sentences import say

IDS_MAX: Final = 1_000
_Q_LENGTH: Final = 500


class Selection(Draft):
    """Expenses by their ids, or all that the search `q` finds."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=IDS_MAX)] | None = None
    q: Annotated[str, Field(max_length=_Q_LENGTH)] | None = Field(
        None, description="A search; empty finds everything."
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.ids is None) == (self.q is None):
            message = say("Give ids or q, one of them.")
            raise refusal(message)
        return self


@dataclass(frozen=True, slots=True)
class Overview:
    """How many expenses are meant, what they add up to, and the first of them."""

    count: int
    totals: list[Spent]
    first: list[ExpenseOut]


def chosen(actor: Actor, selection: Selection) -> list[ColumnElement[bool]]:
    """Return the conditions that the meant expenses fulfil.

    Raises:
        Invalid: the search cannot be read.
    """
    if selection.ids is not None:
        return [is_visible_to(actor), Expense.id.in_(selection.ids)]
    return [is_visible_to(actor), *conditions(actor, read_query(selection.q or "", actor.today))]


def overview(reading: Reading, actor: Actor, selection: Selection, limit: int) -> Overview:
    """Return what a selection amounts to, with the first `limit` of it, the newest first.

    Raises:
        Invalid: the search cannot be read.
    """
    meant = [*chosen(actor, selection), Expense.deleted_at.is_(None)]
    totals = spent_on(reading, *meant)
    # `ordered` adds a row, by which a list knows that there is more.
    newest = ordered(rows(actor).where(*meant), "-eaten_on", None, limit - 1)
    first = [read_row(row) for row in reading.all(newest)]
    return Overview(sum(spent.count for spent in totals), totals, first)
