"""Sums by day of the week and hour of the day, as it was at the table."""

from sqlalchemy import func, select

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.expenses.derived import WEEKDAYS, eaten_hour, eaten_weekday
from mealtracker.expenses.models import Expense
from mealtracker.reports.schemas import HourReport, HourSum
from mealtracker.reports.sums import ReportQuery, frame, matching, summed


def by_weekday_hour(reading: Reading, actor: Actor, query: ReportQuery) -> HourReport:
    """Add the expenses of a period up by weekday and hour."""
    weekday, hour = eaten_weekday(), eaten_hour()
    statement = (
        select(
            weekday.label("weekday"),
            hour.label("hour"),
            Expense.currency,
            summed().label("total"),
            func.count().label("entries"),
        )
        .where(*matching(actor, query))
        .group_by(weekday, hour, Expense.currency)
        .order_by(weekday, func.coalesce(hour, 24), Expense.currency)
    )
    items = [
        HourSum(
            row.currency,
            amount_text(row.total, Currency(row.currency)),
            row.entries,
            WEEKDAYS[row.weekday],
            row.hour,
        )
        for row in reading.all(statement)
    ]
    return HourReport(*frame(actor, query.period), items)
