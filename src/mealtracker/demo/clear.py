"""Removing the sample data: exactly what was loaded, in the same few statements however much."""

from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog
from mealtracker.audit.models import Change
from mealtracker.audit.queries import is_visible_to as is_change_visible_to
from mealtracker.demo.catalogue import PEOPLE, TAGS
from mealtracker.domain.actor import Actor
from mealtracker.domain.meals import Source
from mealtracker.domain.text import name_key
from mealtracker.expenses.models import Expense, ExpensePerson, ExpenseTag
from mealtracker.expenses.queries import is_visible_to
from mealtracker.expenses.rollup import rebuild_household
from mealtracker.labels.models import Tag
from mealtracker.labels.queries import is_visible_to as is_label_visible_to
from mealtracker.people.models import Person
from mealtracker.people.queries import is_visible_to as is_person_visible_to
from mealtracker.places.models import Place
from mealtracker.places.queries import is_visible_to as is_place_visible_to


def clear_demo(session: Session, actor: Actor) -> int:
    """Remove the sample expenses for good and return how many; and what only they used.

    Raises:
        Forbidden: the actor may only look.
    """
    actor.must_edit()
    removed = _remove(session, Expense, is_visible_to(actor), Expense.source == Source.DEMO)
    _remove(session, Place, is_place_visible_to(actor), *_unused_places())
    _remove(session, Tag, is_label_visible_to(actor, Tag), *_unused_tags(actor))
    _remove(session, Person, is_person_visible_to(actor), *_unused_people(actor))
    if removed:
        rebuild_household(session, actor)
        log = ChangeLog(session, actor, "demo.cleared")
        log.begin()
        log.save()
    return removed


def _remove(session: Session, table: Any, *where: ColumnElement[bool]) -> int:  # Any: an entity
    # What hangs on a row goes with it: the foreign keys cascade.
    statement = delete(table).where(*where).execution_options(synchronize_session=False)
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # a DML result


def _unused_places() -> list[ColumnElement[bool]]:
    return [Place.source == Source.DEMO, ~exists().where(Expense.place_id == Place.id)]


def _unused_tags(actor: Actor) -> list[ColumnElement[bool]]:
    names = [name_key(name) for name in TAGS]
    return [
        Tag.name_key.in_(names),
        Tag.created_at.in_(_loads(actor)),
        ~exists().where(ExpenseTag.tag_id == Tag.id),
    ]


def _unused_people(actor: Actor) -> list[ColumnElement[bool]]:
    names = [name_key(name) for name in PEOPLE]
    return [
        Person.name_key.in_(names),
        Person.created_at.in_(_loads(actor)),
        ~exists().where(ExpensePerson.person_id == Person.id),
    ]


def _loads(actor: Actor) -> Select[Any]:  # Any: instants
    """Select when sample data was loaded: what was made at that very instant came with it."""
    return select(Change.at).where(is_change_visible_to(actor), Change.action == "demo.loaded")
