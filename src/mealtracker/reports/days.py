"""What each day cost by category: weeks, categories and comparisons are added up from it."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, func, select

from mealtracker.db.functions import id_of_key
from mealtracker.db.prepared import Prepared
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.expenses.models import Expense, Spending
from mealtracker.expenses.rollup import is_visible_to as is_sum_visible_to
from mealtracker.expenses.rollup import key_of
from mealtracker.labels.models import Category
from mealtracker.reports.sums import ReportQuery, matching, summed

#: What an expense without a category is drawn as.
NO_KIND: Final = "snacks"
COLUMNS: Final = (
    *(Spending.dimension, Spending.period, Spending.currency, Spending.key),
    *(Spending.total_minor, Spending.count.label("entries")),
)


def days(reading: Reading, actor: Actor, query: ReportQuery) -> Sequence[Row[Any]]:
    """Return a row for each day, currency and category, in no order."""
    if not query.q.strip():
        bounds = {"first": query.period.start, "until": query.period.end}
        return reading.all(_KEPT, binds(actor) | bounds)
    return reading.all(_counted(actor, query))


def kept_days() -> Select[*tuple[Any, ...]]:
    """Select what the kept sums say of the days from `first` to before `until`."""
    return (
        select(*COLUMNS, Category.name, Category.kind)
        .outerjoin(Category, Category.id == id_of_key(Spending.key))
        .where(is_sum_visible_to(ANYONE), Spending.dimension == "day", Spending.count != 0)
        .where(Spending.period >= bindparam("first"), Spending.period < bindparam("until"))
    )


_KEPT: Final = Prepared(kept_days())


def _counted(actor: Actor, query: ReportQuery) -> Select[*tuple[Any, ...]]:
    key = key_of(Expense.category_id)
    of = (
        select(
            Expense.eaten_on.label("period"),
            Expense.currency,
            key.label("key"),
            summed().label("total_minor"),
            func.count().label("entries"),
        )
        .where(*matching(actor, query))
        .group_by(Expense.eaten_on, Expense.currency, key)
        .subquery("sums")
        .c
    )
    return select(*of, Category.name, Category.kind).outerjoin(
        Category, Category.id == id_of_key(of.key)
    )
