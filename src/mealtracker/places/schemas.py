"""What goes into a place and what comes out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from mealtracker.domain.text import clean_text
from mealtracker.errors import Invalid
from mealtracker.fields import Draft, Name, Note, ShortText, refusal, refusing
from mealtracker.sentences import say

ALIASES_MAX = 50


class PlaceKind(StrEnum):
    """What sort of place it is."""

    RESTAURANT = "restaurant"
    CAFE = "cafe"
    BAR = "bar"
    FAST_FOOD = "fast_food"
    BAKERY = "bakery"
    DELIVERY = "delivery"
    SUPERMARKET = "supermarket"
    MARKET = "market"
    CANTEEN = "canteen"
    OTHER = "other"


class ServiceLevel(StrEnum):
    """How one is served."""

    FINE_DINING = "fine_dining"
    CASUAL = "casual"
    FAST_CASUAL = "fast_casual"
    QUICK_SERVICE = "quick_service"


def _read_website(text: str) -> str:
    address = clean_text(text)
    if address and not address.lower().startswith(("http://", "https://")):
        message = say("A website begins with https:// or http://.")
        raise Invalid(message)
    return address


_Website = Annotated[str, Field(max_length=500), AfterValidator(refusing(_read_website))]
_Country = Annotated[str, Field(pattern=r"^[A-Za-z]{2}$"), AfterValidator(str.upper)]
_Provider = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,32}$")]
_ExternalId = Annotated[
    str, Field(min_length=1, max_length=200), AfterValidator(refusing(clean_text))
]


class PlaceDraft(Draft):
    """A place as it comes in. Only the name is needed."""

    name: Name
    chain: ShortText | None = None
    kind: PlaceKind | None = None
    cuisine: ShortText | None = None
    service_level: ServiceLevel | None = None
    price_level: int | None = Field(None, ge=1, le=4, strict=True)
    street: ShortText | None = None
    city: ShortText | None = None
    region: ShortText | None = None
    postcode: str | None = Field(None, max_length=20)
    country: _Country | None = Field(None, description="Two letters of ISO 3166-1.")
    phone: str | None = Field(None, max_length=40, pattern=r"^[0-9+()./ \-]*$")
    website: _Website | None = None
    latitude: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    longitude: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    external_ids: dict[_Provider, _ExternalId] = Field(
        default_factory=dict, max_length=20, description="Provider to id, like {'osm': 'n240109'}."
    )
    aliases: list[Name] = Field(default_factory=list, max_length=ALIASES_MAX)
    rating: int | None = Field(None, ge=1, le=5, strict=True)
    notes: Note = ""
    favourite: bool = Field(default=False, strict=True)
    want_to_try: bool = Field(default=False, strict=True)
    archived: bool = Field(default=False, strict=True)

    @model_validator(mode="after")
    def _coordinates_come_in_pairs(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise refusal(say("Latitude and longitude belong together."))
        return self


class MergeDraft(Draft):
    """The places that become part of another one."""

    place_ids: list[UUID] = Field(min_length=1, max_length=50)


@dataclass(frozen=True, slots=True)
class PlaceSpent:
    """What a household spent at a place in one currency, refunds as minus."""

    currency: str
    total: str
    count: int


@dataclass(frozen=True, slots=True)
class PlaceOut:
    """A place, as pages and the API show it."""

    id: UUID
    version: int
    name: str
    chain: str | None
    kind: str | None
    cuisine: str | None
    service_level: str | None
    price_level: int | None
    street: str | None
    city: str | None
    region: str | None
    postcode: str | None
    country: str | None
    phone: str | None
    website: str | None
    latitude: float | None
    longitude: float | None
    external_ids: dict[str, str]
    aliases: list[str]
    rating: int | None
    notes: str
    favourite: bool
    want_to_try: bool
    archived: bool
    source: str
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
    visits: int
    last_visit_on: str | None
    spent: list[PlaceSpent]
