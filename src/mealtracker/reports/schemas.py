"""What comes out of the reports. Sums count full bills, refunds as minus."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mealtracker.expenses.schemas import ExpenseOut


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a report; the field that the report is by is filled, the others are null."""

    currency: str
    total: str
    count: int
    month: str | None = None
    place_id: UUID | None = None
    place: str | None = None
    category: str | None = None
    category_kind: str | None = None
    meal: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Sums over a period, both ends in."""

    first: date
    last: date
    zone: str
    basis: str
    items: list[Sum]

    def as_json(self) -> dict[str, Any]:  # Any: fields as JSON
        """Return the report as the API shows it."""
        return {
            "from": self.first,
            "to": self.last,
            "zone": self.zone,
            "basis": self.basis,
            "items": self.items,
        }


@dataclass(frozen=True, slots=True)
class Week:
    """What a week cost, also by the kind of its categories."""

    start: date
    total: str
    by_kind: dict[str, str]


@dataclass(frozen=True, slots=True)
class CurrencyMonth:
    """A month in one currency, beside the month before: whole, and up to the same day."""

    currency: str
    total: str
    count: int
    previous_total: str
    previous_to_date: str
    weeks: list[Week]
    by_category: list[Sum]
    top_places: list[Sum]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Where the money went this month, and the latest expenses."""

    month: str
    zone: str
    basis: str
    currencies: list[CurrencyMonth]
    recent: list[ExpenseOut]
