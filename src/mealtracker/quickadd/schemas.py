"""What is read from a line: a draft, a chip for everything understood, and what is unsure."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field

from mealtracker.fields import Day, Draft

#: A longer line is refused before it is read.
LINE_LENGTH: Final = 500

#: What a chip is about. `split`, `business` and what nothing else holds are kept in the note.
type ChipField = Literal[
    "total",
    "currency",
    "kind",
    "tip",
    "eaten_on",
    "eaten_at",
    "meal",
    "order_type",
    "category",
    "place",
    "people",
    "covers",
    "payment",
    "tags",
    "split",
    "business",
    "note",
]


class LineIn(Draft):
    """A line as it comes in. Blanks stay, because chips count characters (code points)."""

    model_config = ConfigDict(str_strip_whitespace=False)

    text: Annotated[str, Field(max_length=LINE_LENGTH, description="One line, as typed.")]
    today: Day | None = Field(None, description="The day it is where you are; null: your zone's.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read an unsure part: `text` says it, `line` is the whole line written so."""

    text: str
    value: str
    line: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood.

    It came from `text`, the characters `[start, end)` of the line. A guess came from no word
    (`text` is empty, `start` is `end`): `why` says from what. `value` is as the field keeps it,
    one name or amount each; the total's has the tip in it. With `is_unsure`, `why` is the question
    to ask back.
    """

    field: ChipField
    start: int
    end: int
    text: str
    value: str
    is_new: bool = False
    is_guess: bool = False
    is_unsure: bool = False
    why: str | None = None
    choices: list[Choice] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something to ask back before saving; `text` is empty for what is missing."""

    field: ChipField
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class LineDraft:
    """The fields of an `ExpenseDraft` that a line can say; amounts are canonical text."""

    eaten_on: date
    eaten_at: str | None = None
    kind: str = "expense"
    meal: str | None = None
    order_type: str | None = None
    place: str | None = None
    category: str | None = None
    tags: list[str] = dataclasses.field(default_factory=list)
    people: list[str] = dataclasses.field(default_factory=list)
    covers: int | None = None
    currency: str | None = None
    total: str | None = None
    subtotal: str | None = None
    tip: str | None = None
    payment: str | None = None
    note: str = ""

    def values(self) -> dict[str, Any]:  # Any: fields as JSON
        """Return what is known as fields of an `ExpenseDraft`; there may be no total yet."""
        found = {item.name: getattr(self, item.name) for item in dataclasses.fields(self)}
        found["eaten_on"] = self.eaten_on.isoformat()
        return {name: value for name, value in found.items() if value not in (None, "", [])}


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read. Chips are in the order of the line, guesses last."""

    draft: LineDraft
    chips: list[Chip]
    unsure: list[Unsure]

    def chip(self, name: ChipField) -> Chip | None:
        """Return the first chip of a field."""
        return next((chip for chip in self.chips if chip.field == name), None)
