"""Questions about the sample data."""

from typing import Any

from sqlalchemy import Select, select

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.meals import Source
from mealtracker.expenses.models import Expense
from mealtracker.places.models import Place
from mealtracker.places.queries import is_visible_to as is_place_visible_to


def has_demo(reading: Reading, actor: Actor) -> bool:
    """Tell whether sample expenses are there that were not deleted."""
    return reading.first(_one(actor)) is not None


def _one(actor: Actor) -> Select[Any]:
    # By way of the few places that the sample data made: a household without it is not searched.
    return (
        select(Expense.id)
        .join(Place, Place.id == Expense.place_id)
        .where(is_place_visible_to(actor), Place.source == Source.DEMO)
        .where(Expense.source == Source.DEMO, Expense.deleted_at.is_(None))
        .limit(1)
    )
