"""Undo of an import: its changes go back one by one, the newest first, and its rows are forgotten.

What the import made is removed and what it filled is emptied again. From then on its rows are not
known any more, so the same file can be imported anew.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from mealtracker.audit.commands import ChangeLog
from mealtracker.audit.models import Change, ChangeRow
from mealtracker.audit.queries import UNDO_DAYS, visible_to
from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor
from mealtracker.errors import Conflict
from mealtracker.imports.commands.uploads import IN_EFFECT, get_import
from mealtracker.imports.models import ImportChange, ImportMark, ImportRow
from mealtracker.sentences import say
from mealtracker.undo.commands import refuse_edited, take_back
from mealtracker.undo.stuck import stuck_ids
from mealtracker.undo.touched import Touched, load_touched

#: Hears how many changes were taken back.
type Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Undone:
    """How many records went back to what they were, and how many stayed as they were edited."""

    undone: int
    kept: int


def undo_import(
    db: Database,
    actor: Actor,
    import_id: UUID,
    *,
    keep_edited: bool = False,
    progress: Progress | None = None,
) -> Undone:
    """Take back everything that an import did. Records edited since stay with `keep_edited`.

    Each of its changes goes back in a transaction of its own; run again, it goes on.

    Raises:
        NotFound: the import is not there.
        Conflict: nothing of it is in effect, it is too old, or records were edited since (they are
            listed, and nothing moves).
    """
    with db.unit_of_work() as session:
        changes = _begin(session, actor, import_id)
        if not keep_edited:
            _refuse_edited(session, actor, import_id, changes)
    undone = kept = 0
    for number, change_id in enumerate(changes, start=1):
        with db.unit_of_work() as session:
            get_import(session, actor, import_id)
            rows, stuck = _touched(session, actor, import_id, change_id)
            if not keep_edited:
                # Nobody held the records since the first look.
                refuse_edited([row for row in rows if row.id in stuck])
            log = ChangeLog(session, actor, "import.undone", undo_of=change_id)
            take_back(session, change_id, [row for row in rows if row.id not in stuck], log)
            _forget(session, import_id, ImportRow.change_id == change_id, stuck)
        undone, kept = undone + len(log.rows), kept + len(stuck)
        if progress:
            progress(number)
    with db.unit_of_work() as session:
        _end(session, actor, import_id)
    return Undone(undone, kept)


def _begin(session: Session, actor: Actor, import_id: UUID) -> list[UUID]:
    found = get_import(session, actor, import_id)
    if found.state not in IN_EFFECT:
        raise Conflict(say("Nothing of this import is in effect."))
    changes = session.execute(_changes(actor, import_id)).all()
    if changes and actor.now - changes[-1].at >= UNDO_DAYS:
        raise Conflict(say("This is more than 30 days ago and can no longer be undone."))
    return [change.id for change in changes]


def _changes(actor: Actor, import_id: UUID) -> Select[UUID, datetime]:
    """Select the changes of an import that are in effect, the newest first."""
    undo = aliased(Change)
    return (
        visible_to(actor)
        .with_only_columns(Change.id, Change.at)
        .where(
            Change.id.in_(_own(import_id)),
            ~select(undo.id).where(undo.undo_of == Change.id).exists(),
        )
        .order_by(Change.id.desc())
    )


def _own(import_id: UUID) -> Select[UUID]:
    return select(ImportChange.change_id).where(ImportChange.import_id == import_id)


def _refuse_edited(
    session: Session, actor: Actor, import_id: UUID, changes: Sequence[UUID]
) -> None:
    edited: dict[UUID, Touched] = {}
    for change_id in changes:
        rows, stuck = _touched(session, actor, import_id, change_id)
        edited |= {row.id: row for row in rows if row.id in stuck}
    refuse_edited(list(edited.values()))


def _touched(
    session: Session, actor: Actor, import_id: UUID, change_id: UUID
) -> tuple[list[Touched], set[UUID]]:
    """Return the records of a change, and the ids of those that cannot go back.

    What later changes of the same import did to a record, and their undo, is no edit.
    """
    later = dict(session.execute(_own_later(import_id, change_id)).all())
    rows = [_as_left(row, later.get(row.id, 0)) for row in load_touched(session, actor, change_id)]
    return rows, stuck_ids(session, actor, rows)


def _own_later(import_id: UUID, change_id: UUID) -> Select[UUID, int]:
    """Count the later versions of the records of a change that the import or its undo made."""
    mine, later = aliased(ChangeRow), aliased(ChangeRow)
    undos = select(Change.id).where(Change.undo_of.in_(_own(import_id)))
    is_later = and_(
        later.entity_id == mine.entity_id,
        later.entity == mine.entity,
        later.version > mine.version,
    )
    return (
        select(mine.entity_id, func.count())
        .join(later, is_later)
        .where(
            mine.change_id == change_id,
            or_(later.change_id.in_(_own(import_id)), later.change_id.in_(undos)),
        )
        .group_by(mine.entity_id)
    )


def _as_left(row: Touched, later: int) -> Touched:
    if row.now is None or row.now.version - row.version != later:
        return row
    return replace(row, version=row.now.version)


def _forget(
    session: Session,
    import_id: UUID,
    which: ColumnElement[bool],
    kept: Collection[UUID] = (),
) -> None:
    """Know some rows no longer, but those whose expenses are `kept`."""
    expense_id = func.coalesce(ImportRow.made_expense_id, ImportRow.expense_id)
    gone = [ImportRow.import_id == import_id, which]
    if kept:
        gone.append(or_(expense_id.is_(None), expense_id.not_in(kept)))
    positions = select(ImportRow.position).where(*gone)
    session.execute(
        delete(ImportMark)
        .where(ImportMark.import_id == import_id, ImportMark.position.in_(positions))
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(ImportRow)
        .where(*gone)
        .values(applied_at=None, change_id=None, made_expense_id=None)
        .execution_options(synchronize_session=False)
    )


def _end(session: Session, actor: Actor, import_id: UUID) -> None:
    found = get_import(session, actor, import_id)
    # Rows that left nothing but a mark belong to no change.
    _forget(
        session,
        import_id,
        and_(ImportRow.change_id.is_(None), ImportRow.applied_at.is_not(None)),
    )
    found.state, found.updated_at = "undone", actor.now
