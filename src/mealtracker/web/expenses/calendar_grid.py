"""A period as weeks of days, each with what it cost, how dark it is and where it leads."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask_babel import gettext, ngettext

from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.periods import Period, week_of
from mealtracker.reports.by_day import DaySum
from mealtracker.reports.calendar import Visit
from mealtracker.web import filters
from mealtracker.web.expenses.rows import shortened
from mealtracker.web.filters import dates

_SHADES: Final = 4
_WEEK_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Shades:
    """From which amounts on a day is darker: a quarter of the days has each shade.

    By rank, because one feast would otherwise leave all other days of the month alike.
    """

    bounds: tuple[int, ...]

    @classmethod
    def of(cls, amounts: Iterable[int]) -> "Shades":
        """Return the shades for the days that cost `amounts`; those that cost nothing have none."""
        known = sorted(amount for amount in amounts if amount > 0)
        if not known:
            return cls(())
        count = len(known)
        return cls(tuple(known[max(count * part // _SHADES - 1, 0)] for part in range(1, _SHADES)))

    def level(self, minor: int) -> int:
        """Return 1 for the lightest to 4 for the darkest, 0 for nothing."""
        return 1 + sum(minor > bound for bound in self.bounds) if minor > 0 else 0


@dataclass(frozen=True, slots=True)
class Day:
    """A cell. `name` says the day and its count to people who hear it; `href` is none if empty."""

    number: int
    name: str
    href: str | None
    classes: str
    amounts: list[str]
    entries: list[str]
    more: int


class Grid:
    """Makes the cells of a month or a week."""

    def __init__(self, period: Period, today: date, sums: Sequence[DaySum], currency: str) -> None:
        """Shade the days by what they cost in `currency`."""
        self._period, self._today, self._currency = period, today, currency
        self._sums: defaultdict[date, list[DaySum]] = defaultdict(list)
        for found in sums:
            self._sums[found.day].append(found)
        self.shades = Shades.of(found.minor for found in sums if found.currency == currency)

    @property
    def dark_from(self) -> str | None:
        """Return the amount above which a day is darkest; None where no day is shaded."""
        bounds = self.shades.bounds
        return amount_text(bounds[-1], Currency(self._currency)) if bounds else None

    def weeks(
        self, week_start: int, visits: Iterable[Visit], url: Callable[[date], str]
    ) -> Iterator[list[Day]]:
        """Yield the weeks that the period touches; `url` is where a day leads."""
        entries: defaultdict[date, list[str]] = defaultdict(list)
        for visit in visits:
            name = visit.place or shortened(visit.note) or gettext("No place")
            entries[visit.day].append(name)
        start = week_of(self._period.start, week_start).start
        while start < self._period.end:
            days = [start + timedelta(days=number) for number in range(_WEEK_DAYS)]
            yield [self._day(day, entries[day], url) for day in days]
            start += timedelta(days=_WEEK_DAYS)

    def _day(self, day: date, entries: list[str], url: Callable[[date], str]) -> Day:
        if day not in self._period:
            return Day(day.day, "", None, "is-outside", [], [], 0)
        sums = self._sums[day]
        count = sum(found.count for found in sums)
        return Day(
            number=day.day,
            name=self._name(day, count),
            href=url(day) if count else None,
            classes=self._classes(day, sums),
            amounts=[_rounded(found) for found in sums],
            entries=entries,
            more=max(count - len(entries), 0),
        )

    def _name(self, day: date, count: int) -> str:
        month = str(filters.locale().months["format"]["wide"][day.month])
        if not count:
            return month
        expenses = ngettext("%(num)s expense", "%(num)s expenses", count)
        return f"{month}, {expenses}"

    def _classes(self, day: date, sums: Sequence[DaySum]) -> str:
        minor = sum(found.minor for found in sums if found.currency == self._currency)
        level = self.shades.level(minor)
        names = [f"heat-{level}" if level else ""]
        names.append("is-today" if day == self._today else "")
        names.append("is-future" if day > self._today and not sums else "")
        return " ".join(name for name in names if name)


def weekday_names(week_start: int) -> list[str]:
    """Return the short names of the days of a week that begins on `week_start`."""
    monday = week_of(date.min + timedelta(days=_WEEK_DAYS)).start
    days = (
        monday + timedelta(days=(week_start + number) % _WEEK_DAYS) for number in range(_WEEK_DAYS)
    )
    return [dates.day_cell(filters.locale(), day)[1] for day in days]


def _rounded(found: DaySum) -> str:
    return filters.rounded_money(amount_text(found.minor, found.currency), found.currency)
