"""What goes into an expense and what comes out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from mealtracker.domain.meals import ExpenseKind, ItemKind, Meal, OrderType
from mealtracker.fields import (
    AmountText,
    CurrencyCode,
    Day,
    Draft,
    LocalTime,
    Name,
    Note,
    PlainAmount,
    ShortText,
    Zone,
    refusal,
)
from mealtracker.sentences import say

#: The parts of a bill in the order people read them.
PARTS = ("subtotal", "discount", "tax", "tip", "service_charge", "fees", "rounding")
TAGS_MAX = 50
PEOPLE_MAX = 100


def _plain_quantity(text: str) -> str:
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")


Quantity = Annotated[
    str, Field(pattern=r"^[0-9]{1,6}(\.[0-9]{1,3})?$"), AfterValidator(_plain_quantity)
]


class ItemDraft(Draft):
    """A line of the bill as it comes in."""

    name: Name
    quantity: Quantity | None = Field(None, description="At most three decimals; null: unknown.")
    unit_price: PlainAmount | None = None
    total: AmountText
    kind: ItemKind = ItemKind.FOOD


class ExpenseDraft(Draft):
    """An expense as it comes in, from a form, the API or the command line."""

    eaten_on: Day
    eaten_at: LocalTime | None = Field(None, description="Local time, HH:MM.")
    zone: Zone | None = Field(None, description="IANA time zone of `eaten_at`.")
    kind: ExpenseKind = ExpenseKind.EXPENSE
    meal: Meal | None = None
    order_type: OrderType | None = None
    place: Name | None = Field(None, description="A name: found, or made when it is new.")
    place_id: UUID | None = None
    category: Name | None = Field(None, description="The name of a category that exists.")
    tags: list[Name] = Field(default_factory=list, max_length=TAGS_MAX)
    people: list[Name] = Field(default_factory=list, max_length=PEOPLE_MAX)
    covers: int | None = Field(None, ge=1, le=999, strict=True)
    currency: CurrencyCode | None = Field(None, description="Null: the household's.")
    total: PlainAmount
    subtotal: PlainAmount | None = None
    discount: PlainAmount | None = None
    tax: PlainAmount | None = None
    tax_included: bool = Field(default=False, strict=True)
    tip: PlainAmount | None = None
    service_charge: PlainAmount | None = None
    fees: PlainAmount | None = None
    rounding: AmountText | None = None
    payment: ShortText | None = None
    note: Note = ""
    items: list[ItemDraft] = Field(default_factory=list, max_length=300)

    @model_validator(mode="after")
    def _one_way_to_name_the_place(self) -> Self:
        if self.place is not None and self.place_id is not None:
            message = say("Give place or place_id, not both.")
            raise refusal(message)
        return self


class ItemsDraft(Draft):
    """All lines of a bill as they come in."""

    items: list[ItemDraft] = Field(max_length=300)


def _read_flag(value: Any) -> Any:  # Any: whatever a query string holds
    return value or None


class ListQuery(Draft):
    """What a list of expenses can be asked for."""

    q: Annotated[str, Field(max_length=500)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str | None, Field(max_length=1000), BeforeValidator(_read_flag)] = None
    sort: Annotated[str, Field(pattern=r"^-?(eaten_on|total|place)$")] = "-eaten_on"


@dataclass(frozen=True, slots=True)
class ItemOut:
    """A line of the bill, as pages and the API show it."""

    name: str
    quantity: str | None
    unit_price: str | None
    total: str
    kind: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that does not add up; it never keeps an expense from being saved."""

    code: str
    difference: str
    message: str


@dataclass
class ExpenseOut:
    """An expense, as pages and the API show it. Amounts are canonical text.

    A list makes a hundred of them: frozen they take five times as long to make, and with slots
    three times as long to write out.
    """

    id: UUID
    version: int
    kind: str
    eaten_on: date
    eaten_at: str | None
    zone: str | None
    meal: str | None
    order_type: str | None
    place_id: UUID | None
    place: str | None
    category: str | None
    category_kind: str | None
    tags: list[str]
    people: list[str]
    covers: int | None
    currency: str
    total: str
    subtotal: str | None
    discount: str | None
    tax: str | None
    tax_included: bool
    tip: str | None
    service_charge: str | None
    fees: str | None
    rounding: str | None
    payment: str | None
    note: str
    items: list[ItemOut]
    source: str
    warnings: list[Warned]
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
