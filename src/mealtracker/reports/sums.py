"""How every report adds up: from the kept sums where whole months are asked, else from the rows."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from sqlalchemy import BigInteger, ColumnElement, Row, Select, String, bindparam, cast, func, select

from mealtracker.db.functions import id_of_key, month_start
from mealtracker.db.prepared import Prepared
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import ANYONE, Actor, binds
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
    items = [sum_of(row, by) for row in rows(reading, actor, query, by)]
    if by != "month":
        items.sort(key=lambda item: item.currency)
    return Report(*frame(actor, query.period), items)


def frame(actor: Actor, period: Period) -> tuple[date, date, str, str]:
    """Return what a report over `period` states before its lines."""
    return period.start, period.last, actor.zone, BASIS


def rows(reading: Reading, actor: Actor, query: ReportQuery, by: By) -> list[Row[Any]]:
    """Return the sums as rows, in the order of the report."""
    period = query.period
    if query.is_whole_months:
        values = binds(actor) | {"start": period.start, "end": period.end}
        found = reading.all(_kept(by), values)
    else:
        found = reading.all(_counted(actor, query, by))
    return [row for row in found if row.entries]


def matching(actor: Actor, query: ReportQuery) -> list[ColumnElement[bool]]:
    """Return the conditions that the expenses of a report meet."""
    return [
        is_visible_to(actor),
        *conditions(actor, read_query(query.q, actor.today)),
        Expense.eaten_on >= query.period.start,
        Expense.eaten_on < query.period.end,
    ]


def summed() -> ColumnElement[int]:
    """Return what the expenses of a group add up to, refunds as minus."""
    return cast(func.sum(signed_total()), BigInteger)


def change_percent(now: int, before: int) -> int | None:
    """Return by how many percent `now` is more than `before`, half up; None if that was nothing."""
    return ((now - before) * 200 + before) // (2 * before) if before > 0 else None


def sum_of(row: Row[Any], by: By) -> Sum:
    """Return a row of `rows` as a line of the report."""
    currency = Currency(row.currency)
    total = amount_text(row.total, currency)
    match by:
        case "month":
            return Sum(currency, total, row.entries, month=row.key)
        case "meal":
            return Sum(currency, total, row.entries, meal=row.key or None)
        case "place":
            return Sum(currency, total, row.entries, place_id=row.id, place=row.name)
        case "category":
            kind = row.kind
            return Sum(currency, total, row.entries, category=row.name, category_kind=kind)


@cache
def _kept(by: By) -> Prepared:
    key = func.substr(cast(Spending.period, String), 1, 7) if by == "month" else Spending.key
    total = cast(func.sum(Spending.total_minor), BigInteger)
    entries = cast(func.sum(Spending.count), BigInteger)
    return Prepared(
        _named(
            select(*_labelled(key, Spending.currency, total, entries))
            .where(is_sum_visible_to(ANYONE), Spending.dimension == _DIMENSION[by])
            .where(Spending.period >= bindparam("start"), Spending.period < bindparam("end"))
            .group_by(key, Spending.currency),
            by,
        )
    )


def _counted(actor: Actor, query: ReportQuery, by: By) -> Select[*tuple[Any, ...]]:
    keys: dict[By, ColumnElement[Any]] = {
        "month": func.substr(cast(month_start(Expense.eaten_on), String), 1, 7),
        "place": key_of(Expense.place_id),
        "category": key_of(Expense.category_id),
        "meal": func.coalesce(Expense.meal, ""),
    }
    key = keys[by]
    return _named(
        select(*_labelled(key, Expense.currency, summed(), func.count()))
        .where(*matching(actor, query))
        .group_by(key, Expense.currency),
        by,
    )


def _labelled(
    key: Any, currency: Any, total: Any, entries: Any  # Any: columns of either table
) -> list[ColumnElement[Any]]:
    return [key.label("key"), currency, total.label("total"), entries.label("entries")]


def _named(sums: Select[*tuple[Any, ...]], by: By) -> Select[*tuple[Any, ...]]:
    """Put `sums` into order, each with the name of the place or category that it is of."""
    of = sums.subquery("sums").c
    if by == "month":
        return select(*of).order_by(of.key, of.currency)
    dearest_first = (of.total.desc(), of.currency, of.key)
    if by == "meal":
        return select(*of).order_by(*dearest_first)
    of_place = (Place.id, Place.name, Place.search_text)
    columns = of_place if by == "place" else (Category.name, Category.kind)
    table = Place if by == "place" else Category
    named = select(*of, *columns).outerjoin(table, table.id == id_of_key(of.key))
    return named.order_by(*dearest_first)
