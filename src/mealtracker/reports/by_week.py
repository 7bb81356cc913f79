"""Sums by week, in order, each also by the kind of its categories."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.periods import week_of
from mealtracker.reports.days import days
from mealtracker.reports.schemas import WeekReport, WeekSum
from mealtracker.reports.spans import SpanSum
from mealtracker.reports.sums import ReportQuery, frame


def by_week(reading: Reading, actor: Actor, query: ReportQuery, week_start: int = 0) -> WeekReport:
    """Add the expenses of a period up by week.

    `week_start` is the first day of the week, 0 for Monday. A week counts its days inside the
    period only.
    """
    sums = _added(days(reading, actor, query), week_start)
    items = [
        _line(week, Currency(code), sums[week, code])
        for week, code in sorted(sums)
        if sums[week, code].count
    ]
    return WeekReport(*frame(actor, query.period), items)


def _added(rows: Iterable[Row[Any]], week_start: int) -> dict[tuple[date, str], SpanSum]:
    sums: dict[tuple[date, str], SpanSum] = {}
    for row in rows:
        week = week_of(row.period, week_start)
        sums.setdefault((week.start, row.currency), SpanSum(week)).add(row)
    return sums


def _line(week: date, currency: Currency, added: SpanSum) -> WeekSum:
    by_kind = {kind: amount_text(minor, currency) for kind, minor in sorted(added.by_kind.items())}
    return WeekSum(currency, amount_text(added.minor, currency), added.count, week, by_kind)
