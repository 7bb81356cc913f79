"""Changing, deleting and restoring expenses. Recording them is in `create`."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved, Snapshot
from mealtracker.domain.actor import Actor
from mealtracker.errors import NotFound, Stale
from mealtracker.expenses import queries
from mealtracker.expenses.drafts import draft_fields, fields_of
from mealtracker.expenses.models import Expense
from mealtracker.expenses.names import relate
from mealtracker.expenses.rollup import recount
from mealtracker.expenses.schemas import ExpenseDraft, ItemDraft
from mealtracker.expenses.snapshots import apply_fields, index, snapshot
from mealtracker.fields import merge_patch
from mealtracker.places.commands import take_back
from mealtracker.sentences import say


def replace_expense(
    session: Session, actor: Actor, expense_id: UUID, draft: ExpenseDraft, version: int | None
) -> Saved:
    """Set all fields of an expense.

    Raises:
        NotFound: it is not there.
        Invalid: an amount does not fit the currency, or the category does not exist.
        Stale: it is no longer at `version`.
    """
    actor.must_edit()
    expense = get_expense(session, actor, expense_id)
    fields = fields_of(draft, actor)
    _refuse_stale(expense, version)
    before = snapshot(expense)
    log = ChangeLog(session, actor, "expense.updated")
    relate(session, actor, expense, draft, log)
    apply_fields(expense, fields)
    return _save(session, actor, expense, before, log)


def patch_expense(
    session: Session,
    actor: Actor,
    expense_id: UUID,
    patch: dict[str, Any],  # Any: what was sent
    version: int | None,
) -> Saved:
    """Set the fields that `patch` names (RFC 7396); null forgets a field.

    Raises:
        NotFound: it is not there.
        ValidationError: the result is no draft.
        Stale: it is no longer at `version`.
    """
    expense = get_expense(session, actor, expense_id)
    body = draft_fields(expense)
    if "place" in patch:
        body.pop("place_id")
    draft = ExpenseDraft.model_validate(merge_patch(ExpenseDraft, body, patch))
    return replace_expense(session, actor, expense_id, draft, version)


def replace_items(
    session: Session,
    actor: Actor,
    expense_id: UUID,
    items: list[ItemDraft],
    version: int | None,
) -> Saved:
    """Set all lines of an expense's bill.

    Raises:
        NotFound: it is not there.
        Invalid: an amount does not fit the currency.
        Stale: it is no longer at `version`.
    """
    lines = [item.model_dump(mode="json") for item in items]
    return patch_expense(session, actor, expense_id, {"items": lines}, version)


def delete_expense(session: Session, actor: Actor, expense_id: UUID, version: int | None) -> Saved:
    """Delete an expense; it can be restored for 30 days.

    Raises:
        NotFound: it is not there, or already deleted.
        Stale: it is no longer at `version`.
    """
    actor.must_edit()
    expense = get_expense(session, actor, expense_id)
    _refuse_stale(expense, version)
    before = snapshot(expense)
    expense.deleted_at = actor.now
    return _save(session, actor, expense, before, ChangeLog(session, actor, "expense.deleted"))


def restore_expense(session: Session, actor: Actor, expense_id: UUID) -> Saved:
    """Take a deleted expense back; one that is not deleted stays as it is.

    Raises:
        NotFound: it is not there.
    """
    actor.must_edit()
    expense = get_expense(session, actor, expense_id, deleted_too=True)
    before = snapshot(expense)
    log = ChangeLog(session, actor, "expense.restored")
    if expense.place and expense.place.deleted_at:
        expense.place = take_back(session, actor, expense.place, log)
        index(expense)
    expense.deleted_at = None
    return _save(session, actor, expense, before, log)


def get_expense(
    session: Session, actor: Actor, expense_id: UUID, *, deleted_too: bool = False
) -> Expense:
    """Return an expense with everything that belongs to it.

    Raises:
        NotFound: it is not there, or deleted unless `deleted_too`.
    """
    expense = session.scalar(queries.by_id(actor, expense_id))
    if expense is None or (expense.deleted_at and not deleted_too):
        raise NotFound(say("No expense %(id)s.", id=expense_id))
    return expense


def _save(
    session: Session, actor: Actor, expense: Expense, before: Snapshot, log: ChangeLog
) -> Saved:
    after = snapshot(expense)
    if after == before:
        return Saved(expense.id, log.save())
    expense.updated_at = actor.now
    session.flush()
    log.changed("expense", expense.id, before, after, expense.version)
    recount(session, actor, before, after)
    return Saved(expense.id, log.save())


def _refuse_stale(expense: Expense, version: int | None) -> None:
    if version is not None and expense.version != version:
        message = say("This expense was changed in the meantime. Look at it again, then save.")
        raise Stale(message)
