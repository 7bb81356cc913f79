"""Keeping searches under a name. That a search can be read is checked by the caller."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved, Snapshot
from mealtracker.audit.restore import Former, restore_rows
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.domain.text import name_key
from mealtracker.errors import Conflict, NotFound, Stale
from mealtracker.saved_filters import queries
from mealtracker.saved_filters.models import SavedFilter
from mealtracker.saved_filters.schemas import FilterDraft
from mealtracker.sentences import say


def create_filter(session: Session, actor: Actor, draft: FilterDraft) -> Saved:
    """Keep a search under a name.

    Raises:
        Conflict: there is one of that name.
    """
    actor.must_edit()
    _refuse_taken(session, actor, draft.name)
    found = SavedFilter(id=uuid7(), household_id=actor.household_id, created_at=actor.now)
    apply_fields(found, draft.model_dump())
    session.add(found)
    session.flush()
    log = ChangeLog(session, actor, "saved_filter.created")
    log.created("saved_filter", found.id, snapshot(found), found.version)
    return Saved(found.id, log.save())


def update_filter(
    session: Session, actor: Actor, filter_id: UUID, draft: FilterDraft, version: int | None
) -> Saved:
    """Give a saved filter another name, search, order or place in the row.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
        Conflict: another one has the name.
    """
    actor.must_edit()
    found = get_filter(session, actor, filter_id, version)
    if found.name_key != name_key(draft.name):
        _refuse_taken(session, actor, draft.name)
    before = snapshot(found)
    apply_fields(found, draft.model_dump())
    return _save(session, actor, found, before, "saved_filter.updated")


def delete_filter(session: Session, actor: Actor, filter_id: UUID, version: int | None) -> Saved:
    """Delete a saved filter; the expenses that it finds stay.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
    """
    actor.must_edit()
    found = get_filter(session, actor, filter_id, version)
    before = snapshot(found)
    found.deleted_at = actor.now
    return _save(session, actor, found, before, "saved_filter.deleted")


def get_filter(
    session: Session, actor: Actor, filter_id: UUID, version: int | None = None
) -> SavedFilter:
    """Return a living saved filter at `version`, whichever it is when None.

    Raises:
        NotFound: it is not there.
        Stale: it is at another version.
    """
    found = session.scalar(queries.by_id(actor, filter_id))
    if found is None:
        raise NotFound(say("No saved filter %(id)s.", id=filter_id))
    if version is not None and found.version != version:
        raise Stale(say("“%(name)s” was changed in the meantime.", name=found.name))
    return found


def snapshot(found: SavedFilter) -> Snapshot:
    """Return a saved filter as the audit keeps it."""
    return {
        "name": found.name,
        "q": found.q,
        "sort": found.sort,
        "position": found.position,
        "deleted_at": found.deleted_at.isoformat() if found.deleted_at else None,
    }


def apply_fields(found: SavedFilter, fields: Snapshot) -> None:
    """Set fields from a snapshot; the name keeps its key in step."""
    for name, value in fields.items():
        if name == "name":
            found.name, found.name_key = value, name_key(value)
        elif name == "deleted_at":
            found.deleted_at = datetime.fromisoformat(value) if value else None
        else:
            setattr(found, name, value)


def restore_filters(session: Session, actor: Actor, rows: Sequence[Former]) -> None:
    """Set fields of saved filters in one statement.

    Raises:
        Stale: one is no longer at its version.
    """
    actor.must_edit()
    restore_rows(session, SavedFilter, queries.is_visible_to(actor), rows, apply_fields)


def _refuse_taken(session: Session, actor: Actor, name: str) -> None:
    if session.scalar(queries.by_key(actor, name_key(name))):
        raise Conflict(say("You already have a saved filter named “%(name)s”.", name=name))


def _save(
    session: Session, actor: Actor, found: SavedFilter, before: Snapshot, action: str
) -> Saved:
    session.flush()
    log = ChangeLog(session, actor, action)
    log.changed("saved_filter", found.id, before, snapshot(found), found.version)
    return Saved(found.id, log.save())
