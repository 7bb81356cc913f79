"""Applying: rows become expenses, a few hundred in one transaction, until none is left.

A row is in effect when its mark is: the mark, the expense, the sums and the change of the audit
are written together. Whatever ends the process in between, the next run goes on where it stopped,
and what another import brought meanwhile is recognised and not taken in again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, insert, or_, select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog
from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor
from mealtracker.errors import Conflict
from mealtracker.imports.applying.creates import plan_creates
from mealtracker.imports.applying.fills import plan_fills
from mealtracker.imports.applying.learning import learn_payees
from mealtracker.imports.applying.marks import LEFT_OUT, mark_rows, still_new
from mealtracker.imports.applying.places import learn_aliases, places_of
from mealtracker.imports.applying.results import Result, write_results
from mealtracker.imports.commands.accounts import lock_accounts
from mealtracker.imports.commands.load import CHUNK, Progress
from mealtracker.imports.commands.uploads import get_import
from mealtracker.imports.models import BankAccount, Import, ImportChange, ImportRow
from mealtracker.imports.reasons import Decision, Reason
from mealtracker.sentences import say

_READ: Final = (
    *("position", "day", "time", "payee", "payee_name", "payee_key", "minor", "currency", "memo"),
    *("bank_account_id", "content_key", "id_key", "ordinal", "is_known", "is_pending", "decision"),
    *("decided_by", "reason", "food", "expense_id", "place_id", "place_name", "category_id"),
    *("reason_values", "is_review", "changes", "taken", "more"),
)


@dataclass(frozen=True, slots=True)
class Applied:
    """How many expenses were made, and how many of those there were are now known to be rows."""

    created: int = 0
    matched: int = 0

    def __add__(self, other: "Applied") -> "Applied":
        """Add what another chunk did."""
        return Applied(self.created + other.created, self.matched + other.matched)


def apply_import(
    db: Database, actor: Actor, import_id: UUID, progress: Progress | None = None
) -> Applied:
    """Take in all rows that are decided so; run again, it goes on with what is left.

    Raises:
        NotFound: the import is not there.
        Conflict: it was not rehearsed.
    """
    total, done = Applied(), 0
    while True:
        with db.unit_of_work() as session:
            count, applied = apply_chunk(session, actor, import_id)
        total, done = total + applied, done + count
        if progress:
            progress(done)
        if not count:
            return total


def apply_chunk(session: Session, actor: Actor, import_id: UUID) -> tuple[int, Applied]:
    """Take in the next rows, in the transaction of `session`; return how many, and what came of it.

    Raises:
        NotFound: the import is not there.
        Conflict: it was not rehearsed.
    """
    found = get_rehearsed(session, actor, import_id)
    rows = session.execute(_next(import_id)).all()
    found.state, found.updated_at = ("applying" if rows else "applied"), actor.now
    found.error = None
    session.flush()
    if not rows:
        return 0, Applied()
    lock_accounts(session, actor)
    results = _apply(session, actor, found, rows)
    created = sum(one.made_id is not None for one in results)
    matched = sum(one.is_match for one in results)
    return len(rows), Applied(created, matched)


def get_rehearsed(session: Session, actor: Actor, import_id: UUID) -> Import:
    """Return an import that can be applied, for the one who does; others wait.

    Raises:
        Forbidden: the actor may only look.
        NotFound: it is not there.
        Conflict: it was not rehearsed.
    """
    found = get_import(session, actor, import_id)
    if found.state not in {"rehearsed", "applying", "applied"}:
        raise Conflict(say("Have this import looked through before it is applied."))
    return found


def _apply(session: Session, actor: Actor, found: Import, rows: Sequence[Row[Any]]) -> list[Result]:
    log = ChangeLog(session, actor, "import.applied")
    checked = still_new(session, actor, rows)
    creates = plan_creates(session, actor, checked.of(Decision.CREATE))
    fills = plan_fills(session, actor, checked.of(Decision.MATCH))
    places = places_of(session, actor, [*creates.rows, *fills.in_want_of_a_place], log)
    results = [
        *checked.known,
        *(Result(row, is_applied=True) for row in checked.of(*LEFT_OUT)),
        *creates.make(session, actor, places, log),
        *fills.note(places, log),
    ]
    learn_aliases(session, actor, results, places | fills.own_places, log)
    change_id = log.save()
    if change_id is not None:
        fills.write(session, actor, change_id)
        values = {"import_id": found.id, "change_id": change_id}
        session.connection().execute(insert(ImportChange), values)
    mark_rows(session, found.id, results, checked)
    learn_payees(session, actor, results)
    write_results(session, actor, found.id, results, change_id)
    return results


def _next(import_id: UUID) -> Select[Any]:  # Any: columns of rows
    return (
        select(*(getattr(ImportRow, name) for name in _READ), BankAccount.name.label("payment"))
        .join(BankAccount, BankAccount.id == ImportRow.bank_account_id)
        .where(ImportRow.import_id == import_id, ImportRow.applied_at.is_(None), _has_effect())
        .order_by(ImportRow.day, ImportRow.content_key, ImportRow.ordinal, ImportRow.position)
        .limit(CHUNK)
    )


def _has_effect() -> ColumnElement[bool]:
    """Tell which rows leave something behind: an expense, or that they are known."""
    return or_(
        ImportRow.decision.in_([Decision.CREATE, Decision.MATCH]),
        and_(ImportRow.decision.in_(LEFT_OUT), ImportRow.decided_by == "person"),
        # Known by its content alone so far; from now on also by the bank's number.
        and_(
            ImportRow.decision == Decision.DUPLICATE,
            ImportRow.reason == Reason.KNOWN_ROW,
            ImportRow.id_key.is_not(None),
        ),
    )
