"""The records that a change touched: as they were before it, as it left them, and as they are."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Snapshot
from mealtracker.audit.models import ChangeRow
from mealtracker.audit.queries import ids_of
from mealtracker.audit.restore import Former
from mealtracker.domain.actor import Actor
from mealtracker.expenses.models import Expense
from mealtracker.expenses.queries import is_visible_to
from mealtracker.undo.rooms import ROOMS


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a change touched. Undo sets `fields`, which were `after` the change.

    `now` is None where the record is no longer there; that of an expense holds its place and
    category.
    """

    entity: str
    id: UUID
    version: int
    fields: Snapshot
    after: Snapshot
    is_made: bool
    now: Row[Any] | None

    @property
    def is_as_left(self) -> bool:
        """Tell whether nothing was done to the record since the change."""
        return self.now is not None and self.now.version == self.version

    @property
    def is_deleted_then(self) -> bool:
        """Tell whether the record is a deleted one once it is put back."""
        return bool(self.fields.get("deleted_at", self.now and self.now.deleted_at))

    @property
    def former(self) -> Former:
        """Return what its room is told."""
        return Former(self.id, self.version, self.fields)


def load_touched(session: Session, actor: Actor, change_id: UUID) -> list[Touched]:
    """Return the records of a change, in one statement and one more for each sort of them."""
    columns = (ChangeRow.entity, ChangeRow.entity_id, ChangeRow.version)
    rows = session.execute(
        select(*columns, ChangeRow.before, ChangeRow.after)
        .where(ChangeRow.change_id == change_id)
        .order_by(ChangeRow.entity, ChangeRow.entity_id)
    ).all()
    now: dict[UUID, Row[Any]] = {}
    for entity in sorted({row.entity for row in rows}):
        now |= {found.id: found for found in session.execute(_now(actor, change_id, entity))}
    # A record that the change made is deleted, so that this undo can be undone as well.
    made = {"deleted_at": actor.now.isoformat()}
    return [
        Touched(
            entity=row.entity,
            id=row.entity_id,
            version=row.version,
            fields=made if row.before is None else row.before,
            after=row.after,
            is_made=row.before is None,
            now=now.get(row.entity_id),
        )
        for row in rows
    ]


def _now(actor: Actor, change_id: UUID, entity: str) -> Select[Any]:
    table: Any = Expense  # Any: an entity with an id and a version
    is_visible, names = is_visible_to(actor), ["id", "version", "deleted_at"]
    if entity == "expense":
        names += ["place_id", "category_id"]
    else:
        table, is_visible = ROOMS[entity].table, ROOMS[entity].is_visible_to(actor)
    columns = [getattr(table, name) for name in names]
    return select(*columns).where(is_visible, table.id.in_(ids_of(change_id, entity)))
