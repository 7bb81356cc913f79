"""Sums by day: for the calendar, and for the days and months of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.reports.days import days
from mealtracker.reports.sums import ReportQuery


@dataclass(slots=True)
class DaySum:
    """What one day cost in one currency in minor units, refunds as minus."""

    day: date
    currency: Currency
    minor: int = 0
    count: int = 0

    @property
    def total(self) -> str:
        """Return the sum as canonical text."""
        return amount_text(self.minor, self.currency)


def by_day(reading: Reading, actor: Actor, query: ReportQuery) -> list[DaySum]:
    """Return the sums of the days on which there is something, in order.

    Raises:
        Invalid: the search cannot be read.
    """
    return add_days(days(reading, actor, query))


def add_days(rows: Iterable[Row[Any]]) -> list[DaySum]:
    """Add up the rows of `days`, which are by category as well."""
    sums: dict[tuple[date, str], DaySum] = {}
    for row in rows:
        key = (row.period, row.currency)
        found = sums.get(key) or sums.setdefault(key, DaySum(row.period, Currency(row.currency)))
        found.minor += row.total_minor
        found.count += row.entries
    return [sums[key] for key in sorted(sums)]
