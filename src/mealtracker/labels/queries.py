"""Questions about labels."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.labels.models import Category, Tag


def is_visible_to[L: (Category, Tag)](actor: Actor, label: type[L]) -> ColumnElement[bool]:
    """Tell which labels of one sort the actor may see: those of the household, deleted included."""
    return label.household_id == household_of(actor)


def visible_to[L: (Category, Tag)](actor: Actor, label: type[L]) -> Select[L]:
    """Select the living labels of one sort."""
    return select(label).where(is_visible_to(actor, label), label.deleted_at.is_(None))


def by_id[L: (Category, Tag)](actor: Actor, label: type[L], label_id: UUID) -> Select[L]:
    """Select one living label."""
    return visible_to(actor, label).where(label.id == label_id)


def by_keys[L: (Category, Tag)](actor: Actor, label: type[L], keys: Sequence[str]) -> Select[L]:
    """Select the living labels whose names match any of the folded `keys`."""
    return visible_to(actor, label).where(label.name_key.in_(keys))


def categories(actor: Actor) -> Select[Category]:
    """Select the categories in the order people gave them."""
    return visible_to(actor, Category).order_by(Category.position, Category.name_key, Category.id)


def tags(actor: Actor) -> Select[Tag]:
    """Select the tags by name."""
    return visible_to(actor, Tag).order_by(Tag.name_key, Tag.id)
