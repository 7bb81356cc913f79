"""The search language: from a line of text to terms, and where it cannot be read.

The grammar is in `docs/guide/search.md`. This module is pure; `filters.py` makes SQL of the terms.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from mealtracker.domain.meals import Meal, OrderType
from mealtracker.domain.money import read_currency
from mealtracker.domain.text import clean_text, fold
from mealtracker.errors import Invalid

type Key = Literal[
    "word",
    "place",
    "cat",
    "tag",
    "with",
    "meal",
    "order",
    "kind",
    "pay",
    "cur",
    "date",
    "amount",
    "has",
    "no",
    "is",
]

_TERM: Final = re.compile(
    r"""\s*(?P<not>-?)(?:
      (?P<key>[a-z]+):(?P<values>(?:"[^"]*"|[^\s,"]+)?(?:,(?:"[^"]*"|[^\s,"]+)?)*)
    | (?P<compare>>=|<=|>|<)\s*(?P<amount>[0-9.]+)
    | "(?P<phrase>[^"]*)"
    | (?P<word>[^\s"]+)
    )(?=\s|$)""",
    re.VERBOSE,
)
_VALUE: Final = re.compile(r'"([^"]*)"|([^,"]+)')
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,3})?")
_WORDS: Final[dict[str, frozenset[str]]] = {
    "meal": frozenset(meal.value for meal in Meal),
    "order": frozenset(order.value for order in OrderType),
    "kind": frozenset({"expense", "refund"}),
    "is": frozenset({"refund", "deleted"}),
    "has": frozenset(
        {"place", "cat", "tag", "with", "note", "items", "tip", "tax", "subtotal", "warning"}
    ),
}
_KEYS: Final = frozenset("place cat tag with meal order kind pay cur date amount has no is".split())


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last`, both in; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts between two canonical numbers; a bound that is not included is strict."""

    low: str | None = None
    high: str | None = None
    low_strict: bool = False
    high_strict: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must hold (or must not): any of the values."""

    key: Key
    values: tuple[str | Days | Amounts, ...]
    is_negated: bool = False


def read_query(text: str, today: date) -> list[Term]:
    """Return the terms of a search; all of them must hold.

    Raises:
        Invalid: a key is unknown or a value is bad; the fault is at `q` with the position.
    """
    line = _clean(text)
    terms, position = [], 0
    while line[position:].strip():
        match = _TERM.match(line, position)
        if match is None:
            start = len(line) - len(line[position:].lstrip())
            raise _fault(start, "A quotation mark is not closed.")
        terms.append(_read_term(match, today))
        position = match.end()
    return terms


def _clean(text: str) -> str:
    try:
        return clean_text(text)
    except Invalid as error:
        raise Invalid.parameter("q", error.message) from error


def _read_term(match: re.Match[str], today: date) -> Term:
    is_negated = match["not"] == "-"
    start = match.start("key") if match["key"] else match.end("not")
    if match["compare"]:
        return Term("amount", (_comparison(match["compare"], match["amount"], start),), is_negated)
    if not match["key"]:
        return Term("word", (fold(match["phrase"] or match["word"] or ""),), is_negated)
    key = match["key"]
    if key not in _KEYS:
        known = ", ".join(sorted(_KEYS))
        raise _fault(start, f"There is no search key “{key}:”. The keys are {known}.")
    texts = [quoted or plain for quoted, plain in _VALUE.findall(match["values"])]
    if not texts or match["values"].endswith(",") or not all(text.strip() for text in texts):
        raise _fault(start, f"“{key}:” needs a value, like {key}:{_example(key)}.")
    values = tuple(_read_value(key, text, start, today) for text in texts)
    return Term(key, values, is_negated)  # type: ignore[arg-type]  # the keys were checked above


def _read_value(key: str, text: str, position: int, today: date) -> str | Days | Amounts:
    if key == "date":
        return _read_days(text, position, today)
    if key == "amount":
        return _read_amounts(text, position)
    words = _WORDS.get("has" if key == "no" else key)
    if words is not None and text not in words:
        known = ", ".join(sorted(words))
        raise _fault(position, f"“{key}:{text}” is not known. Choose from {known}.")
    if key == "cur":
        try:
            return read_currency(text)
        except Invalid as error:
            raise _fault(position, error.message) from error
    return text


def _read_amounts(text: str, position: int) -> Amounts:
    low, dots, high = text.partition("..")
    bounds = [part for part in (low, high) if part]
    if not bounds or not all(_NUMBER.fullmatch(part) for part in bounds):
        raise _fault(position, f"“{text}” is no amount. Write it like 12.50 or 10..20.")
    return Amounts(low or None, (high or None) if dots else low)


def _comparison(sign: str, text: str, position: int) -> Amounts:
    if not _NUMBER.fullmatch(text):
        raise _fault(position, f"“{text}” is no amount. Write it like >12.50.")
    is_strict = len(sign) == 1
    if sign.startswith(">"):
        return Amounts(low=text, low_strict=is_strict)
    return Amounts(high=text, high_strict=is_strict)


def _read_days(text: str, position: int, today: date) -> Days:
    first, dots, last = text.partition("..")
    if not first and not last:
        raise _fault(position, f"“{text}” is no date. Write it like 2026-11 or 2026-11-01..today.")
    start = _read_day(first, position, today) if first else None
    if not dots:
        return start or Days(None, None)
    end = _read_day(last, position, today) if last else None
    days = Days(start.first if start else None, end.last if end else None)
    if days.first and days.last and days.first > days.last:
        raise _fault(position, f"“{text}” ends before it begins.")
    return days


def _read_day(text: str, position: int, today: date) -> Days:
    if text in {"today", "yesterday"}:
        day = today - timedelta(days=text == "yesterday")
        return Days(day, day)
    if not _DATE.fullmatch(text):
        raise _no_day(text, position)
    parts = [int(part) for part in text.split("-")]
    year, month, number = [*parts, 1, 1][:3]
    try:
        first = date(year, month, number)
    except ValueError as error:
        raise _no_day(text, position) from error
    if len(parts) == 1:
        return Days(first, first.replace(month=12, day=31))
    if len(parts) == len("ym"):
        return Days(first, first.replace(day=calendar.monthrange(year, month)[1]))
    return Days(first, first)


def _no_day(text: str, position: int) -> Invalid:
    message = f"“{text}” is not in the calendar. Write a date like 2026, 2026-11 or 2026-11-23."
    return _fault(position, message)


def _example(key: str) -> str:
    examples = {"date": "2026-11", "amount": "10..20", "cur": "EUR", "with": "Ana", "no": "tip"}
    known = _WORDS.get(key)
    return examples.get(key) or (min(known) if known else '"Bar Luce"')


def _fault(position: int, message: str) -> Invalid:
    return Invalid.parameter("q", f"At position {position + 1}: {message}")
