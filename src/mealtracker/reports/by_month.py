"""Sums by month, in order."""

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.reports.schemas import Report
from mealtracker.reports.sums import ReportQuery, report


def by_month(reading: Reading, actor: Actor, query: ReportQuery) -> Report:
    """Add the expenses of a period up by month."""
    return report(reading, actor, query, "month")
