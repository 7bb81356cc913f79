"""The table of the jobs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mealtracker.db.base import Base, JsonValue


class Job(Base):
    """A piece of work for the worker. Without a household it is the installation's own.

    `due_at` is when a worker may take it: while one has it, that is the end of the lease.
    `claim_id` is who has it: a new one whenever a worker takes jobs, also the same worker.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),
        CheckConstraint("(state = 'running') = (claim_id IS NOT NULL)", name="claim"),
        CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="end"),
        Index(
            "ix_jobs_due_at_id",
            "due_at",
            "id",
            postgresql_where=text("finished_at IS NULL"),
            sqlite_where=text("finished_at IS NULL"),
        ),
        Index("ix_jobs_household_id", "household_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE")
    )
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[dict[str, Any]] = mapped_column(JsonValue)  # Any: each kind has its own
    state: Mapped[str] = mapped_column(String(8))
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    max_attempts: Mapped[int]
    claim_id: Mapped[UUID | None]
    once_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    steps_done: Mapped[int]
    steps_total: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(String(1000))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
