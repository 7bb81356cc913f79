"""Lists of expenses: a page of them, and the totals of a filter."""

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Row, Select, Uuid, bindparam, cast, func, select

from mealtracker.db.prepared import Prepared
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.paging import Cursor, Page, cut_page
from mealtracker.expenses.filters import conditions
from mealtracker.expenses.models import Expense, Spending
from mealtracker.expenses.out import read_row
from mealtracker.expenses.queries import is_visible_to, ordered, rows
from mealtracker.expenses.rollup import is_visible_to as is_sum_visible_to
from mealtracker.expenses.rollup import signed_total
from mealtracker.expenses.schemas import ExpenseOut, ListQuery
from mealtracker.expenses.search import read_query
from mealtracker.labels.schemas import Spent
from mealtracker.places.models import Place

_ROWS = rows(ANYONE)


def list_expenses(reading: Reading, actor: Actor, query: ListQuery) -> Page[ExpenseOut]:
    """Return a page of the expenses that `query` asks for.

    Raises:
        Invalid: the search or the cursor cannot be read.
    """
    cursor = Cursor.decode(query.cursor, query.sort) if query.cursor else None
    if not query.q.strip() and cursor is None:
        found = reading.all(_first_page(query.sort, query.limit), binds(actor))
    else:
        found = reading.all(_statement(actor, query, cursor), binds(actor))
    page = cut_page(found, query.limit, lambda row: _cursor(row, query.sort))
    return Page([read_row(row) for row in page.items], page.next)


def latest_at(reading: Reading, actor: Actor, place_id: UUID, limit: int) -> list[ExpenseOut]:
    """Return the last expenses at a place, the newest first."""
    found = reading.all(_latest_at(limit), binds(actor) | {"place_id": place_id})
    return [read_row(row) for row in found[:limit]]


def totals(reading: Reading, actor: Actor, q: str) -> list[Spent]:
    """Return what a filter adds up to in each currency, the most used first.

    Raises:
        Invalid: the search cannot be read.
    """
    if not q.strip():
        return _kept_totals(reading, actor)
    return spent_on(reading, is_visible_to(actor), *conditions(actor, read_query(q, actor.today)))


def spent_on(reading: Reading, *meant: ColumnElement[bool]) -> list[Spent]:
    """Return what the expenses that fulfil `meant` add up to, the most used currency first."""
    spent = cast(func.sum(signed_total()), BigInteger)
    statement = (
        select(Expense.currency, spent.label("total"), func.count().label("entries"))
        .where(*meant)
        .group_by(Expense.currency)
        .order_by(func.count().desc(), Expense.currency)
    )
    return [
        Spent(row.currency, amount_text(row.total, Currency(row.currency)), row.entries)
        for row in reading.all(statement)
    ]


def _kept_totals(reading: Reading, actor: Actor) -> list[Spent]:
    return [
        Spent(row.currency, amount_text(row.total, Currency(row.currency)), row.entries)
        for row in reading.all(_kept_sums(), binds(actor))
    ]


@cache
def _first_page(sort: str, limit: int) -> Prepared:
    # Built once for everybody: putting a statement together costs more than running it.
    statement = rows(ANYONE).where(Expense.deleted_at.is_(None))
    return Prepared(ordered(_with_key(statement, sort), sort, None, limit))


@cache
def _latest_at(limit: int) -> Prepared:
    here = (Expense.place_id == bindparam("place_id", type_=Uuid()), Expense.deleted_at.is_(None))
    return Prepared(ordered(rows(ANYONE).where(*here), "-eaten_on", None, limit))


@cache
def _kept_sums() -> Prepared:
    total = cast(func.sum(Spending.total_minor), BigInteger).label("total")
    entries = cast(func.sum(Spending.count), BigInteger).label("entries")
    return Prepared(
        select(Spending.currency, total, entries)
        .where(is_sum_visible_to(ANYONE), Spending.dimension == "all")
        .group_by(Spending.currency)
        .having(func.sum(Spending.count) > 0)
        .order_by(entries.desc(), Spending.currency)
    )


def _statement(actor: Actor, query: ListQuery, cursor: Cursor | None) -> Select[Any]:
    statement = _ROWS.where(*conditions(actor, read_query(query.q, actor.today)))
    return ordered(_with_key(statement, query.sort), query.sort, cursor, query.limit)


def _with_key(statement: Select[Any], sort: str) -> Select[Any]:
    if sort.endswith("place"):
        return statement.add_columns(func.coalesce(Place.name_key, "").label("place_key"))
    return statement


def _cursor(row: Row[Any], sort: str) -> Cursor:
    by = sort.removeprefix("-")
    if by == "total":
        return Cursor(sort, (row.currency, row.total_minor), row.id)
    if by == "place":
        return Cursor(sort, (row.place_key,), row.id)
    day: date = row.eaten_on
    return Cursor(sort, (day.isoformat(),), row.id)
