"""How much is tipped: bills by their rate, and the rate over all of them, in whole numbers."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import BigInteger, Row, cast, func, select

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.expenses.derived import before_tip, has_tip_rate, tip_permille
from mealtracker.expenses.models import Expense
from mealtracker.reports.schemas import TipReport, TipSum
from mealtracker.reports.sums import ReportQuery, frame, matching, summed

#: Where the bands begin, in tenths of a percent; the last one is open.
BANDS: Final = (0, 1, 100, 150, 180, 200, 250)


def tips(reading: Reading, actor: Actor, query: ReportQuery) -> TipReport:
    """Sort the bills of a period whose tip is known into bands, the lowest first.

    A rate is the tip over the subtotal, or over the total without the tip; half up, in tenths of
    a percent. The rate of a band is all its tips over all its bills, not the mean of their rates.
    """
    rate = tip_permille()
    statement = (
        select(
            rate.label("rate"),
            Expense.currency,
            summed().label("total"),
            func.count().label("entries"),
            cast(func.sum(Expense.tip_minor), BigInteger).label("tips"),
            cast(func.sum(before_tip()), BigInteger).label("before"),
        )
        .where(*matching(actor, query), has_tip_rate())
        .group_by(rate, Expense.currency)
        .order_by(Expense.currency, rate)
    )
    rows = reading.all(statement)
    items = [
        _sum(Currency(code), found, band)
        for (code, band), found in groupby(rows, key=lambda row: (row.currency, _band(row.rate)))
    ]
    overall = [
        _sum(Currency(code), found, None)
        for code, found in groupby(rows, key=lambda row: row.currency)
    ]
    return TipReport(*frame(actor, query.period), overall, items)


def bounds(band: int) -> tuple[str, str | None]:
    """Return the lowest and the highest rate of a band, in percent; None is open."""
    is_last = band == len(BANDS) - 1
    return percent_text(BANDS[band]), None if is_last else percent_text(BANDS[band + 1] - 1)


def percent_text(permille: int) -> str:
    """Return tenths of a percent as a number of percent: 164 is `16.4`."""
    return f"{permille // 10}.{permille % 10}"


@dataclass(slots=True)
class _Added:
    total: int = 0
    count: int = 0
    tips: int = 0
    before: int = 0


def _band(permille: int) -> int:
    return bisect_right(BANDS, permille) - 1


def _sum(currency: Currency, rows: Iterable[Row[Any]], band: int | None) -> TipSum:
    added = _Added()
    for row in rows:
        added.total += row.total
        added.count += row.entries
        added.tips += row.tips
        added.before += row.before
    low, high = (None, None) if band is None else bounds(band)
    return TipSum(
        currency,
        amount_text(added.total, currency),
        added.count,
        low,
        high,
        amount_text(added.tips, currency),
        amount_text(added.before, currency),
        percent_text((2000 * added.tips + added.before) // (2 * added.before)),
    )
