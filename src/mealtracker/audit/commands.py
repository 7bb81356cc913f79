"""Recording: a change is written in the transaction of what it describes."""

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from mealtracker.audit.models import Change, ChangeRow
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import ChangeId, uuid7

#: A record as the audit sees it: fields as JSON values.
type Snapshot = dict[str, Any]  # Any: fields as JSON

_MISSING: Final = object()
# Built once, and run without the session's own round about an INSERT.
_CHANGE: Final = insert(Change)
_ROW: Final = insert(ChangeRow)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a command wrote: the record, and the change that can be undone (None: no difference)."""

    id: UUID
    change_id: ChangeId | None


@dataclass
class ChangeLog:
    """The change that one command makes, filled row by row and written by `save`."""

    session: Session
    actor: Actor
    action: str
    undo_of: UUID | None = None
    id: ChangeId = field(default_factory=lambda: ChangeId(uuid7()))
    rows: list[dict[str, object]] = field(default_factory=list)
    is_begun: bool = False

    def created(self, entity: str, entity_id: UUID, after: Snapshot, version: int) -> None:
        """Note a record that this change made."""
        self._add(
            entity, entity_id, None, {k: v for k, v in after.items() if v is not None}, version
        )

    def changed(
        self, entity: str, entity_id: UUID, before: Snapshot, after: Snapshot, version: int
    ) -> None:
        """Note the fields that differ between two snapshots; nothing when none does."""
        names = [
            n for n in {**before, **after} if before.get(n, _MISSING) != after.get(n, _MISSING)
        ]
        if names:
            old = {name: before.get(name) for name in names}
            self._add(entity, entity_id, old, {name: after.get(name) for name in names}, version)

    def begin(self) -> None:
        """Write the change itself, before rows that refer to it are written by a statement."""
        if not self.is_begun:
            self.session.connection().execute(_CHANGE, self._head())
            self.is_begun = True

    def save(self) -> ChangeId | None:
        """Write the change and its rows; None when nothing differed."""
        if not self.rows and not self.is_begun:
            return None
        self.begin()
        if self.rows:
            self.session.connection().execute(_ROW, self.rows)
        return self.id

    def _add(
        self, entity: str, entity_id: UUID, before: Snapshot | None, after: Snapshot, version: int
    ) -> None:
        self.rows.append(
            {
                "change_id": self.id,
                "entity": entity,
                "entity_id": entity_id,
                "before": before,
                "after": after,
                "version": version,
            }
        )

    def _head(self) -> dict[str, object]:
        return {
            "id": self.id,
            "household_id": self.actor.household_id,
            "user_id": self.actor.user_id,
            "via": self.actor.via,
            "action": self.action,
            "at": self.actor.now,
            "undo_of": self.undo_of,
        }
