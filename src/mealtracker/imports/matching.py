"""Which expense that somebody noted a row may be; pure. A match is a proposal, never more.

The numbers are those that hold up in use: a week around the day, and up to 30 percent more than
noted, within five days, where people tip.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from mealtracker.imports.reasons import Reason

DAYS_AROUND: Final = timedelta(days=7)
_TIP_DAYS: Final = 5
_TIP_PERCENT: Final = 30
_REVIEW_PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Noted:
    """An expense that no row of a file stands for yet; `minor` is below zero for what was spent.

    `is_named` tells whether its place can be the payee, None where it has no place.
    """

    id: UUID
    day: date
    minor: int
    is_named: bool | None
    place: str | None = None
    is_of_card: bool = True
    has_tip: bool = False
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """A row that may be noted already; `is_tipped` where people tip, `is_food` unless it is not."""

    day: date
    minor: int
    is_tipped: bool
    is_food: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """What was found. Only with `is_match` it is proposed; else a person has to look."""

    reason: Reason
    noted: Noted
    confidence: int
    is_match: bool
    tip_minor: int = 0
    count: int = 1


def find_match(charge: Charge, noted: Iterable[Noted]) -> Match | None:
    """Return the expense that `charge` may be, None when there is none."""
    near = [one for one in noted if _is_near(charge, one)]
    equal = [one for one in near if one.minor == charge.minor]
    named = [one for one in equal if one.is_named or (one.is_named is None and charge.is_food)]
    if named:
        return _one_of(charge, named)
    tipped = [one for one in near if _tip(charge, one) > 0]
    if tipped:
        return _with_tip(charge, tipped)
    if equal and charge.is_food:
        nearest = min(equal, key=lambda one: (_days(charge, one), one.id))
        return Match(Reason.SIMILAR, nearest, 50, is_match=False)
    return None


def around(first: date, last: date) -> tuple[date, date]:
    """Return the first and the last day on which expenses are near days from `first` to `last`."""
    earliest = max(first, date.min + DAYS_AROUND) - DAYS_AROUND
    return earliest, min(last, date.max - DAYS_AROUND) + DAYS_AROUND


def _is_near(charge: Charge, one: Noted) -> bool:
    if one.is_pending and charge.day < one.day:
        return False
    return abs(charge.day - one.day) <= DAYS_AROUND


def _one_of(charge: Charge, equal: Sequence[Noted]) -> Match:
    """Choose among expenses of the same amount: the only one, or the only one of that very day."""
    same_day = [one for one in equal if one.day == charge.day]
    choice = same_day or equal
    if len(choice) > 1:
        return Match(Reason.SEVERAL_MATCHES, choice[0], 50, is_match=False, count=len(choice))
    (one,) = choice
    confidence = (98 if one.is_named else 88) - 4 * _days(charge, one)
    return Match(Reason.SAME_EXPENSE, one, confidence, is_match=True)


def _with_tip(charge: Charge, tipped: Sequence[Noted]) -> Match:
    usual = [one for one in tipped if _percent_within(charge, one, _TIP_PERCENT)]
    choice = usual or tipped
    one = choice[0]
    if len(choice) > 1:
        return Match(Reason.SEVERAL_MATCHES, one, 40, is_match=False, count=len(choice))
    if not usual:
        return Match(Reason.TIP_TOO_HIGH, one, 40, is_match=False, tip_minor=_tip(charge, one))
    confidence = 85 - 4 * _days(charge, one)
    return Match(Reason.TIP, one, confidence, is_match=True, tip_minor=_tip(charge, one))


def _tip(charge: Charge, one: Noted) -> int:
    """Return by how much the card was charged more than was noted, 0 where that is no tip."""
    if not charge.is_tipped or one.has_tip or not one.is_of_card or not one.is_named:
        return 0
    if charge.minor >= 0 or one.minor >= 0:
        return 0
    if not 0 <= (charge.day - one.day).days <= _TIP_DAYS:
        return 0
    return one.minor - charge.minor if _percent_within(charge, one, _REVIEW_PERCENT) else 0


def _percent_within(charge: Charge, one: Noted, most: int) -> bool:
    return 0 < (one.minor - charge.minor) * 100 <= most * -one.minor


def _days(charge: Charge, one: Noted) -> int:
    return abs((charge.day - one.day).days)
