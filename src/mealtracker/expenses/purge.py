"""Removing for good what was deleted long ago, of expenses and of the rooms below them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from mealtracker.audit.queries import UNDO_DAYS
from mealtracker.expenses.models import Expense, Spending
from mealtracker.expenses.rollup import key_of
from mealtracker.labels.models import Category, Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place
from mealtracker.saved_filters.models import SavedFilter


@dataclass(frozen=True, slots=True)
class Purged:
    """How many records of each sort were removed."""

    expenses: int
    places: int
    categories: int
    tags: int
    people: int
    saved_filters: int


def purge_deleted(session: Session, now: datetime) -> Purged:
    """Remove records of all households that were deleted 30 days ago or earlier.

    A place or category that an expense still refers to stays. A tag or person goes with its links,
    and a tag with its sums.
    """
    before = now - UNDO_DAYS
    old_tags = select(key_of(Tag.id)).where(Tag.deleted_at <= before)
    removed = _remove(session, Expense, Expense.deleted_at <= before)
    _remove(session, Spending, Spending.dimension == "tag", Spending.key.in_(old_tags))
    return Purged(
        expenses=removed,
        places=_remove(
            session,
            Place,
            Place.deleted_at <= before,
            ~exists().where(Expense.place_id == Place.id),
        ),
        categories=_remove(
            session,
            Category,
            Category.deleted_at <= before,
            ~exists().where(Expense.category_id == Category.id),
        ),
        tags=_remove(session, Tag, Tag.deleted_at <= before),
        people=_remove(session, Person, Person.deleted_at <= before),
        saved_filters=_remove(session, SavedFilter, SavedFilter.deleted_at <= before),
    )


def _remove(session: Session, table: Any, *where: ColumnElement[bool]) -> int:  # Any: an entity
    statement = delete(table).where(*where).execution_options(synchronize_session=False)
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # a DML result
