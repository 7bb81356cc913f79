"""Tables of the audit: a change, and a row for every record that it touched."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mealtracker.db.base import Base, JsonValue


class Change(Base):
    """One command: who did what, and when. An undo is a change that names what it took back."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_household_id_id", "household_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    via: Mapped[str] = mapped_column(String(8))
    action: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    undo_of: Mapped[UUID | None] = mapped_column(ForeignKey("changes.id", ondelete="SET NULL"))


class ChangeRow(Base):
    """What a change did to one record: the fields that differ, before and after.

    `before` is null for a record that the change made. `version` is the one that the change left.
    """

    __tablename__ = "change_rows"
    __table_args__ = (Index("ix_change_rows_entity_id_change_id", "entity_id", "change_id"),)

    change_id: Mapped[UUID] = mapped_column(
        ForeignKey("changes.id", ondelete="CASCADE"), primary_key=True
    )
    entity: Mapped[str] = mapped_column(String(16), primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)  # Any: fields as JSON
    after: Mapped[dict[str, Any]] = mapped_column(JsonValue)  # Any: fields as JSON
    version: Mapped[int]
