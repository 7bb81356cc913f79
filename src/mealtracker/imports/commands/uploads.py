"""An import from the file to the plan how it is read, and what ends it early."""

from typing import Final
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.errors import Conflict, NotFound
from mealtracker.imports.commands.accounts import get_account
from mealtracker.imports.models import Import, ImportRow
from mealtracker.imports.queries import visible_to
from mealtracker.imports.schemas import ImportDraft, PlanDraft
from mealtracker.sentences import say

#: States in which expenses of the household come from an import.
IN_EFFECT: Final = frozenset({"applying", "applied"})


def open_import(session: Session, actor: Actor, draft: ImportDraft) -> UUID:
    """Begin an import of a file that was stored, and return its id."""
    actor.must_edit()
    found = Import(
        id=uuid7(),
        household_id=actor.household_id,
        user_id=actor.user_id,
        **draft.model_dump(),
        plan={},
        statements=[],
        state="uploaded",
        row_count=0,
        bad_count=0,
        created_at=actor.now,
        updated_at=actor.now,
    )
    session.add(found)
    session.flush()
    return found.id


def plan_import(session: Session, actor: Actor, import_id: UUID, draft: PlanDraft) -> None:
    """Say how the file is read and whose it is.

    Raises:
        NotFound: the import or the bank account is not there.
        Conflict: rows of it were applied; undo it first.
    """
    found = get_import(session, actor, import_id)
    refuse_in_effect(found)
    found.bank_account_id = get_account(session, actor, draft.bank_account_id).id
    found.plan, found.updated_at = draft.plan, actor.now
    session.flush()


def fail_import(session: Session, actor: Actor, import_id: UUID, message: str) -> None:
    """Note why an import came to an end. One that was being applied can still go on.

    Raises:
        NotFound: it is not there.
    """
    found = get_import(session, actor, import_id)
    found.error, found.updated_at = message, actor.now
    if found.state not in IN_EFFECT:
        found.state = "failed"
    session.flush()


def delete_import(session: Session, actor: Actor, import_id: UUID) -> None:
    """Forget an import of which nothing is in effect.

    Raises:
        NotFound: it is not there.
        Conflict: rows of it were applied; undo it first.
    """
    found = get_import(session, actor, import_id)
    refuse_in_effect(found)
    session.execute(delete(Import).where(Import.id == found.id))


def get_import(session: Session, actor: Actor, import_id: UUID) -> Import:
    """Return an import for the one who changes it; others wait until the transaction ends.

    Raises:
        Forbidden: the actor may only look.
        NotFound: it is not there.
    """
    actor.must_edit()
    found = session.scalar(visible_to(actor).where(Import.id == import_id).with_for_update())
    if found is None:
        raise NotFound(say("No import %(id)s.", id=import_id))
    return found


def refuse_in_effect(found: Import) -> None:
    """Refuse to change what was applied.

    Raises:
        Conflict: rows of it were applied.
    """
    if found.state in IN_EFFECT:
        raise Conflict(say("This import was applied already. Undo it first."))


def has_applied_rows(session: Session, import_id: UUID) -> bool:
    """Tell whether anything of an import is in effect."""
    applied = exists().where(ImportRow.import_id == import_id, ImportRow.applied_at.is_not(None))
    return bool(session.scalar(select(applied)))
