"""The form that writes a search: its fields from the terms in force, and terms from its fields."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, Final

from flask import request
from flask_babel import gettext

from mealtracker.domain.actor import Actor
from mealtracker.domain.amounts import read_amount
from mealtracker.domain.money import Currency, Money
from mealtracker.errors import Fault, Invalid
from mealtracker.expenses.filters import is_id
from mealtracker.expenses.ranges import Amounts, Days
from mealtracker.expenses.search import Term, read_query, write_query, write_term
from mealtracker.http.forms import Form, separators
from mealtracker.web import filters

type Fields = dict[str, Any]  # Any: text, or the texts of boxes that are ticked

_NAMES: Final = ("place", "cat", "tag", "with", "meal")
_BOXES: Final = ("has", "no")
_AMOUNTS: Final = ("low", "high")
_DAYS: Final = ("from", "to")
_DECEMBER: Final = 12


def form_of(terms: Iterable[Term], sort: str, currency: str) -> Form[str]:
    """Return the form for a search; what it has no field for stays in the hidden `q`."""
    fields: Fields = {"has": [], "no": [], "sort": sort}
    rest = [term for term in terms if not _take(fields, term, currency)]
    return Form(values=fields | {"q": write_query(rest)})


def read_filter_form(actor: Actor) -> Form[str]:
    """Read the form from the address; its draft is the search that it writes."""
    values: Fields = {
        name: request.args.get(name, "").strip() for name in (*_NAMES, *_DAYS, *_AMOUNTS)
    }
    values |= {name: request.args.getlist(name) for name in _BOXES}
    values |= {name: request.args.get(name, "") for name in ("q", "sort")}
    form = Form[str](values=values)
    days, amounts = _read_days(form), _read_amounts(form, actor)
    if form.errors:
        return form
    written = [days, *_names(values), amounts, *_boxes(values)]
    q = " ".join(text for text in (form.values["q"], *written) if text)
    try:
        form.draft = write_query(read_query(q, actor.today))
    except Invalid as error:
        form.blame([Fault("", error.message)])
    return form


def _take(fields: Fields, term: Term, currency: str) -> bool:
    """Put a term into its field; tell whether there is one, and it is free."""
    if term.is_negated or len(term.values) != 1:
        return False
    value = term.values[0]
    if term.key in _BOXES:
        fields[term.key].append(value)
        return True
    taken = dict(_fields_of(term, value, currency))
    if not taken or fields.keys() & taken.keys():
        return False
    fields.update(taken)
    return True


def _fields_of(term: Term, value: Any, currency: str) -> Iterator[tuple[str, str]]:  # Any: as above
    match value:
        case Days() if not re.search("[a-z]", term.text.partition(":")[2]):
            yield "from", str(value.first or "")
            yield "to", str(value.last or "")
        case Amounts() if not (value.low_strict or value.high_strict):
            with suppress(Invalid):  # more decimals than the field takes
                low, high = (_typed(number, currency) for number in (value.low, value.high))
                yield from (("low", low), ("high", high))
        case str() if term.key in _NAMES and not (term.key == "place" and is_id(value)):
            yield term.key, value


def _typed(number: str | None, code: str) -> str:
    # With all decimals: 1,000 alone could be read in two ways.
    return filters.typed(Money.parse(number, Currency(code)).text, code) if number else ""


def _names(values: Fields) -> Iterator[str]:
    for name in _NAMES:
        if values[name]:
            yield write_term(name, [values[name]])


def _boxes(values: Fields) -> Iterator[str]:
    for name in _BOXES:
        for word in values[name]:
            yield write_term(name, [word])


def _read_days(form: Form[str]) -> str:
    days: list[date | None] = []
    for name in _DAYS:
        text = form.values[name]
        try:
            days.append(date.fromisoformat(text) if text else None)
        except ValueError:
            form.blame([Fault(f"/{name}", gettext("Write the day like 2026-11-23."))])
            return ""
    first, last = days
    if first and last and first > last:
        form.blame([Fault("/to", gettext("The last day is before the first."))])
    return _days_term(first, last)


def _days_term(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"date:{first or ''}..{last or ''}"
    if first == last:
        return f"date:{first}"
    if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
        return f"date:{str(first)[:7]}"
    if first == date(first.year, 1, 1) and last == date(first.year, _DECEMBER, 31):
        return f"date:{str(first)[:4]}"
    return f"date:{first}..{last}"


def _read_amounts(form: Form[str], actor: Actor) -> str:
    numbers = []
    for name in _AMOUNTS:
        text = form.values[name]
        try:
            numbers.append(
                _shortest(read_amount(text, actor.currency, separators())) if text else ""
            )
        except Invalid as error:
            form.blame([Fault(f"/{name}", error.message)])
            return ""
    low, high = numbers
    if low and high and Decimal(low) > Decimal(high):
        form.blame([Fault("/high", gettext("This is less than the first amount."))])
    if low and high:
        return f"amount:{low}" if low == high else f"amount:{low}..{high}"
    return f">={low}" if low else f"<={high}" if high else ""


def _shortest(amount: str) -> str:
    return amount.rstrip("0").rstrip(".") if "." in amount else amount
