"""Field types that the drafts of all rooms share: what may come in, and what is said if not."""

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from mealtracker.domain.clock import read_zone
from mealtracker.domain.money import Currency, read_currency
from mealtracker.domain.text import clean_text
from mealtracker.errors import Invalid
from mealtracker.sentences import say

NAME_LENGTH: Final = 200
NOTE_LENGTH: Final = 2000
FIRST_DAY: Final = date(1900, 1, 1)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_AMOUNT: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)


class Draft(BaseModel):
    """The base of everything that comes in: frozen, trimmed, and closed to unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def merge_patch(
    draft: type[Draft], current: dict[str, Any], patch: dict[str, Any]  # Any: fields as JSON
) -> dict[str, Any]:
    """Return `current` with `patch` applied (RFC 7396): null takes a field back to its default.

    A null for a field that `draft` does not know stays, so that it is refused by name.
    """
    merged = {**current, **patch}
    return {
        name: value
        for name, value in merged.items()
        if value is not None or (name in patch and name not in draft.model_fields)
    }


def refusal(message: str) -> PydanticCustomError:
    """Return the error of Pydantic that says `message`, a sentence and all."""
    return PydanticCustomError("refused", "{reason}", {"reason": message})


def refusing[A, R](read: Callable[[A], R]) -> Callable[[A], R]:
    """Return `read` so that its `Invalid` becomes an error of Pydantic with the same sentence."""

    @wraps(read)
    def reader(value: A) -> R:
        try:
            return read(value)
        except Invalid as error:
            raise refusal(error.message) from error

    return reader


def _read_day(value: Any) -> date:  # Any: whatever was sent
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        message = say("Write the day like 2026-11-23.")
        raise Invalid(message)
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        message = say(
            "“%(text)s” is not in the calendar. Write the day like 2026-11-23.", text=value
        )
        raise Invalid(message) from error
    if day < FIRST_DAY:
        message = say(
            "“%(text)s” is too long ago. The first day is %(day)s.", text=value, day=FIRST_DAY
        )
        raise Invalid(message)
    return day


def _clean_note(value: str) -> str:
    return clean_text(value, multiline=True)


def _read_time(value: str) -> str:
    if not _TIME.fullmatch(value):
        message = say("“%(text)s” is no time. Write it like 19:40.", text=value[:20])
        raise Invalid(message)
    return value


def _read_amount(value: str) -> str:
    if not _AMOUNT.fullmatch(value):
        message = say("“%(text)s” is not an amount. Write it like 27.50.", text=value[:40])
        raise Invalid(message)
    return value


def _read_plain_amount(value: str) -> str:
    if value.startswith("-") and _AMOUNT.fullmatch(value):
        message = say("This cannot be less than nothing. Money that came back is a refund.")
        raise Invalid(message)
    return _read_amount(value)


def _not_empty(value: str) -> str:
    if not value:
        message = say("This needs a name.")
        raise Invalid(message)
    return value


Name = Annotated[
    str,
    Field(min_length=1, max_length=NAME_LENGTH),
    AfterValidator(refusing(clean_text)),
    AfterValidator(refusing(_not_empty)),
]
ShortText = Annotated[str, Field(max_length=NAME_LENGTH), AfterValidator(refusing(clean_text))]
Note = Annotated[str, Field(max_length=NOTE_LENGTH), AfterValidator(refusing(_clean_note))]
Day = Annotated[
    date, BeforeValidator(refusing(_read_day)), Field(json_schema_extra={"format": "date"})
]
LocalTime = Annotated[
    str,
    AfterValidator(refusing(_read_time)),
    WithJsonSchema({"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
Zone = Annotated[str, Field(max_length=64), AfterValidator(refusing(read_zone))]
CurrencyCode = Annotated[
    Currency,
    Field(min_length=3, max_length=3, pattern=r"^[A-Za-z]{3}$"),
    AfterValidator(refusing(read_currency)),
]
AmountText = Annotated[
    str,
    AfterValidator(refusing(_read_amount)),
    WithJsonSchema(
        {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]+)?$", "example": "27.50"}
    ),
]
PlainAmount = Annotated[
    str,
    AfterValidator(refusing(_read_plain_amount)),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,12}(\.[0-9]+)?$", "example": "27.50"}),
]
