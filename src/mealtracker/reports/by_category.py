"""Sums by category, the dearest first."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.reports.schemas import Report, Sum
from mealtracker.reports.sums import ReportQuery, report


def by_category(reading: Reading, actor: Actor, query: ReportQuery) -> Report:
    """Add the expenses of a period up by category."""
    return report(reading, actor, query, "category")


def categories_of(days: Iterable[Row[Any]], currency: Currency) -> list[Sum]:
    """Add rows of `days`, all in one currency, up by category."""
    minor: defaultdict[str, int] = defaultdict(int)
    count: defaultdict[str, int] = defaultdict(int)
    labels = {}
    for row in days:
        labels[row.key] = row
        minor[row.key] += row.total_minor
        count[row.key] += row.entries
    sums = []
    for key in sorted(minor, key=lambda key: (-minor[key], key)):
        name, kind = labels[key].name, labels[key].kind
        amount = amount_text(minor[key], currency)
        sums.append(Sum(currency, amount, count[key], category=name, category_kind=kind))
    return [item for item in sums if item.count]
