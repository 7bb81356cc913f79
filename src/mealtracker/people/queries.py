"""Questions about people."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.people.models import Person


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Tell which people the actor may see: those of the household, deleted included."""
    return Person.household_id == household_of(actor)


def visible_to(actor: Actor) -> Select[Person]:
    """Select the people who were not deleted."""
    return select(Person).where(is_visible_to(actor), Person.deleted_at.is_(None))


def by_id(actor: Actor, person_id: UUID) -> Select[Person]:
    """Select one person who was not deleted."""
    return visible_to(actor).where(Person.id == person_id)


def by_keys(actor: Actor, keys: Sequence[str]) -> Select[Person]:
    """Select the people whose names match any of the folded `keys`."""
    return visible_to(actor).where(Person.name_key.in_(keys))
