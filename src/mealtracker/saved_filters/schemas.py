"""What goes into a saved filter and what comes out."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from mealtracker.domain.text import clean_text
from mealtracker.fields import Draft, Name, refusing


class FilterDraft(Draft):
    """A saved filter as it comes in; whether `q` can be read is for the rooms above to say."""

    name: Name
    q: Annotated[str, Field(max_length=500), AfterValidator(refusing(clean_text))] = ""
    sort: Annotated[str, Field(pattern=r"^-?(eaten_on|total|place)$")] = "-eaten_on"
    position: int = Field(0, ge=0, le=1000, strict=True)


@dataclass(frozen=True, slots=True)
class FilterOut:
    """A saved filter, as pages and the API show it."""

    id: UUID
    name: str
    q: str
    sort: str
    position: int
    version: int
