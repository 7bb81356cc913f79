"""From a row of the database to what pages and the API show."""

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam

from mealtracker.db.prepared import Prepared
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.domain.money import Currency, amount_text, digits_of
from mealtracker.errors import NotFound
from mealtracker.expenses.models import Expense
from mealtracker.expenses.parts import warnings_of
from mealtracker.expenses.queries import rows
from mealtracker.expenses.schemas import PARTS, ExpenseOut, ItemOut
from mealtracker.sentences import say

_MILLI = 1000
_CENTS = 2
_AT = {field.name: index for index, field in enumerate(fields(ExpenseOut))}
_CURRENCY, _TOTAL, _TAX_INCLUDED = _AT["currency"], _AT["total"], _AT["tax_included"]
_TAGS, _PEOPLE, _ITEMS = _AT["tags"], _AT["people"], _AT["items"]
_PARTS = [_AT[name] for name in PARTS]
_WARNINGS, _WIDTH = _AT["warnings"], len(_AT) - 1
_ONE = Prepared(rows(ANYONE).where(Expense.id == bindparam("expense_id", type_=Uuid())))


def show_expense(reading: Reading, actor: Actor, expense_id: UUID) -> ExpenseOut:
    """Return one expense, deleted or not.

    Raises:
        NotFound: it is not there.
    """
    row = reading.first(_ONE, binds(actor) | {"expense_id": expense_id})
    if row is None:
        raise NotFound(say("No expense %(id)s.", id=expense_id))
    return read_row(row)


def read_row(row: Row[Any]) -> ExpenseOut:  # Any: the columns of `queries.rows`
    """Return what a row of `queries.rows` says."""
    # The row has the order of the fields: a list takes fifty apart, so no column is named twice.
    values = list(row[:_WIDTH])
    currency = Currency(values[_CURRENCY])
    minor = [values[index] for index in _PARTS]
    warnings = []
    if minor[0] is not None:
        parts, tax_included = dict(zip(PARTS, minor, strict=True)), values[_TAX_INCLUDED]
        warnings = warnings_of(currency, values[_TOTAL], parts, tax_included=tax_included)
    text = _writer_of(currency)
    values[_TOTAL] = text(values[_TOTAL])
    for index, amount in zip(_PARTS, minor, strict=True):
        if amount is not None:
            values[index] = text(amount)
    values[_TAGS], values[_PEOPLE] = _names(values[_TAGS]), _names(values[_PEOPLE])
    items = values[_ITEMS]
    values[_ITEMS] = (
        [_item(item, currency) for item in sorted(items, key=_position)] if items else []
    )
    values.insert(_WARNINGS, warnings)
    return ExpenseOut(*values)


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


def _writer_of(currency: Currency) -> Callable[[int], str]:
    """Return what `amount_text` does for one currency, in one step for the usual two decimals."""
    if digits_of(currency) == _CENTS:
        return _cents_text
    return partial(amount_text, currency=currency)


def _cents_text(minor: int) -> str:
    whole, cents = divmod(abs(minor), 100)
    return f"{whole}.{cents:02}" if minor >= 0 else f"-{whole}.{cents:02}"


def _names(rows: list[list[str]] | None) -> list[str]:
    if not rows:
        return []
    if len(rows) == 1:
        return rows[0]
    return sorted([name for (name,) in rows], key=str.casefold)


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
