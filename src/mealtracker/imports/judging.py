"""Putting together all that is known of a row: identity, payee, food, places and expenses; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.text import name_key
from mealtracker.expenses.drafts import last_day
from mealtracker.fields import FIRST_DAY
from mealtracker.imports.candidates import Candidate, Directory, is_same
from mealtracker.imports.deciding import Outcome, Subject, decide
from mealtracker.imports.filling import FieldChange, changes_between, taken_at_first
from mealtracker.imports.food import TIPPED_KINDS, Learned, Verdict, judge
from mealtracker.imports.identity import Found, Known, New
from mealtracker.imports.matching import DAYS_AROUND, Charge, Match, Noted, find_match
from mealtracker.imports.payees import Payee, read_payee
from mealtracker.imports.reasons import Decision

type Expense = Any  # Any: a row of `lookups.unlinked`

#: What a kind of food counts as where the household has no category of that kind.
_INSTEAD: Final = {"coffee": "dining", "delivery": "dining", "drinks": "dining", "snacks": "dining"}


@dataclass(frozen=True, slots=True)
class Categories:
    """The categories of a household: by folded name, the first of each kind, and by id."""

    by_name: Mapping[str, UUID]
    by_kind: Mapping[str, UUID]
    names: Mapping[UUID, str]
    kinds: Mapping[UUID, str]

    def propose(
        self, learned: UUID | None, file_category: str | None, kind: str | None
    ) -> UUID | None:
        """Return as what a row counts: as before, as the file says, or as its kind does."""
        if learned in self.names:
            return learned
        said = self.by_name.get(name_key(file_category or ""))
        if said is not None or kind is None:
            return said
        return self.by_kind.get(kind) or self.by_kind.get(_INSTEAD.get(kind, ""))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a rehearsal writes into a row; the columns of `ImportRow` by name."""

    decision: Decision
    decided_by: str
    reason: str
    reason_values: dict[str, Any]  # Any: as JSON
    confidence: int
    is_review: bool
    is_known: bool
    ordinal: int
    food: str
    expense_id: UUID | None
    place_id: UUID | None
    place_name: str | None
    candidates: list[dict[str, Any]]  # Any: as JSON
    category_id: UUID | None
    changes: list[FieldChange]
    taken: list[str]
    difference_minor: int
    takes_total: bool


