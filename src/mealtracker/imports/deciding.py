"""What becomes of a row, from all that is known of it; pure.

Nothing is created that is there already, nothing is matched that could be two things, and what is
not surely food is left out: each with its reason, and one decision of a person away from the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from mealtracker.domain.money import Currency, amount_text
from mealtracker.imports.food import Verdict
from mealtracker.imports.identity import Known
from mealtracker.imports.matching import Match
from mealtracker.imports.reasons import Decision, Reason

#: How sure each reason makes that it is food, or is none.
_SURENESS: Final = {
    Reason.LEARNED: 97,
    Reason.KNOWN_PLACE: 95,
    Reason.BANK_CODE: 92,
    Reason.NOT_FOOD_CODE: 92,
    Reason.FILE_CATEGORY: 85,
    Reason.NOT_FOOD_CATEGORY: 85,
    Reason.NOT_FOOD_WORD: 80,
    Reason.PAYEE_WORD: 75,
    Reason.NOT_SURE_FOOD: 40,
}
_SAME_CONTENT: Final = 97


@dataclass(frozen=True, slots=True)
class Subject:
    """A row as far as deciding looks at it."""

    day: date
    minor: int
    currency: Currency
    is_pending: bool
    is_transfer: bool
    last_day: date
    first_day: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row, and why."""

    decision: Decision
    reason: Reason
    confidence: int
    values: Mapping[str, Any] = field(default_factory=dict)  # Any: as JSON
    is_review: bool = False
    expense_id: UUID | None = None
    match: Match | None = None


def decide(row: Subject, known: Known | None, verdict: Verdict, match: Match | None) -> Outcome:
    """Decide what becomes of a row; the first rule that fits does."""
    if known is not None:
        return _duplicate(known)
    reason = _left_out(row)
    if reason is not None:
        is_review = reason is Reason.FUTURE
        return Outcome(Decision.IGNORED, reason, 100, is_review=is_review)
    if match is not None and match.reason is not Reason.SIMILAR:
        return _matched(row, match)
    if verdict.food != "food":
        values = {"said": verdict.said} if verdict.said else {}
        is_review = verdict.food == "unsure"
        confidence = _SURENESS[verdict.reason]
        return Outcome(Decision.IGNORED, verdict.reason, confidence, values, is_review=is_review)
    if match is not None:
        values = {"day": match.noted.day.isoformat(), "place": match.noted.place or ""}
        return Outcome(Decision.CREATE, match.reason, match.confidence, values, is_review=True)
    confidence = _SURENESS[verdict.reason]
    return Outcome(Decision.CREATE, verdict.reason, confidence, {"said": verdict.said})


def _duplicate(known: Known) -> Outcome:
    confidence = 100 if known.reason in {Reason.KNOWN_ID, Reason.TWICE_IN_FILE} else _SAME_CONTENT
    expense_id = known.mark.expense_id if known.mark else None
    return Outcome(Decision.DUPLICATE, known.reason, confidence, expense_id=expense_id)


def _left_out(row: Subject) -> Reason | None:
    if row.minor == 0:
        return Reason.ZERO
    if row.is_transfer:
        return Reason.TRANSFER
    if row.is_pending:
        return Reason.PENDING
    return None if row.first_day <= row.day <= row.last_day else Reason.FUTURE


def _matched(row: Subject, match: Match) -> Outcome:
    values: dict[str, Any] = {"day": match.noted.day.isoformat()}  # Any: as JSON
    if match.reason is Reason.SEVERAL_MATCHES:
        values = {"count": match.count}
    elif match.tip_minor:
        values["total"] = amount_text(abs(match.noted.minor), row.currency)
        values["tip"] = amount_text(match.tip_minor, row.currency)
    decision = Decision.MATCH if match.is_match else Decision.IGNORED
    return Outcome(
        decision,
        match.reason,
        match.confidence,
        values,
        is_review=not match.is_match,
        expense_id=None if match.reason is Reason.SEVERAL_MATCHES else match.noted.id,
        match=match,
    )
