"""The expenses that a row may be, for somebody who has to choose."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.errors import NotFound
from mealtracker.expenses.models import Expense
from mealtracker.imports.lookups import unlinked
from mealtracker.imports.matching import around
from mealtracker.imports.models import ImportRow
from mealtracker.imports.queries import rows_of
from mealtracker.imports.schemas import NearOut
from mealtracker.sentences import say

_MOST: Final = 20


def near_expenses(reading: Reading, actor: Actor, import_id: UUID, position: int) -> list[NearOut]:
    """Return the expenses of a row's currency around its day, those of the likest amount first.

    Raises:
        NotFound: there is no such row, or it cannot be read.
    """
    row = reading.first(
        select(ImportRow.day, ImportRow.minor, ImportRow.currency).where(
            rows_of(actor, import_id), ImportRow.position == position, ImportRow.error.is_(None)
        )
    )
    if row is None:
        raise NotFound(say("No row %(position)s in this import.", position=position))
    found = reading.all(
        unlinked(actor).where(
            Expense.currency == row.currency,
            Expense.eaten_on.between(*around(row.day, row.day)),
        )
    )
    ordered = sorted(found, key=lambda one: (abs(one.minor - row.minor), one.id))
    return [_near(one) for one in ordered[:_MOST]]


def _near(expense: Row[Any]) -> NearOut:
    total = amount_text(expense.total_minor, Currency(expense.currency))
    return NearOut(expense.id, expense.eaten_on, expense.place, total, expense.currency)
