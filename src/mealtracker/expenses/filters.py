"""SQL conditions for the terms of a search."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, literal, not_, or_, select, true

from mealtracker.domain.actor import Actor
from mealtracker.domain.currencies import CURRENCIES, digits_of
from mealtracker.domain.text import fold, name_key
from mealtracker.expenses.derived import (
    WEEKDAYS,
    eaten_hour,
    eaten_weekday,
    has_tip_rate,
    tip_permille,
)
from mealtracker.expenses.models import Expense, ExpenseItem, ExpensePerson, ExpenseTag
from mealtracker.expenses.ranges import Amounts, Days, Hours, Rates
from mealtracker.expenses.search import Term
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.queries import is_visible_to as is_label_visible_to
from mealtracker.people.models import Person
from mealtracker.people.queries import is_visible_to as is_person_visible_to
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.places.queries import is_visible_to as is_place_visible_to

type Value = Any  # Any: the value that the key of a term has, see search.py
type Condition = ColumnElement[bool]

_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_USUAL_DIGITS: Final = 2
_ODD: Final = {
    digits: [code for code in CURRENCIES if digits_of(code) == digits] for digits in (0, 3)
}


def conditions(actor: Actor, terms: Iterable[Term]) -> list[Condition]:
    """Return one condition a term; without `is:deleted`, deleted expenses are left out."""
    terms = list(terms)
    found = [_condition(actor, term) for term in terms]
    if not any(term.key == "is" and "deleted" in term.values for term in terms):
        found.append(Expense.deleted_at.is_(None))
    return found


def is_id(value: str) -> bool:
    """Tell whether a value names a place by its id, as addresses write it."""
    return _ID.fullmatch(value) is not None


def _condition(actor: Actor, term: Term) -> Condition:
    any_of = or_(false(), *(_of_value(actor, term.key, value) for value in term.values))
    return not_(func.coalesce(any_of, false())) if term.is_negated else any_of


def _of_value(actor: Actor, key: str, value: Value) -> Condition:
    scoped = _SCOPED.get(key)
    return scoped(actor, value) if scoped else _BY_KEY[key](value)


def _word(value: str) -> Condition:
    return Expense.search_text.contains(value, autoescape=True)


def _place(actor: Actor, value: str) -> Condition:
    if is_id(value):
        one = select(Place.id).where(is_place_visible_to(actor), Place.id == UUID(value))
        return Expense.place_id.in_(one)
    key = name_key(value)
    aliases = select(PlaceAlias.place_id).where(PlaceAlias.name_key == key)
    named = Place.search_text.contains(fold(value), autoescape=True)
    return Expense.place_id.in_(
        select(Place.id).where(is_place_visible_to(actor), or_(named, Place.id.in_(aliases)))
    )


def _category(actor: Actor, value: str) -> Condition:
    return Expense.category_id.in_(
        select(Category.id).where(
            is_label_visible_to(actor, Category), Category.name_key == name_key(value)
        )
    )


def _tag(actor: Actor, value: str) -> Condition:
    return Expense.id.in_(
        select(ExpenseTag.expense_id)
        .join(Tag, Tag.id == ExpenseTag.tag_id)
        .where(is_label_visible_to(actor, Tag), Tag.deleted_at.is_(None))
        .where(Tag.name_key == name_key(value))
    )


def _person(actor: Actor, value: str) -> Condition:
    key = name_key(value)
    return Expense.id.in_(
        select(ExpensePerson.expense_id)
        .join(Person, Person.id == ExpensePerson.person_id)
        .where(
            is_person_visible_to(actor),
            or_(Person.name_key == key, Person.name_key.startswith(f"{key} ", autoescape=True)),
        )
        .where(Person.deleted_at.is_(None))
    )


def _payment(value: str) -> Condition:
    return func.lower(Expense.payment).contains(value.lower(), autoescape=True)


def _days(value: Days) -> Condition:
    bounds = []
    if value.first:
        bounds.append(Expense.eaten_on >= value.first)
    if value.last:
        bounds.append(Expense.eaten_on <= value.last)
    return and_(true(), *bounds)


def _hours(value: Hours) -> Condition:
    hour = eaten_hour()
    if value.first <= value.last:
        return hour.between(value.first, value.last)
    return or_(hour >= value.first, hour <= value.last)


def _rates(value: Rates) -> Condition:
    bounds: list[Condition] = [has_tip_rate()]
    if value.low is not None:
        bounds.append(tip_permille() >= value.low)
    if value.high is not None:
        bounds.append(tip_permille() <= value.high)
    return and_(*bounds)


def _amounts(value: Amounts) -> Condition:
    bounds = []
    if value.low:
        low = _minor(value.low)
        bounds.append(Expense.total_minor > low if value.low_strict else Expense.total_minor >= low)
    if value.high:
        high = _minor(value.high)
        bounds.append(
            Expense.total_minor < high if value.high_strict else Expense.total_minor <= high
        )
    return and_(true(), *bounds)


def _minor(text: str) -> ColumnElement[Any]:
    """Return a typed number as minor units of whichever currency the row has.

    Thousandths are compared where the currency has fewer decimals, so that `>1.5` works for yen.
    """
    whole, _, fraction = text.partition(".")

    def scaled(digits: int) -> ColumnElement[Any]:
        exact = int(whole + fraction.ljust(3, "0"))
        units, rest = divmod(exact, 10 ** (3 - digits))
        return literal(units) if not rest else literal(units + 0.5)

    return case(
        (Expense.currency.in_(_ODD[0]), scaled(0)),
        (Expense.currency.in_(_ODD[3]), scaled(3)),
        else_=scaled(_USUAL_DIGITS),
    )


def _has(value: str) -> Condition:
    return {
        "place": Expense.place_id.is_not(None),
        "cat": Expense.category_id.is_not(None),
        "tag": Expense.id.in_(
            select(ExpenseTag.expense_id)
            .join(Tag, Tag.id == ExpenseTag.tag_id)
            .where(Tag.deleted_at.is_(None))
        ),
        "with": Expense.id.in_(select(ExpensePerson.expense_id)),
        "meal": Expense.meal.is_not(None),
        "time": Expense.eaten_at.is_not(None),
        "note": Expense.note != "",
        "items": Expense.id.in_(select(ExpenseItem.expense_id)),
        "tip": Expense.tip_minor.is_not(None),
        "tax": Expense.tax_minor.is_not(None),
        "subtotal": Expense.subtotal_minor.is_not(None),
        "warning": _parts_differ(),
    }[value]


def _parts_differ() -> Condition:
    def known(column: Any) -> ColumnElement[Any]:  # Any: an amount that may be null
        return func.coalesce(column, 0)

    added_tax = case((Expense.tax_included, 0), else_=known(Expense.tax_minor))
    extras = (
        known(Expense.tip_minor)
        + known(Expense.service_charge_minor)
        + known(Expense.fees_minor)
        + known(Expense.rounding_minor)
    )
    parts = Expense.subtotal_minor - known(Expense.discount_minor) + added_tax + extras
    return and_(Expense.subtotal_minor.is_not(None), parts != Expense.total_minor)


def _is(value: str) -> Condition:
    return Expense.kind == "refund" if value == "refund" else Expense.deleted_at.is_not(None)


_BY_KEY: Final[dict[str, Callable[[Value], Condition]]] = {
    "word": _word,
    "meal": lambda value: Expense.meal == value,
    "order": lambda value: Expense.order_type == value,
    "kind": lambda value: Expense.kind == value,
    "pay": _payment,
    "cur": lambda value: Expense.currency == value,
    "date": _days,
    "weekday": lambda value: eaten_weekday() == WEEKDAYS.index(value),
    "hour": _hours,
    "tip": _rates,
    "amount": _amounts,
    "has": _has,
    "no": lambda value: not_(_has(value)),
    "is": _is,
}

#: These look names up, which must be the household's own.
_SCOPED: Final[dict[str, Callable[[Actor, Value], Condition]]] = {
    "place": _place,
    "cat": _category,
    "tag": _tag,
    "with": _person,
}
