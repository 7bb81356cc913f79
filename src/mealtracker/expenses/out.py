"""From a row of the database to what pages and the API show."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.domain.money import Currency, amount_text
from mealtracker.errors import NotFound
from mealtracker.expenses.models import Expense
from mealtracker.expenses.parts import warnings_of
from mealtracker.expenses.queries import rows
from mealtracker.expenses.schemas import PARTS, ExpenseOut, ItemOut

_MILLI = 1000
_ONE = rows(ANYONE).where(Expense.id == bindparam("expense_id", type_=Uuid()))


def show_expense(reading: Reading, actor: Actor, expense_id: UUID) -> ExpenseOut:
    """Return one expense, deleted or not.

    Raises:
        NotFound: it is not there.
    """
    row = reading.first(_ONE, binds(actor) | {"expense_id": expense_id})
    if row is None:
        raise NotFound(f"No expense {expense_id}.")
    return read_row(row)


def read_row(row: Row[Any]) -> ExpenseOut:  # Any: the columns of `queries.rows`
    """Return what a row of `queries.rows` says."""
    currency = Currency(row.currency)
    minor = {name: getattr(row, f"{name}_minor") for name in PARTS}
    parts = {name: text_of(value, currency) for name, value in minor.items()}
    return ExpenseOut(
        id=row.id,
        version=row.version,
        kind=row.kind,
        eaten_on=row.eaten_on,
        eaten_at=row.eaten_at,
        zone=row.zone,
        meal=row.meal,
        order_type=row.order_type,
        place_id=row.place_id,
        place=row.place,
        category=row.category,
        category_kind=row.category_kind,
        tags=sorted((name for (name,) in row.tags or ()), key=str.casefold),
        people=sorted((name for (name,) in row.people or ()), key=str.casefold),
        covers=row.covers,
        currency=currency,
        total=amount_text(row.total_minor, currency),
        tax_included=row.tax_included,
        payment=row.payment,
        note=row.note,
        items=[_item(item, currency) for item in sorted(row.items or (), key=_position)],
        source=row.source,
        warnings=warnings_of(currency, row.total_minor, minor, tax_included=row.tax_included),
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
        **parts,
    )


def text_of(minor: int | None, currency: Currency) -> str | None:
    """Return an amount as canonical text, None where it is unknown."""
    return None if minor is None else amount_text(minor, currency)


def quantity_text(milli: int | None) -> str | None:
    """Return thousandths as plain text: 1500 is `1.5`."""
    if milli is None:
        return None
    whole, rest = divmod(milli, _MILLI)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".")


def quantity_milli(text: str | None) -> int | None:
    """Return plain text with at most three decimals as thousandths."""
    if text is None:
        return None
    whole, _, fraction = text.partition(".")
    return int(whole) * _MILLI + int(fraction.ljust(3, "0"))


def _position(item: list[Any]) -> int:
    return int(item[0])


def _item(item: list[Any], currency: Currency) -> ItemOut:
    _, name, quantity, unit_price, total, kind = item
    return ItemOut(
        name=name,
        quantity=quantity_text(quantity),
        unit_price=text_of(unit_price, currency),
        total=amount_text(total, currency),
        kind=kind,
    )
