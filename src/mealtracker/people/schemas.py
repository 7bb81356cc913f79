"""What goes into a person and what comes out."""

from dataclasses import dataclass
from uuid import UUID

from mealtracker.fields import Draft, Name


class PersonDraft(Draft):
    """A person as it comes in."""

    name: Name


@dataclass(frozen=True, slots=True)
class PersonOut:
    """A person with how many expenses they ate along at."""

    id: UUID
    name: str
    version: int
    count: int
