"""Writing over many records at once, each of them only if it is still at its version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, bindparam, case, inspect, update
from sqlalchemy.orm import Session

from mealtracker.db.base import Base
from mealtracker.errors import Stale
from mealtracker.sentences import say


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What to write into some columns of one record, if it is still at `version`."""

    id: UUID
    version: int
    columns: Mapping[str, Any]  # Any: what each column holds


def overwrite(
    session: Session, kind: type[Base], is_visible: ColumnElement[bool], rows: Sequence[Overwrite]
) -> None:
    """Write over records in one statement; versions go up by one, entities are read anew.

    A record keeps the columns that only the rows of others name.

    Raises:
        Stale: a record is not visible, or no longer at its version.
    """
    if not rows:
        return
    columns = kind.__table__.c
    names = sorted({name for row in rows for name in row.columns})
    partial = {name for name in names if any(name not in row.columns for row in rows)}
    statement = (
        update(kind)
        .where(
            is_visible,
            columns.id == bindparam("at_id"),
            columns.version == bindparam("at_version"),
        )
        .values({name: _value(name, columns[name], is_partial=name in partial) for name in names})
        .values(version=columns.version + 1)
    )
    session.flush()
    # On the connection: the session would make a statement of each row.
    done = session.connection().execute(statement, [_binds(row, names, partial) for row in rows])
    if done.rowcount != len(rows):
        message = say("This was changed in the meantime. Look at it again, then save.")
        raise Stale(message)
    session.expire_all()


def columns_set(record: Base) -> dict[str, Any]:  # Any: what each column holds
    """Return the columns that were set on a record that is not stored."""
    state = inspect(record)
    return {name: value for name, value in state.dict.items() if name in state.mapper.columns}


def _value(name: str, column: ColumnElement[Any], *, is_partial: bool) -> ColumnElement[Any]:
    new = bindparam(f"new_{name}", type_=column.type)
    if not is_partial:
        return new
    return case((bindparam(f"has_{name}", type_=Boolean()), new), else_=column)


def _binds(row: Overwrite, names: Sequence[str], partial: set[str]) -> dict[str, object]:
    values = {f"new_{name}": row.columns.get(name) for name in names}
    given = {f"has_{name}": name in row.columns for name in partial}
    return {"at_id": row.id, "at_version": row.version, **values, **given}
