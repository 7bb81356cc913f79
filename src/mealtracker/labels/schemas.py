"""What goes into a label and what comes out."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from mealtracker.fields import Draft, Name


class Kind(StrEnum):
    """The six colours of the design system; a category's also decides its icon."""

    DINING = "dining"
    GROCERIES = "groceries"
    COFFEE = "coffee"
    DELIVERY = "delivery"
    DRINKS = "drinks"
    SNACKS = "snacks"


class CategoryDraft(Draft):
    """A category as it comes in."""

    name: Name
    kind: Kind = Kind.DINING
    position: int = Field(0, ge=0, le=1000, strict=True)


class TagDraft(Draft):
    """A tag as it comes in."""

    name: Name
    colour: Kind = Kind.SNACKS


@dataclass(frozen=True, slots=True)
class Spent:
    """A sum in one currency and how many expenses it counts."""

    currency: str
    total: str
    count: int


@dataclass(frozen=True, slots=True)
class CategoryOut:
    """A category, as pages and the API show it."""

    id: UUID
    name: str
    kind: str
    position: int
    version: int
    count: int


@dataclass(frozen=True, slots=True)
class TagOut:
    """A tag with what was spent under it, refunds as minus."""

    id: UUID
    name: str
    colour: str
    version: int
    count: int
    spent: list[Spent]
