"""Names, and words for the values of closed lists."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

from flask_babel import get_locale, gettext, lazy_gettext

from mealtracker.domain.meals import Meal, OrderType

KINDS: Final = ("dining", "groceries", "coffee", "delivery", "drinks", "snacks")

MEALS: Final[Mapping[str, object]] = {
    Meal.BREAKFAST: lazy_gettext("Breakfast"),
    Meal.BRUNCH: lazy_gettext("Brunch"),
    Meal.LUNCH: lazy_gettext("Lunch"),
    Meal.DINNER: lazy_gettext("Dinner"),
    Meal.SNACK: lazy_gettext("Snack"),
    Meal.DRINKS: lazy_gettext("Drinks"),
    Meal.DESSERT: lazy_gettext("Dessert"),
    Meal.LATE_NIGHT: lazy_gettext("Late night"),
    Meal.GROCERIES: lazy_gettext("Groceries"),
    Meal.OTHER: lazy_gettext("Other"),
}
_ORDERS: Final[Mapping[str, object]] = {
    OrderType.DINE_IN: lazy_gettext("Dine in"),
    OrderType.TAKEOUT: lazy_gettext("Takeout"),
    OrderType.DELIVERY: lazy_gettext("Delivery"),
    OrderType.DRIVE_THROUGH: lazy_gettext("Drive-through"),
    OrderType.CATERING: lazy_gettext("Catering"),
    OrderType.OTHER: lazy_gettext("Other"),
}
_KINDS: Final[Mapping[str, object]] = {
    "dining": lazy_gettext("Dining"),
    "groceries": lazy_gettext("Groceries"),
    "coffee": lazy_gettext("Coffee"),
    "delivery": lazy_gettext("Delivery"),
    "drinks": lazy_gettext("Drinks"),
    "snacks": lazy_gettext("Snacks"),
    "other": lazy_gettext("Other"),
}
_ICONS: Final = {
    "dining": "utensils",
    "groceries": "shopping-basket",
    "coffee": "coffee",
    "delivery": "bike",
    "drinks": "wine",
    "snacks": "croissant",
}
_ICON_WITHOUT_KIND: Final = "receipt-text"
_NAMED: Final = 2
#: Languages that write a noun with a capital wherever it stands.
_CAPITAL_NOUNS: Final = frozenset({"de", "lb"})


def meal_name(meal: str | None) -> str:
    """Return what a meal is called on the page; nothing for none."""
    return str(MEALS[meal]) if meal else ""


def meal_within(meal: str | None) -> str:
    """Return what a meal is called inside a sentence: small, where the language does so."""
    name = meal_name(meal)
    return name if get_locale().language in _CAPITAL_NOUNS else name.lower()


def order_name(order_type: str | None) -> str:
    """Return what a way of ordering is called on the page; nothing for none."""
    return str(_ORDERS[order_type]) if order_type else ""


def kind_name(kind: str | None) -> str:
    """Return what a kind of spending is called on the page."""
    return str(_KINDS[kind or "other"])


def kind_icon(kind: str | None) -> str:
    """Return the id of the icon of a kind of spending."""
    return _ICONS.get(kind or "", _ICON_WITHOUT_KIND)


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Return the first letters of the first and the last word: `SM` for Sam Miller."""
    words = [word for word in unicodedata.normalize("NFC", name).split() if word[0].isalnum()]
    if not words:
        return "?"
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0].upper()[0] for word in chosen)


@lru_cache(maxsize=4096)
def avatar_kind(name: str) -> str:
    """Return the class that gives a person the same colour on every page and machine."""
    key = unicodedata.normalize("NFKC", name).casefold()
    return f"kind-{KINDS[crc32(key.encode()) % len(KINDS)]}"


def first_names(people: Sequence[str]) -> str:
    """Return who was there on a narrow line: `Ana, Ben +3`."""
    named = ", ".join(name.split()[0] for name in people[:_NAMED])
    more = len(people) - _NAMED
    return f"{named} +{more}" if more > 0 else named


def all_names(people: Sequence[str]) -> str:
    """Return everybody's name as in a sentence: `Ana, Ben and Cleo`."""
    if len(people) <= 1:
        return "".join(people)
    head, last = ", ".join(people[:-1]), people[-1]
    return str(gettext("%(people)s and %(last)s", people=head, last=last))
