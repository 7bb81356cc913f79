"""The rows of a list by month and day, with what each of these adds up to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from flask_babel import format_date

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.periods import Period, month_of
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.reports.by_day import DaySum, by_day
from mealtracker.reports.sums import ReportQuery
from mealtracker.web import filters
from mealtracker.web.expenses.rows import RowMaker, RowView


@dataclass(frozen=True, slots=True)
class Group:
    """A month of the page with what it adds up to; the rows of a cut one began further up."""

    month: date
    label: str
    count: int
    totals: list[tuple[str, str]]
    rows: list[RowView]
    is_cut: bool


def month_sums(
    reading: Reading, actor: Actor, q: str, expenses: Sequence[ExpenseOut]
) -> list[DaySum]:
    """Return the sums of the days of all months on a page, also where it cuts one of them."""
    if not expenses:
        return []
    days = [e.eaten_on for e in expenses]
    period = Period(month_of(min(days)).start, month_of(max(days)).end)
    return by_day(reading, actor, ReportQuery(period, q))


def month_groups(
    expenses: Sequence[ExpenseOut],
    sums: Sequence[DaySum],
    make: RowMaker,
    last: date | None = None,
) -> list[Group]:
    """Return the rows by month; they follow a row of the day `last`."""
    days = day_totals(sums)
    by_month: defaultdict[date, list[DaySum]] = defaultdict(list)
    for found in sums:
        by_month[found.day.replace(day=1)].append(found)
    groups = []
    for month, members in groupby(expenses, key=lambda e: e.eaten_on.replace(day=1)):
        rows = list(make.by_day(members, last, days))
        is_cut = last is not None and month == last.replace(day=1)
        groups.append(_group(month, by_month[month], rows, is_cut=is_cut))
    return groups


def day_totals(sums: Sequence[DaySum]) -> dict[date, str]:
    """Return what the days with more than one expense add up to, as the reader writes it."""
    full = cache(lambda currency: filters.money_format(currency).full)
    totals = {}
    for day, found in groupby(sums, key=lambda found: found.day):
        parts = list(found)
        if sum(part.count for part in parts) > 1:
            totals[day] = " + ".join(full(part.currency)(part.total) for part in parts)
    return totals


def _group(month: date, sums: Sequence[DaySum], rows: list[RowView], *, is_cut: bool) -> Group:
    minor: defaultdict[Currency, int] = defaultdict(int)
    for found in sums:
        minor[found.currency] += found.minor
    totals = [(str(currency), amount_text(minor[currency], currency)) for currency in sorted(minor)]
    count = sum(found.count for found in sums)
    return Group(month, format_date(month, "LLLL yyyy"), count, totals, rows, is_cut)
