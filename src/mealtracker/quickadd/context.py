"""What a line is read against: the day, the writer's habits, and the names the household knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from mealtracker.domain.amounts import Separators
from mealtracker.domain.money import Currency

type NameKind = Literal["place", "person", "tag", "category"]
type DayOrder = Literal["DMY", "MDY", "YMD"]


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the household has; an alias carries the name of its place."""

    kind: NameKind
    name: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """All that decides what a line says, besides its text.

    `names` goes by folded name, `categories` from each kind to the name of its first category.
    """

    today: date
    currency: Currency
    language: str = "en"
    marks: Separators = field(default_factory=lambda: Separators(".", ","))
    day_order: DayOrder = "MDY"
    week_start: int = 0
    names: Mapping[str, Sequence[Known]] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)

    def known(self, key: str, kind: NameKind) -> Known | None:
        """Return the name of that folded form, if the household has it."""
        return next((name for name in self.names.get(key, ()) if name.kind == kind), None)
