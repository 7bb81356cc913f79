"""What people decide about rows: by position or by a filter, in one statement."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.domain.text import name_key
from mealtracker.errors import Conflict, NotFound
from mealtracker.expenses.models import Expense
from mealtracker.expenses.names import category_named
from mealtracker.imports.commands.uploads import get_import
from mealtracker.imports.filling import changes_between, taken_at_first
from mealtracker.imports.judging import offered
from mealtracker.imports.lookups import unlinked
from mealtracker.imports.models import BankAccount, ImportRow
from mealtracker.imports.queries import meant
from mealtracker.imports.reasons import Decision
from mealtracker.imports.schemas import DecisionDraft
from mealtracker.labels.models import Category
from mealtracker.places.commands import get_place
from mealtracker.places.models import Place
from mealtracker.places.queries import by_key
from mealtracker.sentences import say


@dataclass(frozen=True, slots=True)
class Decided:
    """How many rows were decided, and how many of those meant could not be."""

    changed: int
    left: int


def decide_rows(session: Session, actor: Actor, import_id: UUID, draft: DecisionDraft) -> Decided:
    """Say what becomes of some rows; a later rehearsal keeps it.

    Rows that were applied or cannot be read stay as they are, and so do those that would be
    matched without an expense to match.

    Raises:
        NotFound: the import, the place or the expense is not there, or that is a row's already.
        Invalid: the category does not exist.
        Conflict: the import was not rehearsed yet.
    """
    found = get_import(session, actor, import_id)
    if found.state not in {"rehearsed", "applied"}:
        raise Conflict(say("Have this import looked through first."))
    where = _meant(import_id, draft)
    count = session.scalar(select(func.count()).select_from(ImportRow).where(*where)) or 0
    values = _values(session, actor, import_id, draft)
    able = [*where, ImportRow.applied_at.is_(None), ImportRow.error.is_(None)]
    if draft.decision is Decision.MATCH and draft.expense_id is None:
        able.append(ImportRow.expense_id.is_not(None))
    done = session.execute(
        update(ImportRow)
        .where(*able)
        .values(decided_by="person", is_review=False, **values)
        .execution_options(synchronize_session=False)
    )
    found.updated_at = actor.now
    changed = int(done.rowcount)  # type: ignore[attr-defined]  # a DML result
    return Decided(changed, count - changed)


def _meant(import_id: UUID, draft: DecisionDraft) -> list[ColumnElement[bool]]:
    mine = ImportRow.import_id == import_id
    if draft.positions is not None:
        return [mine, ImportRow.position.in_(draft.positions)]
    return [mine, *(meant(draft.where) if draft.where else ())]


def _values(
    session: Session, actor: Actor, import_id: UUID, draft: DecisionDraft
) -> dict[str, Any]:  # Any: what columns hold
    values: dict[str, Any] = {}  # Any: what columns hold
    if draft.decision is not None:
        values["decision"] = draft.decision
    if draft.model_fields_set & {"place", "place_id"}:
        values |= _place(session, actor, draft)
    if "category" in draft.model_fields_set:
        category = category_named(session, actor, draft.category)
        values["category_id"] = category.id if category else None
    if draft.expense_id is not None and draft.positions:
        position = draft.positions[0]
        values |= _match(session, actor, (import_id, position), draft.expense_id)
    if draft.taken is not None:
        values |= {"taken": draft.taken, "takes_total": "total" in draft.taken}
    return values


def _place(session: Session, actor: Actor, draft: DecisionDraft) -> dict[str, Any]:
    if draft.place_id is not None:
        place = get_place(session, actor, draft.place_id)
        return {"place_id": place.id, "place_name": None}
    if draft.place is None:
        return {"place_id": None, "place_name": None}
    found = session.scalar(
        by_key(actor, name_key(draft.place))
        .with_only_columns(Place.id)
        .order_by(Place.archived_at.is_not(None), Place.id.desc())
        .limit(1)
    )
    return {"place_id": found, "place_name": None if found else draft.place}


def _match(
    session: Session, actor: Actor, row_key: tuple[UUID, int], expense_id: UUID
) -> dict[str, Any]:  # Any: what columns hold
    """Return the match of one row with an expense that somebody chose."""
    expense = session.execute(unlinked(actor).where(Expense.id == expense_id)).first()
    import_id, position = row_key
    row = session.execute(
        select(
            *(ImportRow.minor, ImportRow.currency, ImportRow.time, ImportRow.memo),
            BankAccount.name.label("payment"),
            func.coalesce(Place.name, ImportRow.place_name).label("place"),
            Category.name.label("category"),
        )
        .join(BankAccount, BankAccount.id == ImportRow.bank_account_id)
        .outerjoin(Place, Place.id == ImportRow.place_id)
        .outerjoin(Category, Category.id == ImportRow.category_id)
        .where(ImportRow.import_id == import_id, ImportRow.position == position)
    ).first()
    if expense is None or row is None or expense.currency != row.currency:
        raise NotFound(say("No expense %(id)s that this row could be.", id=expense_id))
    names = {"place": row.place, "category": row.category}
    tip = expense.minor - row.minor if row.minor < expense.minor < 0 else 0
    if expense.tip_minor is not None:
        tip = 0
    changes = changes_between(expense, offered(row, names, tip))
    return {
        "decision": Decision.MATCH,
        "expense_id": expense.id,
        "changes": changes,
        "taken": taken_at_first(changes),
        "difference_minor": row.minor - expense.minor,
        "takes_total": False,
    }
