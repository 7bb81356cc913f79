"""What a meal costs a head, by meal: the sum, refunds as minus, over the seats at the table."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import BigInteger, Row, case, cast, func, select

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.expenses.derived import heads
from mealtracker.expenses.models import Expense
from mealtracker.reports.schemas import HeadReport, HeadSum
from mealtracker.reports.sums import ReportQuery, frame, matching, summed


def per_person(reading: Reading, actor: Actor, query: ReportQuery) -> HeadReport:
    """Average the expenses of a period over who ate, by meal; the dearest meal first.

    Who ate are the covers, else the people named and the one who noted it. Money that came back
    lowers the sum and adds nobody.
    """
    meal = func.coalesce(Expense.meal, "")
    seats = case((Expense.kind == "refund", 0), else_=heads())
    total = summed().label("total")
    statement = (
        select(
            meal.label("meal"),
            Expense.currency,
            total,
            func.count().label("entries"),
            cast(func.sum(seats), BigInteger).label("heads"),
        )
        .where(*matching(actor, query))
        .group_by(meal, Expense.currency)
        .order_by(Expense.currency, total.desc(), meal)
    )
    rows = reading.all(statement)
    items = [_sum(Currency(row.currency), [row], row.meal or None) for row in rows]
    overall = [
        _sum(Currency(code), list(found), None)
        for code, found in groupby(rows, key=lambda row: row.currency)
    ]
    return HeadReport(*frame(actor, query.period), overall, items)


def _sum(currency: Currency, rows: Sequence[Row[Any]], meal: str | None) -> HeadSum:
    total = sum(row.total for row in rows)
    seats = sum(row.heads for row in rows)
    average = amount_text(_divided(total, seats), currency) if seats else None
    count = sum(row.entries for row in rows)
    return HeadSum(currency, amount_text(total, currency), count, meal, seats, average)


def _divided(minor: int, by: int) -> int:
    """Return `minor` over `by`, halves away from zero."""
    quotient = (2 * abs(minor) + by) // (2 * by)
    return quotient if minor >= 0 else -quotient
