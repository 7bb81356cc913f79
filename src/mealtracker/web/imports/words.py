"""Rows of a file, and what becomes of them, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from flask_babel import lazy_gettext

from mealtracker.domain.actor import Actor
from mealtracker.domain.money import amount_text
from mealtracker.http.words import translated
from mealtracker.imports.rows import BadRow, BankRow
from mealtracker.imports.schemas import RowOut
from mealtracker.sentences import Sentence, say
from mealtracker.web import filters
from mealtracker.web.filters import dates
from mealtracker.web.filters.money import DOTS


class Mark(NamedTuple):
    """The tag of a decision."""

    word: object
    icon: str
    tone: str | None


MARKS: Final = {
    "create": Mark(lazy_gettext("new"), "plus", "good"),
    "match": Mark(lazy_gettext("match"), "merge", "info"),
    "duplicate": Mark(lazy_gettext("have it"), "check", None),
    "ignored": Mark(lazy_gettext("left out"), "x", None),
}
#: The fields that a match can write.
FIELDS: Final = {
    "place": lazy_gettext("Place"),
    "category": lazy_gettext("Category"),
    "eaten_at": lazy_gettext("Time"),
    "payment": lazy_gettext("Paid with"),
    "note": lazy_gettext("Note"),
    "tip": lazy_gettext("Tip"),
    "total": lazy_gettext("Total"),
}
_MONEY: Final = frozenset({"tip", "total"})


class Change(NamedTuple):
    """A field of an expense that a row says otherwise, and whether it is written."""

    field: object
    old: str
    new: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One of the first rows of a file as it is read now."""

    line: int
    day: str
    payee: str
    amount: str
    error: str


def why(row: RowOut, today: date) -> str:
    """Return why a row is decided as it is, or cannot be read; amounts as the reader sees them."""
    if row.error or not isinstance(row.why, Sentence):
        return translated(row.error or row.why)
    shown = {name: _said(name, value, row, today) for name, value in row.why.values.items()}
    return translated(say(row.why.template, **shown))


def as_in_file(row: RowOut) -> str:
    """Return what the file says: the payee, or the whole line where that is all there is."""
    if not row.error:
        return row.payee
    return DOTS if filters.hides_amounts() else row.raw


def changes_of(row: RowOut) -> list[Change]:
    """Return what a match would write, field by field."""
    return [
        Change(
            field=FIELDS.get(one["field"], one["field"]),
            old=_shown(one["field"], one["old"], row),
            new=_shown(one["field"], one["new"], row),
            is_taken=one["field"] in row.taken,
        )
        for one in row.changes
    ]


def _said(name: str, value: object, row: RowOut, today: date) -> object:
    if isinstance(value, date):
        return dates.day_short(filters.locale(), value, today)
    return _shown(name, value, row) if isinstance(value, str) else value


def _shown(name: str, value: str | None, row: RowOut) -> str:
    if value is None:
        return "–"
    return filters.money(value, row.currency) if name in _MONEY and row.currency else value


def row_view(row: BankRow | BadRow, actor: Actor) -> FirstRow:
    """Return a row as the page shows it; one that cannot be read says why."""
    if isinstance(row, BadRow):
        return FirstRow(row.line, "", row.raw, "", translated(row.message))
    currency = row.currency or actor.currency
    day = dates.day_short(filters.locale(), row.day, actor.today)
    amount = filters.money(amount_text(row.minor, currency), currency)
    return FirstRow(row.line, day, row.payee or row.memo, amount, "")
