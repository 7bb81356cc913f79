"""The table of the saved filters."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mealtracker.db.base import Base


class SavedFilter(Base):
    """A search and an order of the list of expenses, under a name; the household shares it."""

    __tablename__ = "saved_filters"
    __table_args__ = (
        Index(
            "uq_saved_filters_household_id_name_key",
            "household_id",
            "name_key",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
            sqlite_where=text("deleted_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    q: Mapped[str] = mapped_column(String(500))
    sort: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form
