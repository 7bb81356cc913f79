"""Words, colours and choices of places, and a place as the values of its form."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from babel import Locale
from flask_babel import get_locale, gettext, lazy_gettext

from mealtracker.places.schemas import PlaceKind, PlaceOut, ServiceLevel

type Choices = list[tuple[str, str]]

#: Colour and icon come from the six kinds of spending; no kind has neither.
COLOURS: Final[Mapping[str, str]] = {
    PlaceKind.RESTAURANT: "dining",
    PlaceKind.CAFE: "coffee",
    PlaceKind.BAR: "drinks",
    PlaceKind.FAST_FOOD: "dining",
    PlaceKind.BAKERY: "snacks",
    PlaceKind.DELIVERY: "delivery",
    PlaceKind.SUPERMARKET: "groceries",
    PlaceKind.MARKET: "groceries",
    PlaceKind.CANTEEN: "dining",
}
_KINDS: Final = {
    PlaceKind.RESTAURANT: lazy_gettext("Restaurant"),
    PlaceKind.CAFE: lazy_gettext("Café"),
    PlaceKind.BAR: lazy_gettext("Bar"),
    PlaceKind.FAST_FOOD: lazy_gettext("Fast food"),
    PlaceKind.BAKERY: lazy_gettext("Bakery"),
    PlaceKind.DELIVERY: lazy_gettext("Delivery"),
    PlaceKind.SUPERMARKET: lazy_gettext("Supermarket"),
    PlaceKind.MARKET: lazy_gettext("Market"),
    PlaceKind.CANTEEN: lazy_gettext("Canteen"),
    PlaceKind.OTHER: lazy_gettext("Other"),
}
_SERVICE: Final = {
    ServiceLevel.FINE_DINING: lazy_gettext("Fine dining"),
    ServiceLevel.CASUAL: lazy_gettext("Casual"),
    ServiceLevel.FAST_CASUAL: lazy_gettext("Fast casual"),
    ServiceLevel.QUICK_SERVICE: lazy_gettext("Quick service"),
}
_PRICES: Final = {
    "1": lazy_gettext("Cheap"),
    "2": lazy_gettext("Moderate"),
    "3": lazy_gettext("Expensive"),
    "4": lazy_gettext("Very expensive"),
}
#: What the form shows, in its order.
FIELDS: Final = {
    "name": lazy_gettext("Name"),
    "kind": lazy_gettext("Kind of place"),
    "cuisine": lazy_gettext("Cuisine"),
    "chain": lazy_gettext("Chain"),
    "service_level": lazy_gettext("Service"),
    "price_level": lazy_gettext("Prices"),
    "rating": lazy_gettext("Your rating"),
    "favourite": lazy_gettext("Favourite"),
    "want_to_try": lazy_gettext("Want to try"),
    "street": lazy_gettext("Street"),
    "postcode": lazy_gettext("Postcode"),
    "city": lazy_gettext("City"),
    "region": lazy_gettext("Region"),
    "country": lazy_gettext("Country"),
    "phone": lazy_gettext("Phone"),
    "website": lazy_gettext("Website"),
    "latitude": lazy_gettext("Latitude"),
    "longitude": lazy_gettext("Longitude"),
    "aliases": lazy_gettext("Other names"),
    "notes": lazy_gettext("Notes"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which what was typed and what is stored now are not the same."""

    label: str
    typed: str
    stored: str


def place_kind(kind: str | None) -> str:
    """Return what a kind of place is called; nothing for none."""
    return str(_KINDS[PlaceKind(kind)]) if kind else ""


def choices() -> dict[str, Choices]:
    """Return what the selects of the form offer."""
    none = ("", gettext("Not said"))
    return {
        "kind": [none, *((str(value), str(text)) for value, text in _KINDS.items())],
        "service_level": [none, *((str(value), str(text)) for value, text in _SERVICE.items())],
        "price_level": [none, *((value, str(text)) for value, text in _PRICES.items())],
        "rating": [("", gettext("None")), *((str(stars), str(stars)) for stars in range(1, 6))],
        "country": [none, *_countries(str(get_locale()))],
    }


def said(name: str, value: str) -> str:
    """Return the value of a field of the form as people say it."""
    if name in {"favourite", "want_to_try"}:
        return gettext("yes") if value else gettext("no")
    return dict(choices().get(name, ())).get(value, value) if value else ""


def values_of(place: PlaceOut) -> dict[str, Any]:  # Any: text, as a form keeps it
    """Return a place as the values of its form."""
    found = {name: getattr(place, name) for name in FIELDS}
    found["aliases"] = ", ".join(place.aliases)
    return {name: _text(value) for name, value in found.items()}


def differences(typed: Mapping[str, Any], place: PlaceOut) -> list[Difference]:
    """Return the fields that somebody else left otherwise than they were typed."""
    stored = values_of(place)
    return [
        Difference(str(label), said(name, str(typed.get(name, ""))), said(name, stored[name]))
        for name, label in FIELDS.items()
        if _compared(name, str(typed.get(name, ""))) != _compared(name, stored[name])
    ]


def address_lines(place: PlaceOut) -> list[str]:
    """Return the address as it is written on a letter."""
    town = " ".join(part for part in (place.postcode, place.city) if part)
    country = dict(_countries(str(get_locale()))).get(place.country or "", place.country)
    return [line for line in (place.street, town, place.region, country) if line]


def facts(place: PlaceOut) -> list[tuple[str, str]]:
    """Return what else is known of a place, with the name of each fact."""
    names = ("kind", "cuisine", "chain", "service_level", "price_level")
    stored = values_of(place)
    return [(str(FIELDS[name]), said(name, stored[name])) for name in names if stored[name]]


def _compared(name: str, value: str) -> list[str]:
    """Return what counts of a value: neither line ends, nor the order of other names."""
    if name == "aliases":
        return sorted(part.strip() for part in value.split(","))
    return value.strip().splitlines()


def _text(value: Any) -> str:  # Any: a field of a place
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)


@cache
def _countries(locale: str) -> Choices:
    names = Locale.parse(locale).territories
    found = [
        (code, str(name))
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES  # noqa: PLR2004
    ]
    return sorted(found, key=lambda choice: choice[1].casefold())


_NOT_COUNTRIES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
