"""The row of chips under the search: what is asked for now, and what is one click away."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask import url_for
from flask_babel import format_date, gettext

from mealtracker.expenses.search import Term, write_query
from mealtracker.saved_filters.schemas import FilterOut
from mealtracker.web.expenses.term_words import TermWords, icon_of

DEFAULT_SORT: Final = "-eaten_on"


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is one click away, or in force and one click from gone."""

    label: str
    href: str
    icon: str | None = None
    is_on: bool = False
    count: int | None = None


def list_url(q: str, sort: str, *, panel: str | None = None, cursor: str | None = None) -> str:
    """Return the address of the list for a search in an order; what is usual is left out."""
    order = None if sort == DEFAULT_SORT else sort
    return url_for("expenses.index", q=q or None, sort=order, panel=panel, cursor=cursor)


def terms_in_force(
    terms: Iterable[Term], words: TermWords, url: Callable[[str], str]
) -> list[Chip]:
    """Return a chip for every term; `url` is where the search without it is shown."""
    known = list(dict.fromkeys(terms))
    return [
        Chip(words.of(term), url(_without(known, term)), icon_of(term), is_on=True)
        for term in known
    ]


def saved(filters: Sequence[FilterOut], q: str, sort: str) -> list[Chip]:
    """Return a chip for every saved filter; the one that asks for the same is in force."""
    chips = []
    for found in filters:
        is_on = (found.q, found.sort) == (q, sort)
        href = list_url("", DEFAULT_SORT) if is_on else list_url(found.q, found.sort)
        chips.append(Chip(found.name, href, "star", is_on))
    return chips


def proposals(terms: Sequence[Term], sort: str, today: date) -> list[Chip]:
    """Return usual conditions that are not in force; a month takes the place of other days."""
    before = today.replace(day=1) - timedelta(days=1)
    offered = [
        (format_date(today, "LLLL"), f"date:{today:%Y-%m}", "calendar-days"),
        (format_date(before, "LLLL"), f"date:{before:%Y-%m}", "calendar-days"),
        (gettext("With people"), "has:with", "users"),
        (gettext("Does not add up"), "has:warning", "calculator"),
        (gettext("Deleted"), "is:deleted", "trash-2"),
    ]
    in_force = {term.text for term in terms}
    return [
        Chip(label, list_url(with_term(terms, text), sort), icon)
        for label, text, icon in offered
        if text not in in_force
    ]


def with_term(terms: Sequence[Term], text: str) -> str:
    """Return the search with one more term; other days give way to a `date:`."""
    kept = without_days(terms) if text.startswith("date:") else terms
    return f"{write_query(kept)} {text}".strip()


def without_days(terms: Iterable[Term]) -> list[Term]:
    """Return the terms but those that say which days."""
    return [term for term in terms if term.key != "date" or term.is_negated]


def _without(terms: Iterable[Term], gone: Term) -> str:
    return write_query(term for term in terms if term != gone)
