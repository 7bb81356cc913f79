"""The household of an actor as a parameter: statements keep one shape for everybody."""

from uuid import UUID

from sqlalchemy import BindParameter, Uuid, bindparam

from mealtracker.domain.actor import Actor


def household_of(actor: Actor) -> BindParameter[UUID]:
    """Return the parameter `household_id`, filled with the actor's household."""
    return bindparam("household_id", actor.household_id, Uuid())
