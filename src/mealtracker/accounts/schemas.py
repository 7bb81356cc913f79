"""What goes into an account and what comes out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from mealtracker.accounts.keys import read_email
from mealtracker.accounts.languages import read_locale
from mealtracker.fields import CurrencyCode, Draft, Name, Zone, refusing

Email = Annotated[str, Field(max_length=254), AfterValidator(refusing(read_email))]
Password = Annotated[str, Field(min_length=1, max_length=1024, repr=False)]
Scope = Literal["read", "write", "account"]
Locale = Annotated[
    str,
    Field(pattern=r"^[a-z]{2,3}(_[A-Z][A-Za-z]{1,3})?$"),
    AfterValidator(refusing(read_locale)),
]


class SignUpDraft(Draft):
    """A new account and its household."""

    name: Name
    email: Email
    password: Password
    currency: CurrencyCode
    zone: Zone
    locale: Locale | None = None
    household: Name = "Personal"
    week_start: int = Field(0, ge=0, le=6)
    invite: Annotated[str, Field(max_length=100)] = ""
    sample: bool = False


class SignInDraft(Draft):
    """Who wants in."""

    email: Annotated[str, Field(max_length=254)]
    password: Password
    remember: bool = False


class PasswordChange(Draft):
    """A new password; the present one proves who asks."""

    current: Password
    password: Password


class ProfileDraft(Draft):
    """What a user may set about oneself."""

    name: Name
    locale: Locale | None = Field(None, description="Null: what the browser asks for.")
    theme: Literal["system", "light", "dark"] = "system"
    week_start: int = Field(0, ge=0, le=6, strict=True, description="0 is Monday.")
    density: Literal["comfortable", "compact"] = "comfortable"
    single_keys: bool = Field(
        True, strict=True, description="Whether one key alone is a shortcut on pages."
    )
    hide_amounts: bool = Field(
        False, strict=True, description="Whether pages show dots instead of amounts."
    )


class HouseholdDraft(Draft):
    """What an owner may set about the household."""

    name: Name
    currency: CurrencyCode
    zone: Zone


class TokenDraft(Draft):
    """A new API token."""

    name: Name
    scopes: list[Scope] = Field(["read", "write"], min_length=1, max_length=3)
    days: int | None = Field(365, ge=1, le=3650, strict=True, description="Null: it never ends.")


@dataclass(frozen=True, slots=True)
class TokenOut:
    """An API token; `token` is there once, when it is made."""

    id: UUID
    name: str
    hint: str
    scopes: list[str]
    created_at: datetime
    used_at: datetime | None
    ends_at: datetime | None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class SignInOut:
    """A browser that is signed in."""

    id: UUID
    device: str
    network: str
    created_at: datetime
    seen_at: datetime
    ends_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class MeOut:
    """The signed-in user and the household."""

    id: UUID
    name: str
    email: str
    locale: str | None
    theme: str
    week_start: int
    density: str
    single_keys: bool
    hide_amounts: bool
    role: str
    household: str
    household_id: UUID
    currency: str
    zone: str
    scopes: list[str]
    version: int
