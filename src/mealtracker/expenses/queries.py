"""Questions about expenses: one list, one record, and what stands in the way of a change."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, literal, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from mealtracker.db.functions import json_rows
from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.domain.paging import Cursor
from mealtracker.errors import Invalid
from mealtracker.expenses.models import Expense, ExpenseItem, ExpensePerson, ExpenseTag
from mealtracker.labels.models import Category, Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place
from mealtracker.sentences import say


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Tell which expenses the actor may see: those of the household, deleted included."""
    return Expense.household_id == household_of(actor)


def visible_to(actor: Actor) -> Select[Expense]:
    """Select the expenses that were not deleted."""
    return select(Expense).where(is_visible_to(actor), Expense.deleted_at.is_(None))


def by_id(actor: Actor, expense_id: UUID) -> Select[Expense]:
    """Select one expense, deleted or not, with everything that belongs to it."""
    return (
        select(Expense)
        .where(is_visible_to(actor), Expense.id == expense_id)
        .options(
            joinedload(Expense.place),
            joinedload(Expense.category),
            selectinload(Expense.tags),
            selectinload(Expense.people),
            selectinload(Expense.items),
        )
    )


def rows(actor: Actor) -> Select[Any]:  # Any: the columns that `out.read_row` takes apart
    """Select everything that an `ExpenseOut` shows, deleted ones included, in no order."""
    # In the order of the fields of `ExpenseOut`, which `out.read_row` relies on.
    return (
        select(
            *_of_expense("id version kind eaten_on eaten_at zone meal order_type place_id"),
            Place.name.label("place"),
            Category.name.label("category"),
            Category.kind.label("category_kind"),
            _tags().label("tags"),
            _people().label("people"),
            *_of_expense("covers currency total_minor subtotal_minor discount_minor tax_minor"),
            *_of_expense("tax_included tip_minor service_charge_minor fees_minor rounding_minor"),
            *_of_expense("payment note"),
            _items().label("items"),
            *_of_expense("source created_at updated_at deleted_at"),
        )
        .outerjoin(Place, Place.id == Expense.place_id)
        .outerjoin(Category, Category.id == Expense.category_id)
        .where(is_visible_to(actor))
    )


def ordered(statement: Select[Any], sort: str, cursor: Cursor | None, limit: int) -> Select[Any]:
    """Put `statement` into the order `sort`, after `cursor`, with one row more than `limit`."""
    keys = sort_keys(sort)
    columns = tuple_(*keys, Expense.id)
    descends = sort.startswith("-")
    if cursor is not None:
        values = _key_values(keys, cursor)
        last = tuple_(*values, literal(cursor.id, Expense.id.type))
        statement = statement.where(columns < last if descends else columns > last)
    order = [column.desc() if descends else column.asc() for column in (*keys, Expense.id)]
    return statement.order_by(*order).limit(limit + 1)


def sort_keys(sort: str) -> list[ColumnElement[Any]]:
    """Return the columns that `sort` orders by, before the id; totals sort inside a currency."""
    by = sort.removeprefix("-")
    if by == "total":
        return [Expense.__table__.c.currency, Expense.__table__.c.total_minor]
    if by == "place":
        return [func.coalesce(Place.name_key, "")]
    return [Expense.__table__.c.eaten_on]


def count_at(actor: Actor, place_ids: Sequence[UUID]) -> Select[UUID]:
    """Select one living expense at any of the places."""
    return (
        visible_to(actor)
        .with_only_columns(Expense.id)
        .where(Expense.place_id.in_(place_ids))
        .limit(1)
    )


def _key_values(keys: list[ColumnElement[Any]], cursor: Cursor) -> list[ColumnElement[Any]]:
    try:
        pairs = zip(keys, cursor.key, strict=True)
        return [literal(_key_value(key, value), key.type) for key, value in pairs]
    except (ValueError, TypeError) as error:
        message = say("This cursor cannot be read. Take the one that the last page gave.")
        raise Invalid.parameter("cursor", message) from error


def _key_value(key: ColumnElement[Any], value: Any) -> Any:  # Any: what the column holds
    kind = key.type.python_type
    if kind is date:
        return date.fromisoformat(value)
    if not isinstance(value, kind):
        raise TypeError(value)
    return value


def _of_expense(names: str) -> list[ColumnElement[Any]]:
    return [getattr(Expense, name) for name in names.split()]


def _tags() -> ScalarSelect[Any]:
    return (
        select(json_rows(Tag.name))
        .join(ExpenseTag, ExpenseTag.tag_id == Tag.id)
        .where(ExpenseTag.expense_id == Expense.id, Tag.deleted_at.is_(None))
        .correlate(Expense)
        .scalar_subquery()
    )


def _people() -> ScalarSelect[Any]:
    return (
        select(json_rows(Person.name))
        .join(ExpensePerson, ExpensePerson.person_id == Person.id)
        .where(ExpensePerson.expense_id == Expense.id, Person.deleted_at.is_(None))
        .correlate(Expense)
        .scalar_subquery()
    )


def _items() -> ScalarSelect[Any]:
    columns = (
        *(ExpenseItem.position, ExpenseItem.name, ExpenseItem.quantity_milli),
        *(ExpenseItem.unit_price_minor, ExpenseItem.total_minor, ExpenseItem.kind),
    )
    return (
        select(json_rows(*columns))
        .where(ExpenseItem.expense_id == Expense.id)
        .correlate(Expense)
        .scalar_subquery()
    )
