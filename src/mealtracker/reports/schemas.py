"""What comes out of the reports. Sums count full bills, refunds as minus."""

from dataclasses import dataclass, fields
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
class WeekSum:
    """What a week cost; `week` is its first day, which may lie before the period."""

    currency: str
    total: str
    count: int
    week: date
    by_kind: dict[str, str]


@dataclass(frozen=True, slots=True)
class HourSum:
    """What was spent on a day of the week in an hour of the day; null where no time is known."""

    currency: str
    total: str
    count: int
    weekday: str
    hour: int | None


@dataclass(frozen=True, slots=True)
class HeadSum:
    """What a meal costs a head; the average is null where nobody sat at the table."""

    currency: str
    total: str
    count: int
    meal: str | None
    heads: int
    average: str | None


@dataclass(frozen=True, slots=True)
class TipSum:
    """What was tipped in a band of rates, in percent, both ends in; null is open.

    `before` is what the tips are measured by: subtotals, or totals without the tip.
    """

    currency: str
    total: str
    count: int
    low: str | None
    high: str | None
    tips: str
    before: str
    percent: str


@dataclass(frozen=True, slots=True)
class Framed:
    """What every report states: its period, both ends in, the zone, and what is counted."""

    first: date
    last: date
    zone: str
    basis: str

    def as_json(self) -> dict[str, Any]:  # Any: fields as JSON
        """Return the report as the API shows it."""
        rest = {field.name: getattr(self, field.name) for field in fields(self)}
        return {"from": rest.pop("first"), "to": rest.pop("last"), **rest}


@dataclass(frozen=True, slots=True)
class Report(Framed):
    """Sums over a period."""

    items: list[Sum]


@dataclass(frozen=True, slots=True)
class WeekReport(Framed):
    """Sums by week."""

    items: list[WeekSum]


@dataclass(frozen=True, slots=True)
class HourReport(Framed):
    """Sums by day of the week and hour of the day."""

    items: list[HourSum]


@dataclass(frozen=True, slots=True)
class HeadReport(Framed):
    """Averages a head by meal; `overall` has one line a currency."""

    overall: list[HeadSum]
    items: list[HeadSum]


@dataclass(frozen=True, slots=True)
class TipReport(Framed):
    """Tips by band; `overall` has one line a currency."""

    overall: list[TipSum]
    items: list[TipSum]


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
