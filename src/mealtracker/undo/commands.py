"""Undo: every record of a change goes back to what it was, if nobody has touched it since."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved
from mealtracker.audit.models import Change
from mealtracker.audit.queries import UNDO_DAYS, ids_of, is_undoable, visible_to
from mealtracker.domain.actor import Actor
from mealtracker.errors import Conflict, NotFound
from mealtracker.expenses.bulk import refresh_search
from mealtracker.expenses.models import Expense, ExpenseTag
from mealtracker.expenses.restore import restore_expenses
from mealtracker.sentences import Sentence, say
from mealtracker.undo.rooms import ROOMS
from mealtracker.undo.stuck import stuck_ids
from mealtracker.undo.touched import Touched, load_touched

#: The fields of an expense that its `search_text` is made of.
_SEARCHED: Final = {"place_id", "tag_ids", "note", "items"}


def undo_change(
    session: Session, actor: Actor, change_id: UUID, *, keep_edited: bool = False
) -> Saved:
    """Take a change back. Records edited since stay as they are with `keep_edited`.

    Raises:
        NotFound: there is no such change.
        Conflict: it is too old or already undone, or records were edited since (they are listed,
            and nothing moves).
        Stale: a record is being edited at this moment.
    """
    actor.must_edit()
    change = session.scalar(visible_to(actor).where(Change.id == change_id))
    if change is None:
        raise NotFound(say("No change %(id)s.", id=change_id))
    _refuse_late(session, actor, change)
    rows = load_touched(session, actor, change_id)
    stuck = stuck_ids(session, actor, rows)
    if not keep_edited:
        refuse_edited([row for row in rows if row.id in stuck])
    log = ChangeLog(session, actor, "change.undone", undo_of=change_id)
    return take_back(session, change_id, [row for row in rows if row.id not in stuck], log)


def refuse_edited(edited: Sequence[Touched]) -> None:
    """Refuse to undo while records were edited since.

    Raises:
        Conflict: there are some, and it lists them.
    """
    if edited:
        listed = [{"entity": row.entity, "id": str(row.id)} for row in edited]
        message = say(
            "Something was changed again since. Keep those records, or undo the later change."
        )
        raise Conflict(message, listed)


def take_back(session: Session, change_id: UUID, rows: Sequence[Touched], log: ChangeLog) -> Saved:
    """Put the records of a change back to what they were, and note that in `log`.

    Raises:
        Stale: a record is being edited at this moment.
    """
    log.begin()
    for row in _put_back(session, log.actor, change_id, rows):
        # A record that is as the change left it holds what the change noted as `after`.
        before = {name: row.after.get(name) for name in row.fields}
        log.changed(row.entity, row.id, before, row.fields, row.version + 1)
    return Saved(change_id, log.save())


def _refuse_late(session: Session, actor: Actor, change: Change) -> None:
    if not is_undoable(change.action):
        raise Conflict(_other_way(change.action))
    if actor.now - change.at >= UNDO_DAYS:
        message = say("This is more than 30 days ago and can no longer be undone.")
        raise Conflict(message)
    if session.scalar(select(Change.id).where(Change.undo_of == change.id).limit(1)):
        message = say("This was undone already. Undo that change to have it again.")
        raise Conflict(message)


def _other_way(action: str) -> Sentence:
    if action.startswith("import."):
        return say("An import is undone as a whole: on its own page, or by its own command.")
    return say("Sample data is not undone but removed: on the home page, or by meal demo clear.")


def _put_back(
    session: Session, actor: Actor, change_id: UUID, rows: Sequence[Touched]
) -> list[Touched]:
    """Put records back, all but those that have to stay; return which."""
    done = [row for row in rows if row.entity == "expense"]
    restore_expenses(session, actor, change_id, [row.former for row in done])
    for entity, room in ROOMS.items():
        # Expenses first: only now it shows which of the others they still use.
        free = _free(session, change_id, entity, [row for row in rows if row.entity == entity])
        room.restore(session, actor, [row.former for row in free])
        done += free
    _refresh_search(session, change_id, done)
    return done


def _free(session: Session, change_id: UUID, entity: str, rows: Sequence[Touched]) -> list[Touched]:
    """Leave out what would go while expenses use it, if they need it or the change made it."""
    room = ROOMS[entity]
    at_stake = {row.id for row in rows if row.is_deleted_then and (room.is_needed or row.is_made)}
    if room.used is None or not at_stake:
        return list(rows)
    (column,) = room.used.selected_columns
    used = room.used.where(column.in_(ids_of(change_id, entity))).distinct()
    kept = at_stake & set(session.scalars(used))
    return [row for row in rows if row.id not in kept]


def _refresh_search(session: Session, change_id: UUID, rows: Sequence[Touched]) -> None:
    """Bring search up to date with expenses, and with the places and tags that they name."""
    entities = {row.entity for row in rows}
    if any(row.entity == "expense" and _SEARCHED & row.fields.keys() for row in rows):
        refresh_search(session, Expense.id.in_(ids_of(change_id, "expense")))
    if "place" in entities:
        refresh_search(session, Expense.place_id.in_(ids_of(change_id, "place")))
    if "tag" in entities:
        links = select(ExpenseTag.expense_id).where(ExpenseTag.tag_id.in_(ids_of(change_id, "tag")))
        refresh_search(session, Expense.id.in_(links))
