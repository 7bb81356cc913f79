"""What goes into imports and what comes out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from mealtracker.fields import CurrencyCode, Draft, Name, refusal
from mealtracker.imports.reasons import Decision, Reason
from mealtracker.imports.rows import CELLS_MAX, ROWS_MAX, DateOrder, DecimalMark, Role
from mealtracker.sentences import say

POSITIONS_MAX = 1_000

type Food = Annotated[str, Field(pattern=r"^(food|not|unsure)$")]
type Position = Annotated[int, Field(ge=0, le=ROWS_MAX)]
type Month = Annotated[str, Field(pattern=r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$")]


class AccountDraft(Draft):
    """A bank account as it comes in."""

    name: Name = Field(description="What expenses say they were paid with.")
    currency: CurrencyCode | None = Field(None, description="Null: the household's.")


class ImportDraft(Draft):
    """A file that was stored."""

    file_name: Name
    size: int = Field(ge=0, strict=True)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    blob_key: str = Field(min_length=1, max_length=200)


class PlanDraft(Draft):
    """How a file is read, and whose it is."""

    bank_account_id: UUID
    plan: dict[str, Any] = Field(default_factory=dict)  # Any: what the reader is told, as JSON


class MappingDraft(Draft):
    """Whose file it is, and what to correct in how it is read; null is as detected."""

    account: Name | None = Field(None, description="A bank account; a new name makes one.")
    bank_account_id: UUID | None = None
    encoding: Annotated[str, Field(max_length=40)] | None = None
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    is_flipped: bool | None = Field(None, description="Amounts above zero are spending.")
    preset: Annotated[str, Field(max_length=40)] | None = None
    header_line: int | None = Field(None, ge=0, le=ROWS_MAX, description="0: there is no header.")
    mapping: list[Role | None] | None = Field(
        None, min_length=1, max_length=CELLS_MAX, description="What each column says."
    )

    @model_validator(mode="after")
    def _one_account(self) -> Self:
        if (self.account is None) == (self.bank_account_id is None):
            raise refusal(say("Give account or bank_account_id, not both."))
        return self

    @property
    def corrections(self) -> dict[str, Any]:  # Any: JSON
        """Return what is corrected, as it is kept."""
        whose = {"account", "bank_account_id"}
        return self.model_dump(mode="json", exclude=whose, exclude_none=True)


class RowFilter(Draft):
    """Which rows of an import are meant; all conditions must hold."""

    decision: Decision | None = None
    reason: Reason | None = None
    food: Food | None = None
    month: Month | None = Field(None, description="YYYY-MM.")
    payee: Name | None = Field(None, description="Rows whose payee reads the same.")
    review: bool | None = Field(None, description="Whether somebody should look at it.")


class DecisionDraft(Draft):
    """What becomes of some rows, by their positions or by a filter."""

    positions: list[Position] | None = Field(None, min_length=1, max_length=POSITIONS_MAX)
    where: RowFilter | None = None
    decision: Decision | None = None
    place: Name | None = Field(None, description="A name: found, or made when it is applied.")
    place_id: UUID | None = None
    category: Name | None = Field(None, description="The name of a category that exists.")
    expense_id: UUID | None = Field(None, description="The expense that the one row is.")
    taken: list[str] | None = Field(None, max_length=20, description="Fields that a match writes.")

    @model_validator(mode="after")
    def _something_clear(self) -> Self:
        if (self.positions is None) == (self.where is None):
            raise refusal(say("Give positions or where, not both."))
        if not self.model_fields_set - {"positions", "where"}:
            raise refusal(say("Say what becomes of these rows."))
        if self.place is not None and self.place_id is not None:
            raise refusal(say("Give place or place_id, not both."))
        if self.expense_id is not None and len(self.positions or ()) != 1:
            raise refusal(say("An expense is matched with one row."))
        return self


@dataclass(frozen=True, slots=True)
class AccountOut:
    """A bank account, as pages and the API show it."""

    id: UUID
    name: str
    currency: str
    version: int


@dataclass(frozen=True, slots=True)
class ImportOut:
    """An import, as pages and the API show it."""

    id: UUID
    version: int
    file_name: str
    size: int
    sha256: str
    bank_account_id: UUID | None
    bank_account: str | None
    state: str
    plan: dict[str, Any]  # Any: as in `PlanDraft`
    statements: list[dict[str, Any]]  # Any: what the file says of its accounts, as JSON
    row_count: int
    bad_count: int
    applied_count: int
    error: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows are decided the same way for the same reason."""

    decision: str
    reason: str
    is_review: bool
    count: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What applying does to what was spent in one currency; amounts are canonical text."""

    currency: str
    creates: int
    created: str
    matches: int
    matched: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a rehearsal found: rows by decision and reason, and the effect on totals."""

    decisions: list[Tally]
    effects: list[Effect]


@dataclass(frozen=True, slots=True)
class RowOut:
    """A row of an import, as pages and the API show it; amounts are canonical text with a sign."""

    position: int
    line: int
    raw: str
    error: str | None
    day: date | None
    time: str | None
    payee: str
    name: str
    amount: str | None
    currency: str | None
    memo: str
    bank_account: str | None
    decision: str
    decided_by: str
    reason: str
    why: str
    confidence: int
    is_review: bool
    food: str | None
    expense_id: UUID | None
    place_id: UUID | None
    place: str | None
    candidates: list[dict[str, Any]]  # Any: id, name and score of a place
    category: str | None
    changes: list[dict[str, Any]]  # Any: field, old and new, as JSON
    taken: list[str]
    applied_at: datetime | None
    made_expense_id: UUID | None


@dataclass(frozen=True, slots=True)
class NearOut:
    """An expense that a row may be."""

    id: UUID
    day: date
    place: str | None
    total: str
    currency: str
