"""The search language: from a line of text to terms and back, and where it cannot be read.

The grammar is in `docs/guide/search.md`. This module is pure; `filters.py` makes SQL of the terms.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

from mealtracker.domain.meals import Meal, OrderType
from mealtracker.domain.money import read_currency
from mealtracker.domain.text import clean_text, fold
from mealtracker.errors import Invalid
from mealtracker.expenses.ranges import Amounts, Days, Hours, Rates, read_hours, read_rates
from mealtracker.sentences import say

type Value = str | Days | Amounts | Hours | Rates
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
    "weekday",
    "hour",
    "amount",
    "tip",
    "has",
    "no",
    "is",
]

_TERM: Final = re.compile(
    r"""\s*(?P<not>-?)(?:
      (?P<key>[a-z]+):(?P<values>(?:"(?:[^"]|"")*"|[^\s,"]+)?(?:,(?:"(?:[^"]|"")*"|[^\s,"]+)?)*)
    | (?P<compare>>=|<=|>|<)\s*(?P<amount>[0-9.]+)
    | "(?P<phrase>(?:[^"]|"")*)"
    | (?P<word>[^\s"]+)
    )(?=\s|$)""",
    re.VERBOSE,
)
_VALUE: Final = re.compile(r'"((?:[^"]|"")*)"|([^,"]+)')
#: A word, or a value, that stays what it is without quotation marks.
_PLAIN_WORD: Final = re.compile(r'(?![-<>])(?![a-z]+:)[^\s"]+')
_PLAIN_VALUE: Final = re.compile(r'[^\s,"]+')
#: How the values of these keys are read; they know nothing of today.
_READERS: Final[dict[str, Callable[[str], Value]]] = {
    "cur": read_currency,
    "hour": read_hours,
    "tip": read_rates,
}
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,3})?")
_WORDS: Final[dict[str, frozenset[str]]] = {
    "meal": frozenset(meal.value for meal in Meal),
    "order": frozenset(order.value for order in OrderType),
    "kind": frozenset({"expense", "refund"}),
    "is": frozenset({"refund", "deleted"}),
    "weekday": frozenset("mon tue wed thu fri sat sun".split()),
    "has": frozenset("place cat tag with meal time note items tip tax subtotal warning".split()),
}
_EXAMPLES: Final = {
    "amount": "10..20",
    "cur": "EUR",
    "date": "2026-11",
    "hour": "19..21",
    "no": "tip",
    "tip": "15..20",
    "weekday": "sat",
    "with": "Ana",
}
_KEYS: Final = frozenset(
    "place cat tag with meal order kind pay cur date weekday hour amount tip has no is".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must hold (or must not): any of the values.

    `text` writes the same term again: in one form, but with `today` still in it.
    """

    key: Key
    values: tuple[Value, ...]
    is_negated: bool = False
    text: str = field(default="", compare=False)


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
            raise _fault(start, say("A quotation mark is not closed."))
        try:
            terms.append(_read_term(match, today))
        except Invalid as error:
            start = match.start("key") if match["key"] else match.end("not")
            raise _fault(start, error.message) from error
        position = match.end()
    return terms


def write_query(terms: Iterable[Term]) -> str:
    """Return the search that `terms` were read from, each of them once."""
    return " ".join(dict.fromkeys(term.text for term in terms))


def write_term(key: str, values: Sequence[str], *, is_negated: bool = False) -> str:
    """Return a term as it is written; `values` are as people know them, such as a name."""
    sign = "-" if is_negated else ""
    if key == "word":
        (word,) = values
        return sign + (word if _PLAIN_WORD.fullmatch(word) else _quoted(word))
    texts = (value if _PLAIN_VALUE.fullmatch(value) else _quoted(value) for value in values)
    return f"{sign}{key}:{','.join(texts)}"


def canonical(text: str, today: date) -> str:
    """Return a search in the one form in which searches are kept and compared.

    Raises:
        Invalid: it cannot be read.
    """
    return write_query(read_query(text, today))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _clean(text: str) -> str:
    try:
        return clean_text(text)
    except Invalid as error:
        raise Invalid.parameter("q", error.message) from error


def _read_term(match: re.Match[str], today: date) -> Term:
    is_negated = match["not"] == "-"
    if match["compare"]:
        amounts = _comparison(match["compare"], match["amount"])
        text = f"{match['not']}{match['compare']}{match['amount']}"
        return Term("amount", (amounts,), is_negated, text)
    if not match["key"]:
        word = _unquoted(match["phrase"]) if match["word"] is None else match["word"]
        text = write_term("word", [word], is_negated=is_negated)
        return Term("word", (fold(word),), is_negated, text)
    key = match["key"]
    if key not in _KEYS:
        known = ", ".join(sorted(_KEYS))
        message = say(
            "There is no search key “%(key)s:”. The keys are %(known)s.", key=key, known=known
        )
        raise Invalid(message)
    texts = [_unquoted(quoted) or plain for quoted, plain in _VALUE.findall(match["values"])]
    if not texts or match["values"].endswith(",") or not all(text.strip() for text in texts):
        example = _example(key)
        message = say(
            "“%(key)s:” needs a value, like %(key)s:%(example)s.", key=key, example=example
        )
        raise Invalid(message)
    values = tuple(_read_value(key, text, today) for text in texts)
    kept = [
        value if isinstance(value, str) else text for value, text in zip(values, texts, strict=True)
    ]
    text = write_term(key, kept, is_negated=is_negated)
    return Term(key, values, is_negated, text)  # type: ignore[arg-type]  # the key is one of them


def _unquoted(text: str) -> str:
    return text.replace('""', '"')


def _read_value(key: str, text: str, today: date) -> Value:
    if key == "date":
        return _read_days(text, today)
    if key == "amount":
        return _read_amounts(text)
    if key in _READERS:
        return _READERS[key](text)
    words = _WORDS.get("has" if key == "no" else key)
    if words is not None and text not in words:
        known = ", ".join(sorted(words))
        message = say(
            "“%(key)s:%(text)s” is not known. Choose from %(known)s.",
            key=key,
            text=text,
            known=known,
        )
        raise Invalid(message)
    return text


def _read_amounts(text: str) -> Amounts:
    low, dots, high = text.partition("..")
    bounds = [part for part in (low, high) if part]
    if not bounds or not all(_NUMBER.fullmatch(part) for part in bounds):
        raise Invalid(say("“%(text)s” is no amount. Write it like 12.50 or 10..20.", text=text))
    return Amounts(low or None, (high or None) if dots else low)


def _comparison(sign: str, text: str) -> Amounts:
    if not _NUMBER.fullmatch(text):
        raise Invalid(say("“%(text)s” is no amount. Write it like >12.50.", text=text))
    is_strict = len(sign) == 1
    if sign.startswith(">"):
        return Amounts(low=text, low_strict=is_strict)
    return Amounts(high=text, high_strict=is_strict)


def _read_days(text: str, today: date) -> Days:
    first, dots, last = text.partition("..")
    if not first and not last:
        message = say(
            "“%(text)s” is no date. Write it like 2026-11 or 2026-11-01..today.", text=text
        )
        raise Invalid(message)
    start = _read_day(first, today) if first else None
    if not dots:
        return start or Days(None, None)
    end = _read_day(last, today) if last else None
    days = Days(start.first if start else None, end.last if end else None)
    if days.first and days.last and days.first > days.last:
        raise Invalid(say("“%(text)s” ends before it begins.", text=text))
    return days


def _read_day(text: str, today: date) -> Days:
    if text in {"today", "yesterday"}:
        day = today - timedelta(days=text == "yesterday")
        return Days(day, day)
    if not _DATE.fullmatch(text):
        raise _no_day(text)
    parts = [int(part) for part in text.split("-")]
    year, month, number = [*parts, 1, 1][:3]
    try:
        first = date(year, month, number)
    except ValueError as error:
        raise _no_day(text) from error
    if len(parts) == 1:
        return Days(first, first.replace(month=12, day=31))
    if len(parts) == len("ym"):
        return Days(first, first.replace(day=calendar.monthrange(year, month)[1]))
    return Days(first, first)


def _no_day(text: str) -> Invalid:
    message = say(
        "“%(text)s” is not in the calendar. Write a date like 2026, 2026-11 or 2026-11-23.",
        text=text,
    )
    return Invalid(message)


def _example(key: str) -> str:
    known = _WORDS.get(key)
    return _EXAMPLES.get(key) or (min(known) if known else '"Bar Luce"')


def _fault(position: int, message: str) -> Invalid:
    return Invalid.parameter(
        "q", say("At position %(position)s: %(message)s", position=position + 1, message=message)
    )
