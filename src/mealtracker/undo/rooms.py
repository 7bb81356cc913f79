"""What undo knows of the rooms below expenses: their records, who puts these back, who uses them.

A new sort of record that undo puts back gets its line in `ROOMS`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from mealtracker.audit.restore import Former
from mealtracker.domain.actor import Actor
from mealtracker.expenses.models import Expense, ExpensePerson, ExpenseTag
from mealtracker.labels.commands import restore_labels
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.queries import is_visible_to as is_label_visible_to
from mealtracker.people.commands import restore_people
from mealtracker.people.models import Person
from mealtracker.people.queries import is_visible_to as is_person_visible_to
from mealtracker.places.models import Place
from mealtracker.places.queries import is_visible_to as is_place_visible_to
from mealtracker.places.restore import restore_places
from mealtracker.saved_filters.commands import restore_filters
from mealtracker.saved_filters.models import SavedFilter
from mealtracker.saved_filters.queries import is_visible_to as is_filter_visible_to

type Restore = Callable[[Session, Actor, Sequence[Former]], None]


@dataclass(frozen=True, slots=True)
class Room:
    """One sort of record. `used` selects the ids of those that expenses use.

    What `is_needed` is never deleted while it is used. Other records may be, such as a tag.
    """

    table: Any  # Any: an entity with an id and a version
    is_visible_to: Callable[[Actor], ColumnElement[bool]]
    restore: Restore
    used: Select[UUID | None] | Select[UUID] | None = None
    is_needed: bool = False


def _restore_categories(session: Session, actor: Actor, rows: Sequence[Former]) -> None:
    restore_labels(session, actor, Category, rows)


def _restore_tags(session: Session, actor: Actor, rows: Sequence[Former]) -> None:
    restore_labels(session, actor, Tag, rows)


_IS_LIVING: Final = Expense.deleted_at.is_(None)

ROOMS: Final = {
    "category": Room(
        Category,
        partial(is_label_visible_to, label=Category),
        _restore_categories,
        # A deleted expense that is restored brings back its place, but not its category.
        select(Expense.category_id),
        is_needed=True,
    ),
    "place": Room(
        Place,
        is_place_visible_to,
        restore_places,
        select(Expense.place_id).where(_IS_LIVING),
        is_needed=True,
    ),
    "tag": Room(
        Tag,
        partial(is_label_visible_to, label=Tag),
        _restore_tags,
        select(ExpenseTag.tag_id)
        .join(Expense, Expense.id == ExpenseTag.expense_id)
        .where(_IS_LIVING),
    ),
    "person": Room(
        Person,
        is_person_visible_to,
        restore_people,
        select(ExpensePerson.person_id)
        .join(Expense, Expense.id == ExpensePerson.expense_id)
        .where(_IS_LIVING),
    ),
    "saved_filter": Room(SavedFilter, is_filter_visible_to, restore_filters),
}
