"""Fields of an object from a file, of which nothing is certain."""

from collections.abc import Mapping
from typing import Any

from mealtracker.domain.money import Currency, read_currency
from mealtracker.errors import Invalid
from mealtracker.imports.rows import raw_text
from mealtracker.sentences import say

type Fields = Mapping[str, Any]  # Any: what JSON can hold


def text_in(fields: Fields, name: str) -> str:
    """Return a field as text; what is no text or number is empty."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return raw_text(str(value))


def whole_in(fields: Fields, name: str) -> int | None:
    """Return a field that is a whole number, None if it is not there.

    Raises:
        Invalid: it is something else.
    """
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**14:
        raise Invalid(say("“%(name)s” is no whole number of the smallest unit.", name=name))
    return value


def names_in(fields: Fields, name: str) -> tuple[str, ...]:
    """Return the names in a field that is a list of them."""
    value = fields.get(name)
    names = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(raw_text(one) for one in names if isinstance(one, str)))


def currency_in(fields: Fields, name: str) -> Currency | None:
    """Return the currency in a field, None where there is none: XXX says so.

    Raises:
        Invalid: it names one that there is not.
    """
    code = text_in(fields, name)
    return read_currency(code) if code and code != "XXX" else None
