"""What searches and reports know of an expense that is no column of it, as SQL."""

from typing import Final

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, select

from mealtracker.db.functions import weekday
from mealtracker.expenses.models import Expense, ExpensePerson
from mealtracker.people.models import Person

#: In the order in which Python and `weekday` count them.
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def eaten_weekday() -> ColumnElement[int]:
    """Return the day of the week, 0 for Monday."""
    return weekday(Expense.eaten_on)


def eaten_hour() -> ColumnElement[int]:
    """Return the hour of the day as it was at the table; null where no time is known."""
    return cast(func.substr(Expense.eaten_at, 1, 2), Integer)


def heads() -> ColumnElement[int]:
    """Return how many sat at the table: the covers, else who is named and the one who noted it."""
    named = (
        select(func.count())
        .select_from(ExpensePerson)
        .join(Person, Person.id == ExpensePerson.person_id)
        .where(ExpensePerson.expense_id == Expense.id, Person.deleted_at.is_(None))
        .correlate(Expense)
        .scalar_subquery()
    )
    return func.coalesce(Expense.covers, named + 1)


def before_tip() -> ColumnElement[int]:
    """Return what a tip is measured by: the subtotal, else the total without the tip."""
    return func.coalesce(Expense.subtotal_minor, Expense.total_minor - Expense.tip_minor)


def has_tip_rate() -> ColumnElement[bool]:
    """Tell whether it can be said how much was tipped: not of a refund, nor of nothing."""
    return and_(Expense.tip_minor.is_not(None), Expense.kind == "expense", before_tip() > 0)


def tip_permille() -> ColumnElement[int]:
    """Return the tip in tenths of a percent, halves up; null where it cannot be said."""
    rate = (2000 * Expense.tip_minor + before_tip()) // (2 * before_tip())
    return case((has_tip_rate(), rate))
