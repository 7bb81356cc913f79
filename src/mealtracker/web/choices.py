"""What selects offer: currencies, time zones, languages."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from flask_babel import get_locale, gettext

from mealtracker.accounts.languages import LANGUAGES
from mealtracker.domain.money import CURRENCIES

_REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def currency_choices() -> list[tuple[str, str]]:
    """Return all currencies with their names, in the reader's language."""
    return _currencies(str(get_locale()))


def language_choices() -> list[tuple[str, str]]:
    """Return the languages by their own names, after what the browser asks for."""
    own = [(code, Locale.parse(code).get_display_name(code) or code) for code in LANGUAGES]
    return [("", gettext("As the browser asks")), *((code, name.title()) for code, name in own)]


@cache
def zone_choices() -> list[tuple[str, str]]:
    """Return the time zones that stand for places, and UTC."""
    zones = sorted(zone for zone in available_timezones() if zone.split("/")[0] in _REGIONS)
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in zones)]


def category_names(defaults: Sequence[tuple[str, object]]) -> list[str]:
    """Return the names of the first categories in the reader's language."""
    translated = {
        "Dining": gettext("Dining"),
        "Delivery": gettext("Delivery"),
        "Groceries": gettext("Groceries"),
        "Coffee": gettext("Coffee"),
        "Alcohol": gettext("Alcohol"),
        "Other": gettext("Other"),
    }
    return [translated[name] for name, _ in defaults]


@cache
def _currencies(locale: str) -> list[tuple[str, str]]:
    names = Locale.parse(locale).currencies
    return [(code, f"{code} · {names.get(code, code)}") for code in CURRENCIES]
