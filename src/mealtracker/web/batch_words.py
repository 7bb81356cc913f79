"""What a change of many expenses was, in words: `Moved 48 expenses to Groceries`."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from flask_babel import format_decimal, gettext, ngettext

from mealtracker.audit.schemas import ChangeOut, ChangeRowOut

#: They stand beside names that say the same.
_IDS: Final = frozenset({"category_id", "place_id", "tag_ids", "person_ids"})

type Rows = Sequence[ChangeRowOut]


def is_batch(change: ChangeOut) -> bool:
    """Tell whether a change was one of many expenses at once."""
    return change.action.startswith("expenses.")


def batch_sentence(change: ChangeOut) -> str:
    """Return what was done to how many expenses; two things at once are only called a change."""
    rows = [row for row in change.rows if row.entity == "expense"]
    fields = {name for row in rows for name in row.after} - _IDS
    say = _SAYING.get(fields.pop(), _changed) if len(fields) == 1 else _changed
    count = change.expense_count
    expenses = ngettext("%(many)s expense", "%(many)s expenses", count, many=format_decimal(count))
    return say(rows, expenses)


def _changed(_rows: Rows, expenses: str) -> str:
    return gettext("Changed %(expenses)s", expenses=expenses)


def _deleted(_rows: Rows, expenses: str) -> str:
    return gettext("Deleted %(expenses)s", expenses=expenses)


def _of_category(rows: Rows, expenses: str) -> str:
    name = rows[0].after["category"]
    if name is None:
        return gettext("Took the category off %(expenses)s", expenses=expenses)
    return gettext("Moved %(expenses)s to %(name)s", expenses=expenses, name=name)


def _of_place(rows: Rows, expenses: str) -> str:
    name = rows[0].after["place"]
    if name is None:
        return gettext("Took the place off %(expenses)s", expenses=expenses)
    return gettext("Put %(expenses)s at %(name)s", expenses=expenses, name=name)


def _of_tags(rows: Rows, expenses: str) -> str:
    if gone := _names(rows, "tags", lost=True):
        return gettext("Took %(names)s off %(expenses)s", names=gone, expenses=expenses)
    names = _names(rows, "tags", lost=False)
    return gettext("Tagged %(expenses)s with %(names)s", expenses=expenses, names=names)


def _of_people(rows: Rows, expenses: str) -> str:
    if gone := _names(rows, "people", lost=True):
        return gettext("Took %(names)s off %(expenses)s", names=gone, expenses=expenses)
    names = _names(rows, "people", lost=False)
    return gettext("Added %(names)s to %(expenses)s", names=names, expenses=expenses)


def _of_day(rows: Rows, expenses: str) -> str:
    before, after = (
        date.fromisoformat(fields["eaten_on"]) for fields in (rows[0].before or {}, rows[0].after)
    )
    count = abs((after - before).days)
    days = ngettext("%(many)s day", "%(many)s days", count, many=format_decimal(count))
    if after < before:
        return gettext("Moved %(expenses)s %(days)s earlier", expenses=expenses, days=days)
    return gettext("Moved %(expenses)s %(days)s later", expenses=expenses, days=days)


def _names(rows: Rows, field: str, *, lost: bool) -> str:
    """Return the names that the shown rows lost or got, each once."""
    found: dict[str, None] = {}
    for row in rows:
        before, after = (row.before or {}).get(field, []), row.after[field]
        rest, known = (before, after) if lost else (after, before)
        found |= dict.fromkeys(name for name in rest if name not in known)
    return ", ".join(found)


_SAYING: Final[dict[str, Callable[[Rows, str], str]]] = {
    "category": _of_category,
    "place": _of_place,
    "tags": _of_tags,
    "people": _of_people,
    "eaten_on": _of_day,
    "deleted_at": _deleted,
}
