"""How every report adds up: from the kept sums where whole months are asked, else from the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Row, Select, String, cast, func, select

from mealtracker.db.functions import month_start
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.periods import Period, days_between, month_of
from mealtracker.errors import Invalid
from mealtracker.expenses.filters import conditions
from mealtracker.expenses.models import Expense, Spending
from mealtracker.expenses.queries import is_visible_to
from mealtracker.expenses.rollup import is_visible_to as is_sum_visible_to
from mealtracker.expenses.rollup import key_of, signed_total
from mealtracker.expenses.search import read_query
from mealtracker.labels.models import Category
from mealtracker.places.models import Place
from mealtracker.reports.schemas import Report, Sum

type By = Literal["month", "place", "category", "meal"]

BASIS = "full_bill"
_DIMENSION: dict[By, str] = {
    "month": "all",
    "place": "place",
    "category": "category",
    "meal": "meal",
}


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """What a report is asked for."""

    period: Period
    q: str = ""

    @property
    def is_whole_months(self) -> bool:
        """Tell whether the kept sums can answer."""
        return not self.q.strip() and self.period.start.day == 1 and self.period.end.day == 1


def read_period(actor: Actor, first: date | None, last: date | None) -> Period:
    """Return the days asked for, both ends in; by default the current month.

    Raises:
        Invalid: the last day is before the first.
    """
    month = month_of(actor.today)
    try:
        return days_between(first or month.start, last or max(month.last, first or month.last))
    except Invalid as error:
        raise Invalid.parameter("to", error.message) from error


def report(reading: Reading, actor: Actor, query: ReportQuery, by: By) -> Report:
    """Add up by month, place, category or meal: months in order, anything else dearest first."""
    statement = _kept if query.is_whole_months else _counted
    rows = reading.all(statement(actor, query, by))
    names = _names(reading, by, rows)
    items = [_sum(row, by, names) for row in rows if row.entries]
    if by != "month":
        items.sort(key=lambda item: item.currency)
    period = query.period
    return Report(period.start, period.last, actor.zone, BASIS, items)


def _kept(actor: Actor, query: ReportQuery, by: By) -> Select[Any]:
    key: Any = func.substr(cast(Spending.period, String), 1, 7) if by == "month" else Spending.key
    total = cast(func.sum(Spending.total_minor), BigInteger)
    count = cast(func.sum(Spending.count), BigInteger)
    statement = (
        select(key.label("key"), Spending.currency, total.label("total"), count.label("entries"))
        .where(is_sum_visible_to(actor), Spending.dimension == _DIMENSION[by])
        .where(Spending.period >= query.period.start, Spending.period < query.period.end)
        .group_by(key, Spending.currency)
    )
    return _ordered(statement, by, key, total, Spending.currency)


def _counted(actor: Actor, query: ReportQuery, by: By) -> Select[Any]:
    keys: dict[By, ColumnElement[Any]] = {
        "month": func.substr(cast(month_start(Expense.eaten_on), String), 1, 7),
        "place": key_of(Expense.place_id),
        "category": key_of(Expense.category_id),
        "meal": func.coalesce(Expense.meal, ""),
    }
    key, total = keys[by], cast(func.sum(signed_total()), BigInteger)
    statement = (
        select(
            key.label("key"), Expense.currency, total.label("total"), func.count().label("entries")
        )
        .where(is_visible_to(actor), *conditions(read_query(query.q, actor.today)))
        .where(Expense.eaten_on >= query.period.start, Expense.eaten_on < query.period.end)
        .group_by(key, Expense.currency)
    )
    return _ordered(statement, by, key, total, Expense.currency)


def _ordered(
    statement: Select[Any],
    by: By,
    key: ColumnElement[Any],
    total: ColumnElement[int],
    currency: Any,  # Any: the column of either table
) -> Select[Any]:
    if by == "month":
        return statement.order_by(key, currency)
    return statement.order_by(total.desc(), currency, key)


def _names(reading: Reading, by: By, rows: Sequence[Row[Any]]) -> dict[str, Row[Any]]:
    """Return the places or categories that the keys of `rows`, all of one household, stand for."""
    ids = [UUID(row.key) for row in rows if row.key] if by in {"place", "category"} else []
    if not ids:
        return {}
    columns = (
        (Place.id, Place.name) if by == "place" else (Category.id, Category.name, Category.kind)
    )
    found = reading.all(select(*columns).where(columns[0].in_(ids)))
    return {row.id.hex: row for row in found}


def _sum(row: Row[Any], by: By, names: dict[str, Row[Any]]) -> Sum:
    currency = Currency(row.currency)
    total = amount_text(row.total, currency)
    named = names.get(row.key)
    match by:
        case "month":
            return Sum(currency, total, row.entries, month=row.key)
        case "meal":
            return Sum(currency, total, row.entries, meal=row.key or None)
        case "place":
            place = (named.id, named.name) if named else (None, None)
            return Sum(currency, total, row.entries, place_id=place[0], place=place[1])
        case "category":
            label = (named.name, named.kind) if named else (None, None)
            return Sum(currency, total, row.entries, category=label[0], category_kind=label[1])
