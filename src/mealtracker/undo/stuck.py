"""What keeps a record from going back: it was edited since, or what it needs is gone."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mealtracker.db.base import IDS_AT_ONCE
from mealtracker.domain.actor import Actor
from mealtracker.undo.rooms import ROOMS
from mealtracker.undo.touched import Touched


def stuck_ids(session: Session, actor: Actor, rows: Sequence[Touched]) -> set[UUID]:
    """Return the ids of the records that cannot go back."""
    stuck = {row.id for row in rows if not row.is_as_left}
    rest = [row for row in rows if row.id not in stuck]
    needs = {row.id: set(_needs(row)) for row in rest if row.entity == "expense"}
    there, living = _there(session, actor, set().union(*needs.values()))
    living |= {row.id for row in rest if not row.is_deleted_then}
    for row in rest:
        # A deleted expense may refer to what is deleted, though not to what is removed for good.
        if not needs.get(row.id, set()) <= (there if row.is_deleted_then else living):
            stuck.add(row.id)
    return stuck


def _needs(expense: Touched) -> Iterator[UUID]:
    """Name the place and the category that an expense has once it is put back."""
    for name in ("place_id", "category_id"):
        found = expense.fields.get(name, getattr(expense.now, name))
        if found:
            yield UUID(str(found))


def _there(session: Session, actor: Actor, ids: Iterable[UUID]) -> tuple[set[UUID], set[UUID]]:
    """Return which places and categories are there at all, and which of them are not deleted."""
    rooms = [room for room in ROOMS.values() if room.is_needed]
    found = {
        row.id: row.deleted_at
        for part in batched(ids, IDS_AT_ONCE, strict=False)
        for room in rooms
        for row in session.execute(
            select(room.table.id, room.table.deleted_at).where(
                room.is_visible_to(actor), room.table.id.in_(part)
            )
        )
    }
    return set(found), {id_ for id_, deleted_at in found.items() if deleted_at is None}
