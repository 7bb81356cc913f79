"""What the step between ticking and changing is called, and how many a button says it changes."""

from collections.abc import Callable
from typing import Final

from flask_babel import format_decimal, ngettext

_TITLES: Final[dict[str, Callable[[int, str], str]]] = {
    "category": lambda n, many: ngettext(
        "Change the category of %(many)s expense",
        "Change the category of %(many)s expenses",
        n,
        many=many,
    ),
    "tags": lambda n, many: ngettext("Tag %(many)s expense", "Tag %(many)s expenses", n, many=many),
    "people": lambda n, many: ngettext(
        "Change who was there for %(many)s expense",
        "Change who was there for %(many)s expenses",
        n,
        many=many,
    ),
    "place": lambda n, many: ngettext(
        "Change the place of %(many)s expense",
        "Change the place of %(many)s expenses",
        n,
        many=many,
    ),
    "days": lambda n, many: ngettext(
        "Change the day of %(many)s expense",
        "Change the days of %(many)s expenses",
        n,
        many=many,
    ),
    "delete": lambda n, many: ngettext(
        "Delete %(many)s expense", "Delete %(many)s expenses", n, many=many
    ),
}


def title_of(action: str, count: int) -> str:
    """Return what is about to happen to how many: `Change the category of 48 expenses`."""
    return _TITLES[action](count, format_decimal(count))


def button_of(action: str, count: int) -> str:
    """Return what the button does: `Change 48 expenses`."""
    if action == "delete":
        return title_of(action, count)
    many = format_decimal(count)
    return ngettext("Change %(many)s expense", "Change %(many)s expenses", count, many=many)
