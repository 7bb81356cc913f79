"""Tables of the labels: one category an expense, any number of tags."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mealtracker.db.base import Base

_LIVING: dict[str, Any] = {  # Any: options of one dialect each
    "postgresql_where": text("deleted_at IS NULL"),
    "sqlite_where": text("deleted_at IS NULL"),
}
_KINDS = "('dining', 'groceries', 'coffee', 'delivery', 'drinks', 'snacks')"


class Category(Base):
    """What sort of spending it was; `kind` gives it colour and icon."""

    __tablename__ = "categories"
    __table_args__ = (
        Index(
            "uq_categories_household_id_name_key",
            "household_id",
            "name_key",
            unique=True,
            **_LIVING,
        ),
        CheckConstraint(f"kind IN {_KINDS}", name="kind"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    kind: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class Tag(Base):
    """A word that people put on expenses; `search_text` is its name as search sees it."""

    __tablename__ = "tags"
    __table_args__ = (
        Index("uq_tags_household_id_name_key", "household_id", "name_key", unique=True, **_LIVING),
        CheckConstraint(f"colour IN {_KINDS}", name="colour"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    search_text: Mapped[str]
    colour: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form
