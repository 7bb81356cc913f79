"""Putting records back: what a room is told, and how it writes that where fields are columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Snapshot
from mealtracker.db.base import Base
from mealtracker.db.overwrite import Overwrite, columns_set, overwrite


@dataclass(frozen=True, slots=True)
class Former:
    """What a record was before a change: `fields` go back if it is still at `version`."""

    id: UUID
    version: int
    fields: Snapshot


def restore_rows[R: Base](
    session: Session,
    kind: type[R],
    is_visible: ColumnElement[bool],
    rows: Sequence[Former],
    apply_fields: Callable[[R, Snapshot], None],
) -> None:
    """Set fields of records in one statement; `apply_fields` tells what the columns then hold.

    Raises:
        Stale: one is not visible, or no longer at its version.
    """
    written = []
    for row in rows:
        record = kind()
        apply_fields(record, row.fields)
        written.append(Overwrite(row.id, row.version, columns_set(record)))
    overwrite(session, kind, is_visible, written)
