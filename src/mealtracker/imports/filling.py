"""What a row can add to the expense that it is: field by field, old and new; pure."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypedDict

from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.text import name_key

#: In the order in which they are shown. `total` comes with `tip`.
FIELDS: Final = ("place", "category", "eaten_at", "payment", "note", "tip", "total")


class FieldChange(TypedDict):
    """A field, what it is, and what it would be; amounts are canonical text."""

    field: str
    old: str | None
    new: str


def changes_between(
    expense: Any, offered: Mapping[str, str | None]  # Any: a row of `lookups.unlinked`
) -> list[FieldChange]:
    """Return the fields that `offered` says otherwise than the expense does."""
    now = fields_now(expense)
    return [
        FieldChange(field=name, old=now[name], new=new)
        for name in FIELDS
        if (new := offered.get(name)) and not _is_same(now[name], new)
    ]


def fields_now(expense: Any) -> dict[str, str | None]:  # Any: a row of `lookups.unlinked`
    """Return the fields of an expense that a match can write, None where they are empty."""
    currency = Currency(expense.currency)
    tip = None if expense.tip_minor is None else amount_text(expense.tip_minor, currency)
    return {
        "place": expense.place,
        "category": expense.category,
        "eaten_at": expense.eaten_at,
        "payment": expense.payment or None,
        "note": expense.note or None,
        "tip": tip,
        "total": amount_text(expense.total_minor, currency),
    }


def taken_at_first(changes: Iterable[FieldChange]) -> list[str]:
    """Return which fields are written unless somebody decides: those that are empty.

    A tip is only a guess and changes the total: it is taken when somebody says so.
    """
    return [one["field"] for one in changes if one["old"] is None and one["field"] != "tip"]


def _is_same(old: str | None, new: str) -> bool:
    return old is not None and name_key(old) == name_key(new)
