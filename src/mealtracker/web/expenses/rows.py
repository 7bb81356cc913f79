"""Expenses as rows of a table: every word, amount and address of a row, made before the template.

A list shows fifty rows with a dozen values each. Worked out here, with the language, the formats
and the addresses looked up once a page, a row costs a third of what filters and macros cost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, NamedTuple
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.web import filters
from mealtracker.web.filters import dates, words

_TAGS_SHOWN: Final = 3
_FACES_SHOWN: Final = 3
_NAME_LENGTH: Final = 60
_NO_TOTALS: Final[Mapping[date, str]] = {}


class Fact(NamedTuple):
    """A tag in a row: a word with an icon; `tone` colours it."""

    word: str
    icon: str | None = None
    tone: str | None = None


class Face(NamedTuple):
    """A person in a row."""

    initials: str
    kind: str


@dataclass(frozen=True, slots=True)
class RowView:
    """An expense as a row says it; its day is printed when it is the first of that day.

    `day_total` stands there too, where the day has more than one expense.
    `amount` is as the reader is shown it, `total` the same as canonical text, none while hidden.
    """

    id: UUID
    href: str
    again: str
    add_again: str
    new_day: bool
    day_total: str
    day_number: int
    weekday: str
    day: str
    kind: str | None
    icon: str
    name: str
    meal: str
    amount: str
    currency: str
    total: str
    facts: list[Fact]
    company: str
    faces: list[Face]
    more_faces: int
    first_names: str


class RowMaker:
    """Makes the rows of one page: what all of them share is looked up once."""

    def __init__(self, today: date) -> None:
        """Say days as seen from `today`, in the language of the request."""
        self._today = today
        self._locale = filters.locale()
        self._hides = filters.hides_amounts()
        self._money = cache(lambda currency: filters.money_format(currency).full)
        # Ids go behind one address: building fifty URLs costs more than reading fifty expenses.
        self._base = url_for("expenses.index")
        self._add_again = gettext("Add %(name)s again")
        self._no_place = gettext("No place")
        self._with = gettext("With %(people)s")
        self._deleted = Fact(gettext("deleted"), "trash-2", "bad")
        self._refund = Fact(gettext("refund"), "undo-2", "info")
        self._wrong = Fact(gettext("does not add up"), "calculator", "warn")
        self._meals = {meal: words.meal_name(meal) for meal in words.MEALS}

    def by_day(
        self,
        expenses: Iterable[ExpenseOut],
        last: date | None = None,
        totals: Mapping[date, str] = _NO_TOTALS,
    ) -> Iterator[RowView]:
        """Yield rows that print a day once, with its total; they follow a row of the day `last`."""
        for e in expenses:
            is_new = e.eaten_on != last
            yield self._row(e, totals.get(e.eaten_on, "") if is_new else "", new_day=is_new)
            last = e.eaten_on

    def each(self, expenses: Iterable[ExpenseOut]) -> Iterator[RowView]:
        """Yield rows that all print their day, for an order that is not by day."""
        for e in expenses:
            yield self._row(e, "", new_day=True)

    def _row(self, e: ExpenseOut, day_total: str, *, new_day: bool) -> RowView:
        signed = filters.signed_total(e)
        name = e.place or shortened(e.note) or self._no_place
        number, weekday = dates.day_cell(self._locale, e.eaten_on)
        return RowView(
            id=e.id,
            href=f"{self._base}/{e.id}",
            again=f"{self._base}/{e.id}/again",
            add_again=self._add_again % {"name": name},
            new_day=new_day,
            day_total=day_total,
            day_number=number,
            weekday=weekday,
            day=dates.day_near(self._locale, e.eaten_on, self._today),
            kind=e.category_kind,
            icon=words.kind_icon(e.category_kind),
            name=name,
            meal=self._meals[e.meal] if e.meal else e.category or "",
            amount=self._money(e.currency)(signed),
            currency=e.currency,
            total="" if self._hides else signed,
            facts=self._facts(e),
            company=self._with % {"people": ", ".join(e.people)} if e.people else "",
            faces=_faces(e.people[:_FACES_SHOWN]),
            more_faces=len(e.people[_FACES_SHOWN:]),
            first_names=words.first_names(e.people),
        )

    def _facts(self, e: ExpenseOut) -> list[Fact]:
        """Return what stands beside the name; the page of the expense has all its tags."""
        facts = []
        if e.deleted_at:
            facts.append(self._deleted)
        if e.kind == "refund":
            facts.append(self._refund)
        if e.warnings:
            facts.append(self._wrong)
        facts += [Fact(name, "tag") for name in e.tags[:_TAGS_SHOWN]]
        if more := e.tags[_TAGS_SHOWN:]:
            facts.append(Fact(f"+{len(more)}"))
        return facts


def _faces(people: Sequence[str]) -> list[Face]:
    return [Face(words.initials(name), words.avatar_kind(name)) for name in people]


def shortened(note: str) -> str:
    """Return the beginning of a note, which stands in for the name of a place."""
    line = " ".join(note.split())
    return line if len(line) <= _NAME_LENGTH else f"{line[: _NAME_LENGTH - 1].rstrip()}…"
