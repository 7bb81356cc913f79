"""Questions about changes: what happened lately, and to one record."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, column, func, select, table, tuple_
from sqlalchemy.orm import aliased

from mealtracker.audit.models import Change, ChangeRow
from mealtracker.audit.schemas import ChangeOut, ChangeRowOut
from mealtracker.db.reading import Reading
from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.domain.paging import Cursor, Page, cut_page
from mealtracker.errors import NotFound
from mealtracker.sentences import say

#: How long a change can be taken back, and a deleted record restored.
UNDO_DAYS: Final = timedelta(days=30)
_SHOWN_ROWS: Final = 20
_SORT: Final = "-at"
# The room of accounts is above this one: its table is named here, not imported.
_USERS: Final = table("users", column("id"), column("name"))
_Undo: Final = aliased(Change)


def is_undoable(action: str) -> bool:
    """Tell whether a change of this kind can be taken back alone.

    Sample data has its own way out, and an import is undone as a whole.
    """
    return not action.startswith(("demo.", "import."))


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Tell which changes the actor may see: those of the household."""
    return Change.household_id == household_of(actor)


def visible_to(actor: Actor) -> Select[Change]:
    """Select the changes of the household."""
    return select(Change).where(is_visible_to(actor))


def ids_of(change_id: UUID, entity: str) -> Select[UUID]:
    """Select the ids of the records of one sort that a change touched."""
    return select(ChangeRow.entity_id).where(
        ChangeRow.change_id == change_id, ChangeRow.entity == entity
    )


def list_changes(
    reading: Reading, actor: Actor, limit: int, cursor_text: str | None
) -> Page[ChangeOut]:
    """Return a page of changes, the newest first.

    Raises:
        Invalid: the cursor cannot be read.
    """
    statement = _heads(actor)
    if cursor_text:
        statement = statement.where(Change.id < Cursor.decode(cursor_text, _SORT).id)
    page = cut_page(
        reading.all(statement.limit(limit + 1)), limit, lambda row: Cursor(_SORT, (), row.id)
    )
    return Page(_filled(reading, actor, page.items), page.next)


def show_change(reading: Reading, actor: Actor, change_id: UUID) -> ChangeOut:
    """Return one change.

    Raises:
        NotFound: it is not there.
    """
    row = reading.first(_heads(actor).where(Change.id == change_id))
    if row is None:
        raise NotFound(say("No change %(id)s.", id=change_id))
    return _filled(reading, actor, [row])[0]


def history(reading: Reading, actor: Actor, entity: str, entity_id: UUID) -> list[ChangeOut]:
    """Return what happened to one record, the newest first; at most 100 changes."""
    touching = select(ChangeRow.change_id).where(
        ChangeRow.entity == entity, ChangeRow.entity_id == entity_id
    )
    heads = reading.all(_heads(actor).where(Change.id.in_(touching)).limit(100))
    rows = (
        reading.all(
            select(*_ROW_COLUMNS).where(
                tuple_(ChangeRow.entity_id, ChangeRow.entity) == tuple_(entity_id, entity),
                ChangeRow.change_id.in_([head.id for head in heads]),
            )
        )
        if heads
        else []
    )
    return _joined(actor, heads, rows)


_ROW_COLUMNS: Final = (
    *(ChangeRow.change_id, ChangeRow.entity, ChangeRow.entity_id, ChangeRow.before),
    ChangeRow.after,
)


def _heads(actor: Actor) -> Select[Any]:
    undone_by = (
        select(_Undo.id).where(_Undo.undo_of == Change.id).order_by(_Undo.id.desc()).limit(1)
    ).scalar_subquery()
    rows = select(func.count()).where(ChangeRow.change_id == Change.id)
    expenses = rows.where(ChangeRow.entity == "expense")
    return (
        select(
            *(Change.id, Change.at, Change.via, Change.action, Change.undo_of),
            _USERS.c.name.label("by"),
            undone_by.label("undone_by"),
            rows.scalar_subquery().label("row_count"),
            expenses.scalar_subquery().label("expense_count"),
        )
        .outerjoin(_USERS, _USERS.c.id == Change.user_id)
        .where(is_visible_to(actor))
        .order_by(Change.id.desc())
    )


def _filled(reading: Reading, actor: Actor, heads: Sequence[Row[Any]]) -> list[ChangeOut]:
    if not heads:
        return []
    place = func.row_number().over(
        partition_by=ChangeRow.change_id, order_by=(ChangeRow.entity, ChangeRow.entity_id)
    )
    numbered = (
        select(*_ROW_COLUMNS, place.label("place"))
        .where(ChangeRow.change_id.in_([head.id for head in heads]))
        .subquery()
    )
    rows = reading.all(select(numbered).where(numbered.c.place <= _SHOWN_ROWS))
    return _joined(actor, heads, rows)


def _joined(actor: Actor, heads: Sequence[Row[Any]], rows: Sequence[Row[Any]]) -> list[ChangeOut]:
    by_change: dict[UUID, list[ChangeRowOut]] = {head.id: [] for head in heads}
    for row in rows:
        by_change[row.change_id].append(
            ChangeRowOut(row.entity, row.entity_id, row.before, row.after)
        )
    return [
        ChangeOut(
            id=head.id,
            at=head.at,
            by=head.by,
            via=head.via,
            action=head.action,
            undo_of=head.undo_of,
            undone_by=head.undone_by,
            can_undo=_can_undo(actor, head),
            row_count=head.row_count,
            expense_count=head.expense_count,
            rows=by_change[head.id],
        )
        for head in heads
    ]


def _can_undo(actor: Actor, head: Row[Any]) -> bool:
    is_recent = actor.now - head.at < UNDO_DAYS
    return is_recent and head.undone_by is None and is_undoable(head.action)
