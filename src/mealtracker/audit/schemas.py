"""What comes out of the audit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mealtracker.fields import Draft


class UndoDraft(Draft):
    """How to take a change back."""

    keep_edited: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRowOut:
    """What a change did to one record: the fields that differ."""

    entity: str
    id: UUID
    before: dict[str, Any] | None  # Any: fields as JSON
    after: dict[str, Any]  # Any: fields as JSON


@dataclass(frozen=True, slots=True)
class ChangeOut:
    """A change, as pages and the API show it; `rows` holds the first 20 of `row_count`.

    `expense_count` says how many of its rows are expenses.
    """

    id: UUID
    at: datetime
    by: str | None
    via: str
    action: str
    undo_of: UUID | None
    undone_by: UUID | None
    can_undo: bool
    row_count: int
    expense_count: int
    rows: list[ChangeRowOut]