@dataclass(slots=True)
class Judge:
    """Judges rows in the order of their days; an expense is matched with one row at most."""

    actor: Actor
    directory: Directory
    categories: Categories
    claimed: set[UUID]
    expenses: dict[date, list[Expense]] = field(default_factory=dict)
    learned: Mapping[str, tuple[Learned, UUID | None]] = field(default_factory=dict)

    def look_at(
        self,
        expenses: Iterable[Expense],
        learned: Mapping[str, tuple[Learned, UUID | None]],
    ) -> None:
        """Take the expenses and the decisions that the next rows are compared with."""
        self.expenses = {}
        for expense in expenses:
            self.expenses.setdefault(expense.eaten_on, []).append(expense)
        self.learned = learned

    def judge(self, row: Any, found: Found) -> Judged:  # Any: a row of the rehearsal
        """Return what becomes of `row`."""
        payee = read_payee(row.payee)
        candidates = self.directory.candidates(payee)
        place = candidates[0] if candidates and candidates[0].is_sure else None
        learned, learned_category = self.learned.get(row.payee_key, (None, None))
        verdict = judge(
            row.payee_key,
            row.mcc,
            row.file_category,
            learned=learned,
            place=place.name if place else None,
            is_delivery=payee.is_delivery,
        )
        known = found if isinstance(found, Known) else None
        match = None if known else self._match(row, payee, candidates, verdict)
        outcome = decide(self._subject(row), known, verdict, match)
        if outcome.decision is Decision.MATCH and outcome.expense_id:
            self.claimed.add(outcome.expense_id)
        category = self.categories.propose(learned_category, row.file_category, verdict.kind)
        changes = self._changes(row, outcome, place, category)
        return Judged(
            decision=outcome.decision,
            decided_by="rule",
            reason=outcome.reason,
            reason_values=dict(outcome.values),
            confidence=outcome.confidence,
            is_review=outcome.is_review,
            is_known=known is not None,
            ordinal=_ordinal(found),
            food=verdict.food,
            expense_id=outcome.expense_id,
            place_id=place.id if place else None,
            place_name=None if place else payee.name or None,
            candidates=[_shown(one) for one in candidates],
            category_id=category,
            changes=changes,
            taken=taken_at_first(changes),
            difference_minor=_difference(row, outcome),
            takes_total=False,
        )

    def _subject(self, row: Any) -> Subject:
        return Subject(
            day=row.day,
            minor=row.minor,
            currency=Currency(row.currency),
            is_pending=row.is_pending,
            is_transfer=row.is_transfer,
            first_day=FIRST_DAY,
            last_day=last_day(self.actor),
        )

    def _match(
        self, row: Any, payee: Payee, candidates: list[Candidate], verdict: Verdict
    ) -> Match | None:
        if row.is_pending or row.is_transfer or row.minor == 0:
            return None
        noted = [
            _noted(expense, row, payee, candidates)
            for expense in self._near(row.day)
            if expense.currency == row.currency and expense.id not in self.claimed
        ]
        is_tipped = verdict.food == "food" and (verdict.kind or "dining") in TIPPED_KINDS
        charge = Charge(row.day, row.minor, is_tipped, is_food=verdict.food != "not")
        return find_match(charge, noted)

    def _near(self, day: date) -> Iterable[Expense]:
        for offset in range(-DAYS_AROUND.days, DAYS_AROUND.days + 1):
            yield from self.expenses.get(_shifted(day, offset), ())

    def _changes(
        self, row: Any, outcome: Outcome, place: Candidate | None, category: UUID | None
    ) -> list[FieldChange]:
        if outcome.match is None or outcome.expense_id is None:
            return []
        names = {
            "place": place.name if place else row.payee_name,
            "category": self.categories.names[category] if category else None,
        }
        for expense in self._near(row.day):
            if expense.id == outcome.expense_id:
                return changes_between(expense, offered(row, names, outcome.match.tip_minor))
        return []


def offered(row: Any, names: Mapping[str, str | None], tip_minor: int) -> dict[str, str | None]:
    """Return what a row (Any: of the database) says of an expense, field by field."""
    fields = {**names, "eaten_at": row.time, "payment": row.payment, "note": row.memo or None}
    if tip_minor:
        currency = Currency(row.currency)
        fields["tip"] = amount_text(tip_minor, currency)
        fields["total"] = amount_text(abs(row.minor), currency)
    return fields


def _noted(expense: Expense, row: Any, payee: Payee, candidates: list[Candidate]) -> Noted:
    is_named = None
    if expense.place_id is not None:
        is_named = is_same(expense.place, payee, candidates, expense.place_id)
    payment = expense.payment or row.payment
    return Noted(
        id=expense.id,
        day=expense.eaten_on,
        minor=expense.minor,
        is_named=is_named,
        place=expense.place,
        is_of_card=name_key(payment) == name_key(row.payment),
        has_tip=expense.tip_minor is not None or bool(expense.service_charge_minor),
        is_pending=expense.is_pending,
    )


def _difference(row: Any, outcome: Outcome) -> int:
    if outcome.match is None or outcome.expense_id is None:
        return 0
    return int(row.minor - outcome.match.noted.minor)


def _ordinal(found: Found) -> int:
    if isinstance(found, New):
        return found.ordinal
    return found.mark.ordinal if found.mark else 0


def _shown(one: Candidate) -> dict[str, Any]:  # Any: as JSON
    return {"id": str(one.id), "name": one.name, "score": one.score}


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
