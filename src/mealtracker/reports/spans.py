"""Cutting a period into weeks, months or years, and finding the one to compare it with."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, date
from typing import Any, Final

from sqlalchemy import Row

from mealtracker.domain.periods import (
    Period,
    month_of,
    months_in,
    same_day_in,
    week_of,
)
from mealtracker.reports.days import NO_KIND

_DECEMBER: Final = 12
#: Every day that the calendar knows, in whole months.
EVER: Final = Period(date.min, date(MAXYEAR, _DECEMBER, 1))


@dataclass(slots=True)
class SpanSum:
    """What the days of a span cost in minor units, also by the kind of their categories."""

    period: Period
    minor: int = 0
    count: int = 0
    by_kind: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, row: Row[Any]) -> None:
        """Add a row of `days`."""
        self.minor += row.total_minor
        self.count += row.entries
        self.by_kind[row.kind or NO_KIND] += row.total_minor


def weeks_in(period: Period, week_start: int) -> list[Period]:
    """Return the weeks of `period`; the first and the last are cut where it begins and ends."""
    return _cut(period, lambda day: week_of(day, week_start).end)


def calendar_months_in(period: Period) -> list[Period]:
    """Return the months of `period`, cut where it begins and ends."""
    return _cut(period, lambda day: month_of(day).end)


def years_in(period: Period) -> list[Period]:
    """Return the years of `period`, cut where it begins and ends."""
    return _cut(period, lambda day: date(day.year + 1, 1, 1))


def add_up(rows: Iterable[Row[Any]], spans: Sequence[Period]) -> list[SpanSum]:
    """Return the sum of each span; the spans follow each other without a gap."""
    sums = [SpanSum(span) for span in spans]
    starts = [span.start for span in spans]
    for row in rows:
        number = bisect_right(starts, row.period) - 1
        if number >= 0 and row.period < spans[number].end:
            sums[number].add(row)
    return sums


def months_until(today: date, count: int) -> Period:
    """Return the `count` months that end with the one of `today`."""
    month = month_of(today)
    return Period(_months_back(month.start, count - 1), month.end)


def year_of(day: date) -> Period:
    """Return the calendar year that holds `day`."""
    return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def is_whole_months(period: Period) -> bool:
    """Tell whether `period` begins and ends with a month."""
    return period.start.day == 1 and period.end.day == 1


def period_before(period: Period, today: date) -> Period | None:
    """Return the days to compare `period` with: as many months, or days, right before it.

    Of whole months that are not over, only the days up to today's count. None where the calendar
    has no such days.
    """
    if not is_whole_months(period):
        first = period.start.toordinal() - period.days
        return Period(date.fromordinal(first), period.start) if first > 0 else None
    count = len(list(months_in(period)))
    if (period.start.year - 1) * _DECEMBER + period.start.month <= count:
        return None
    before = Period(_months_back(period.start, count), period.start)
    if today not in period:
        return before
    last_month = month_of(_months_back(today.replace(day=1), count))
    return Period(before.start, _day_after(same_day_in(last_month, today)))


def _cut(period: Period, end_of: Callable[[date], date]) -> list[Period]:
    spans = []
    start = period.start
    while start < period.end:
        end = min(end_of(start), period.end)
        spans.append(Period(start, end))
        start = end
    return spans


def _months_back(first: date, count: int) -> date:
    number = first.year * _DECEMBER + first.month - 1 - count
    return date(number // _DECEMBER, number % _DECEMBER + 1, 1)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
