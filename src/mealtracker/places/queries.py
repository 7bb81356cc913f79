"""Questions about places. What was spent at them is asked in `expenses`."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import selectinload

from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.places.models import Place, PlaceAlias


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Tell which places the actor may see: those of the household, deleted included."""
    return Place.household_id == household_of(actor)


def visible_to(actor: Actor) -> Select[Place]:
    """Select the places that were not deleted; archived ones are among them."""
    return select(Place).where(is_visible_to(actor), Place.deleted_at.is_(None))


def by_id(actor: Actor, place_id: UUID) -> Select[Place]:
    """Select one place with its other names."""
    return visible_to(actor).where(Place.id == place_id).options(selectinload(Place.aliases))


def by_key(actor: Actor, key: str | ColumnElement[str]) -> Select[Place]:
    """Select the places that go by the folded name `key`, as name or alias."""
    is_alias = exists().where(PlaceAlias.place_id == Place.id, PlaceAlias.name_key == key)
    return visible_to(actor).where(or_(Place.name_key == key, is_alias))


def by_ids(actor: Actor, place_ids: list[UUID]) -> Select[Place]:
    """Select some places with their other names."""
    return visible_to(actor).where(Place.id.in_(place_ids)).options(selectinload(Place.aliases))


def counts(actor: Actor) -> Select[int, int, int, int]:
    """Count the places in use, the favourites and wishes among them, and the archived ones."""
    is_used = Place.archived_at.is_(None)
    return visible_to(actor).with_only_columns(
        func.count().filter(is_used).label("used"),
        func.count().filter(is_used, Place.favourite).label("favourite"),
        func.count().filter(is_used, Place.want_to_try).label("want_to_try"),
        func.count().filter(Place.archived_at.is_not(None)).label("archived"),
    )
