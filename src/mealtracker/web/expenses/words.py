"""Fields of an expense and their values, in words: for the form and the history."""

from typing import Any, Final

from flask_babel import gettext

from mealtracker.domain.meals import Meal, OrderType
from mealtracker.expenses.schemas import PARTS
from mealtracker.web.filters import hides_amounts
from mealtracker.web.filters.money import DOTS
from mealtracker.web.filters.words import meal_name, order_name

AMOUNTS: Final = ("total", *PARTS)


def field_name(name: str) -> str:
    """Return what a field is called on the page."""
    names = {
        "kind": gettext("kind"),
        "eaten_on": gettext("day"),
        "eaten_at": gettext("time"),
        "zone": gettext("time zone"),
        "meal": gettext("meal"),
        "order_type": gettext("order"),
        "covers": gettext("covers"),
        "payment": gettext("payment"),
        "note": gettext("note"),
        "currency": gettext("currency"),
        "total": gettext("total"),
        "subtotal": gettext("subtotal"),
        "discount": gettext("discount"),
        "tax": gettext("tax"),
        "tip": gettext("tip"),
        "service_charge": gettext("service charge"),
        "fees": gettext("fees"),
        "rounding": gettext("rounding"),
        "tax_included": gettext("tax in the prices"),
        "place": gettext("place"),
        "category": gettext("category"),
        "tags": gettext("tags"),
        "people": gettext("people"),
        "items": gettext("items"),
    }
    return names.get(name, name)


def field_value(name: str, value: Any) -> str:  # Any: a field as JSON
    """Return a value as the history shows it."""
    if value in (None, "", []):
        return gettext("nothing")
    if name in AMOUNTS and hides_amounts():
        return DOTS
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        names = (part["name"] if isinstance(part, dict) else part for part in value)
        return ", ".join(str(name) for name in names)
    words = {"meal": meal_name, "order_type": order_name}.get(name, str)
    return words(value)


def meal_choices() -> list[tuple[str, str]]:
    """Return the meals for a select, none first."""
    return [("", gettext("Not said")), *((meal.value, meal_name(meal)) for meal in Meal)]


def order_choices() -> list[tuple[str, str]]:
    """Return the ways of ordering for a select, none first."""
    return [("", gettext("Not said")), *((order.value, order_name(order)) for order in OrderType)]


def sort_choices() -> list[tuple[str, str]]:
    """Return the orders of the list for a select, the usual one first."""
    return [
        ("-eaten_on", gettext("Newest first")),
        ("eaten_on", gettext("Oldest first")),
        ("-total", gettext("Dearest first")),
        ("total", gettext("Cheapest first")),
        ("place", gettext("By place, from A")),
        ("-place", gettext("By place, from Z")),
    ]
