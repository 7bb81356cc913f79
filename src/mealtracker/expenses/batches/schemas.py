"""What goes into a batch and what comes out."""

from dataclasses import dataclass
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from mealtracker.domain.ids import ChangeId
from mealtracker.expenses.schemas import PEOPLE_MAX, TAGS_MAX
from mealtracker.expenses.selection import Selection
from mealtracker.fields import Draft, Name, refusal
from mealtracker.labels.schemas import Spent
from mealtracker.sentences import say

_FURTHEST_DAYS = 36_525


class SetDraft(Draft):
    """What every expense of a batch gets; null takes it away, what is left out stays."""

    category: Name | None = Field(None, description="The name of a category that exists.")
    place: Name | None = Field(None, description="A name: found, or made when it is new.")
    place_id: UUID | None = None

    @property
    def sets_place(self) -> bool:
        """Tell whether the place changes, to one or to none."""
        return bool(self.model_fields_set & {"place", "place_id"})

    @property
    def sets_category(self) -> bool:
        """Tell whether the category changes, to one or to none."""
        return "category" in self.model_fields_set

    @model_validator(mode="after")
    def _something_clear(self) -> Self:
        if not self.model_fields_set:
            message = say("Say what to set: category, place or place_id.")
            raise refusal(message)
        if {"place", "place_id"} <= self.model_fields_set:
            message = say("Give place or place_id, not both.")
            raise refusal(message)
        return self


class LabelsDraft(Draft):
    """Tags and people by their names."""

    tags: list[Name] = Field(default_factory=list, max_length=TAGS_MAX)
    people: list[Name] = Field(default_factory=list, max_length=PEOPLE_MAX)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.tags and not self.people:
            message = say("Name at least one of tags and people.")
            raise refusal(message)
        return self


class BatchDraft(Selection):
    """One thing to do to many expenses: set, add, remove, shift_days or delete."""

    set: SetDraft | None = None
    add: LabelsDraft | None = Field(None, description="Made when they are new.")
    remove: LabelsDraft | None = None
    shift_days: Annotated[int, Field(strict=True, ge=-_FURTHEST_DAYS, le=_FURTHEST_DAYS)] | None = (
        Field(None, description="Moves the day; less than nothing is earlier.")
    )
    delete: bool = Field(default=False, strict=True)
    dry_run: bool = Field(
        default=False, strict=True, description="Tell what would happen and change nothing."
    )

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        given = (self.set, self.add, self.remove, self.shift_days, self.delete or None)
        if sum(one is not None for one in given) != 1:
            message = say("Give exactly one of set, add, remove, shift_days and delete.")
            raise refusal(message)
        return self


@dataclass(frozen=True, slots=True)
class BatchOut:
    """What a batch did, or would do; `totals` are those of all that it was about."""

    changed: int
    unchanged: int
    change_id: ChangeId | None
    totals: list[Spent]
