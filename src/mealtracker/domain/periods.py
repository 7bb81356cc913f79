"""Half-open date ranges `[start, end)`: months, weeks and whatever people choose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final

from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say

_DAY = timedelta(days=1)
_DECEMBER = 12
_MONTH: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, but not including, `end`."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """Tell whether `day` lies inside."""
        return self.start <= day < self.end

    @property
    def last(self) -> date:
        """Return the last day inside."""
        return self.end - _DAY

    @property
    def days(self) -> int:
        """Return how many days there are."""
        return (self.end - self.start).days


def month_of(day: date) -> Period:
    """Return the calendar month that holds `day`."""
    start = day.replace(day=1)
    return Period(start, _next_month(start))


def month_before(month: Period) -> Period:
    """Return the calendar month before `month`."""
    return month_of(month.start - _DAY)


def read_month(text: str) -> Period:
    """Return the month written as `YYYY-MM`.

    Raises:
        Invalid: it is no month, or in the first or last year that the calendar knows, where the
            months and weeks beside it may not exist.
    """
    match = _MONTH.fullmatch(text)
    if match is None:
        message = say("“%(text)s” is no month. Write it like 2026-11.", text=shown(text))
        raise Invalid(message)
    year, month = int(match[1]), int(match[2])
    if not MINYEAR < year < MAXYEAR:
        message = say("The month %(text)s is too far away.", text=text)
        raise Invalid(message)
    return month_of(date(year, month, 1))


def days_between(first: date, last: date) -> Period:
    """Return the period with both `first` and `last` inside.

    Raises:
        Invalid: `last` is before `first`, or in the last year that the calendar knows.
    """
    if last < first:
        message = say("The last day is before the first.")
        raise Invalid(message)
    if last.year == MAXYEAR:
        message = say("The last day is too far away.")
        raise Invalid(message)
    return Period(first, last + _DAY)


def week_of(day: date, week_start: int = 0) -> Period:
    """Return the week that holds `day`; it begins on `week_start` (0 Monday … 6 Sunday)."""
    start = day - timedelta(days=(day.weekday() - week_start) % 7)
    return Period(start, start + timedelta(weeks=1))


def weeks_until(day: date, count: int, week_start: int = 0) -> list[Period]:
    """Return the `count` weeks that end with the one that holds `day`, in order."""
    last = week_of(day, week_start).start
    starts = (last - timedelta(weeks=back) for back in range(count - 1, -1, -1))
    return [Period(start, start + timedelta(weeks=1)) for start in starts]


def months_in(period: Period) -> Iterator[date]:
    """Yield the first day of every month that `period` touches."""
    if period.start < period.end:
        for number in range(_month_number(period.start), _month_number(period.last) + 1):
            yield date(number // _DECEMBER, number % _DECEMBER + 1, 1)


def same_day_in(month: Period, day: date) -> date:
    """Return the day of `month` with the number of `day`, or its last day if it is shorter."""
    return min(month.start + timedelta(days=day.day - 1), month.last)


def _next_month(start: date) -> date:
    if start.month == _DECEMBER:
        return date(start.year + 1, 1, 1)
    return date(start.year, start.month + 1, 1)


def _month_number(day: date) -> int:
    return day.year * _DECEMBER + day.month - 1
