"""What became of rows, and how that is written into them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, bindparam, update
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.imports.models import ImportRow
from mealtracker.imports.reasons import Decision, Reason

_WRITTEN: Final = (
    *("decision", "reason", "reason_values", "is_review", "expense_id", "applied_at", "change_id"),
    "made_expense_id",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a row: as it was decided, or `decision` and `reason` where it is otherwise.

    `expense_id` is the expense that the row stands for, `made_id` the same where it is new.
    """

    row: Row[Any]
    is_applied: bool
    expense_id: UUID | None = None
    made_id: UUID | None = None
    decision: Decision | None = None
    reason: Reason | None = None
    values: Mapping[str, Any] = field(default_factory=dict)  # Any: as JSON

    @property
    def is_match(self) -> bool:
        """Tell whether the row is known to be an expense that was there."""
        return self.is_applied and self.row.decision == Decision.MATCH and self.decision is None


def refused(row: Row[Any], said: str) -> Result:
    """Return that a row cannot be taken in as it is, and why; it waits for somebody to look."""
    return Result(
        row,
        is_applied=False,
        decision=Decision.IGNORED,
        reason=Reason.REFUSED,
        values={"said": said},
    )


def write_results(
    session: Session,
    actor: Actor,
    import_id: UUID,
    results: Sequence[Result],
    change_id: UUID | None,
) -> None:
    """Write what became of rows into them, in one statement."""
    columns = ImportRow.__table__.c
    statement = (
        update(ImportRow)
        .where(ImportRow.import_id == import_id, ImportRow.position == bindparam("at_position"))
        .values({name: bindparam(f"new_{name}", type_=columns[name].type) for name in _WRITTEN})
        .values(decided_by=bindparam("new_decided_by"))
    )
    session.connection().execute(statement, [_values(one, actor, change_id) for one in results])


def _values(one: Result, actor: Actor, change_id: UUID | None) -> dict[str, Any]:
    is_told_otherwise = one.decision is not None
    fields = {
        "decision": one.decision or one.row.decision,
        "reason": one.reason or one.row.reason,
        "reason_values": dict(one.values) if is_told_otherwise else one.row.reason_values,
        "is_review": one.reason is Reason.REFUSED or one.row.is_review,
        "expense_id": one.expense_id or one.row.expense_id,
        "applied_at": actor.now if one.is_applied else None,
        "change_id": change_id if one.is_applied else None,
        "made_expense_id": one.made_id,
        "decided_by": "rule" if is_told_otherwise else one.row.decided_by,
    }
    return {"at_position": one.row.position, **{f"new_{k}": v for k, v in fields.items()}}
