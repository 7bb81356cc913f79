"""The columns of a table of expenses: the fields of the API, in its order."""

from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from mealtracker.expenses.schemas import ExpenseOut, ItemOut, Warned

COLUMNS: Final = tuple(field.name for field in fields(ExpenseOut))
_VALUES: Final = attrgetter(*COLUMNS)


def values_of(expense: ExpenseOut) -> tuple[Any, ...]:  # Any: fields of an expense
    """Return what stands in each of the columns, as it is."""
    values: tuple[Any, ...] = _VALUES(expense)  # Any: as above
    return values


def text_of(value: Any) -> str:  # Any: a field of an expense
    """Return a field as the text of a cell: empty when unknown, several names with `; ` between."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case list():
            return "; ".join(_name(one) for one in value)
    return str(value)


def _name(one: str | ItemOut | Warned) -> str:
    match one:
        case ItemOut():
            return one.name
        case Warned():
            return one.message
    return one
