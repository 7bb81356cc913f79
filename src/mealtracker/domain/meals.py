"""The closed lists of what a meal is, and the meal that an hour suggests."""

import re
from enum import StrEnum
from typing import Final

from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say


class Meal(StrEnum):
    """What kind of meal it was."""

    BREAKFAST = "breakfast"
    BRUNCH = "brunch"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"
    DRINKS = "drinks"
    DESSERT = "dessert"
    LATE_NIGHT = "late_night"
    GROCERIES = "groceries"
    OTHER = "other"


class OrderType(StrEnum):
    """How the food came to the table."""

    DINE_IN = "dine_in"
    TAKEOUT = "takeout"
    DELIVERY = "delivery"
    DRIVE_THROUGH = "drive_through"
    CATERING = "catering"
    OTHER = "other"


class ExpenseKind(StrEnum):
    """Money spent, or money that came back; a refund counts as minus in every sum."""

    EXPENSE = "expense"
    REFUND = "refund"


class ItemKind(StrEnum):
    """What a line of the bill is."""

    FOOD = "food"
    DRINK = "drink"
    ALCOHOL = "alcohol"
    OTHER = "other"


class Source(StrEnum):
    """Where an expense came from."""

    MANUAL = "manual"
    DEMO = "demo"
    IMPORT = "import"


#: From this minute of the day on, until the next line, this meal is suggested.
_BY_MINUTE: Final = (
    (4 * 60, Meal.BREAKFAST),
    (10 * 60 + 30, Meal.LUNCH),
    (14 * 60 + 30, Meal.SNACK),
    (17 * 60, Meal.DINNER),
    (22 * 60, Meal.LATE_NIGHT),
)
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def suggest_meal(eaten_at: str) -> Meal:
    """Return the meal that local time `HH:MM` suggests.

    Raises:
        Invalid: it is no time of day.
    """
    match = _TIME.fullmatch(eaten_at)
    if match is None:
        message = say("“%(text)s” is no time of day. Write it like 19:30.", text=shown(eaten_at))
        raise Invalid(message)
    minute = int(match[1]) * 60 + int(match[2])
    fitting = [meal for start, meal in _BY_MINUTE if start <= minute]
    return fitting[-1] if fitting else Meal.LATE_NIGHT
