"""Which tables an archive holds, which of their rows, and which columns it withholds."""

from typing import Final, cast

from sqlalchemy import Column, ColumnElement, Table, exists, or_, select

from mealtracker.accounts.models import Household, Membership, User
from mealtracker.audit.models import Change, ChangeRow
from mealtracker.db.base import Base
from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.expenses.models import Expense, ExpenseItem, ExpensePerson, ExpenseTag, Spending
from mealtracker.imports.models import (
    BankAccount,
    Import,
    ImportChange,
    ImportMark,
    ImportRow,
    LearnedPayee,
    RememberedMapping,
)
from mealtracker.labels.models import Category, Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.saved_filters.models import SavedFilter

#: In the order in which they can be filled: no row refers to one of a table further down.
_ARCHIVED: Final[tuple[type[Base], ...]] = (
    *(Household, User, Membership),
    *(Category, Tag, Person, Place, PlaceAlias, SavedFilter),
    *(Expense, ExpenseItem, ExpenseTag, ExpensePerson, Spending),
    *(Change, ChangeRow),
    *(BankAccount, Import, ImportRow, ImportMark, ImportChange, LearnedPayee, RememberedMapping),
)
TABLES: Final = tuple(cast("Table", kind.__table__) for kind in _ARCHIVED)

#: What no archive holds: ways in, and what is over in a moment.
LEFT_OUT: Final = frozenset(
    {
        *("sign_ins", "api_tokens", "invites", "password_resets"),
        *("idempotency_keys", "throttle_buckets", "jobs"),
    }
)

#: Stands in for the hash of a password: no password has it.
_NO_HASH: Final = "!"


def withheld_from(table: Table, *, is_whole: bool) -> dict[str, str]:
    """Return the columns that an archive leaves out, with what they are restored to.

    Only an archive of the whole installation holds the hashes of passwords.
    """
    return {} if is_whole or table is not User.__table__ else {"password_hash": _NO_HASH}


def is_visible_to(actor: Actor, table: Table) -> ColumnElement[bool]:
    """Tell which rows of a table belong to the actor's household, deleted ones included."""
    if table is Household.__table__:
        return table.c.id == household_of(actor)
    if table is User.__table__:
        # Whoever is in the household, and whoever was and is named in what it recorded.
        named = [column for other in TABLES for column in _references(other, table)]
        return or_(
            *(
                table.c.id.in_(select(column).where(is_visible_to(actor, column.table)))
                for column in named
            )
        )
    if "household_id" in table.c:
        return table.c.household_id == household_of(actor)
    # A row without a household belongs to the one that it must refer to first. That is looked up
    # row by row: a list of all owners would be made anew for each page.
    owner = next(column for column in table.columns if column.foreign_keys and not column.nullable)
    parent = next(iter(owner.foreign_keys)).column
    return exists().where(parent == owner, is_visible_to(actor, parent.table))


def self_references(table: Table) -> list[str]:
    """Return the columns in which a row refers to another one of its own table."""
    return [column.name for column in _references(table, table)]


def _references(table: Table, to: Table) -> list[Column[object]]:
    return [
        column
        for column in table.columns
        if any(key.column.table is to for key in column.foreign_keys)
    ]
