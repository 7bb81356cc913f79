"""Sums by place, the dearest first."""

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.reports.schemas import Report
from mealtracker.reports.sums import ReportQuery, report


def by_place(reading: Reading, actor: Actor, query: ReportQuery) -> Report:
    """Add the expenses of a period up by place."""
    return report(reading, actor, query, "place")
