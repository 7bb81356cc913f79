"""Ranges that a search can name: of days, amounts, hours and tips."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from mealtracker.errors import Invalid
from mealtracker.sentences import say

_HOURS: Final = re.compile(r"([0-9]|[01][0-9]|2[0-3])(?:\.\.([0-9]|[01][0-9]|2[0-3]))?", re.ASCII)
_PERCENT: Final = re.compile(r"([0-9]{1,5})(?:\.([0-9]))?", re.ASCII)


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
class Hours:
    """From the beginning of hour `first` to the end of hour `last`, past midnight if need be."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Tips between two rates in tenths of a percent, both in; None is open."""

    low: int | None
    high: int | None


def read_hours(text: str) -> Hours:
    """Return the hours that `19` or `19..21` stands for.

    Raises:
        Invalid: it is no hour of the day.
    """
    match = _HOURS.fullmatch(text)
    if match is None:
        raise Invalid(say("“%(text)s” is no hour. Write it like 19 or 19..21.", text=text))
    return Hours(int(match[1]), int(match[2] or match[1]))


def read_rates(text: str) -> Rates:
    """Return the rates that `15`, `15..17.9` or `20..` stands for.

    Raises:
        Invalid: it is no percentage with at most one decimal.
    """
    low, dots, high = text.partition("..")
    bounds = [_PERCENT.fullmatch(part) if part else None for part in (low, high)]
    if not (low or high) or (low and not bounds[0]) or (high and not bounds[1]):
        raise Invalid(say("“%(text)s” is no percentage. Write it like 15 or 15..17.9.", text=text))
    first, last = (_permille(match) if match else None for match in bounds)
    return Rates(first, last if dots else first)


def _permille(match: re.Match[str]) -> int:
    return int(match[1]) * 10 + int(match[2] or 0)
