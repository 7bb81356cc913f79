"""Tables of the guards."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from mealtracker.db.base import Base


class IdempotencyKey(Base):
    """A request that was sent with a key, and the first answer to it."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index("ix_idempotency_keys_created_at", "created_at"),)

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None]
    location: Mapped[str | None]
    etag: Mapped[str | None] = mapped_column(String(40))
    change_id: Mapped[str | None] = mapped_column(String(36))
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class ThrottleBucket(Base):
    """A leaky bucket: how full it is, and when that was true."""

    __tablename__ = "throttle_buckets"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    level_milli: Mapped[int]
    updated_ms: Mapped[int]
