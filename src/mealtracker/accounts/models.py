"""Tables of the accounts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mealtracker.db.base import Base


class User(Base):
    """A person with an account. `email_key` is the address as it is compared."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("email_key"),
        CheckConstraint("theme IN ('system', 'light', 'dark')", name="theme"),
        CheckConstraint("week_start BETWEEN 0 AND 6", name="week_start"),
        CheckConstraint("density IN ('comfortable', 'compact')", name="density"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_admin: Mapped[bool] = mapped_column(default=False)
    locale: Mapped[str | None] = mapped_column(String(16))
    theme: Mapped[str] = mapped_column(String(8), default="system")
    week_start: Mapped[int] = mapped_column(default=0)
    density: Mapped[str] = mapped_column(String(12), default="comfortable")
    single_keys: Mapped[bool] = mapped_column(default=True)
    hide_amounts: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    password_changed_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class Household(Base):
    """Who shares a table: everything recorded belongs to one."""

    __tablename__ = "households"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    currency: Mapped[str] = mapped_column(String(3))
    zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class Membership(Base):
    """A user in a household, with a role."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("household_id", "user_id"),
        CheckConstraint("role IN ('owner', 'adult', 'viewer')", name="role"),
        Index("ix_memberships_user_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]


class SignIn(Base):
    """A session in one browser. Only the hash of its secret is kept."""

    __tablename__ = "sign_ins"
    __table_args__ = (
        UniqueConstraint("secret_hash"),
        Index("ix_sign_ins_membership_id", "membership_id"),
        Index("ix_sign_ins_ends_at", "ends_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id", ondelete="CASCADE"))
    secret_hash: Mapped[str] = mapped_column(String(64))
    is_remembered: Mapped[bool]
    device: Mapped[str] = mapped_column(String(80))
    network: Mapped[str] = mapped_column(String(45))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class ApiToken(Base):
    """A key for programs; only its hash is kept. Scopes are words separated by a blank."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        UniqueConstraint("secret_hash"),
        Index("ix_api_tokens_membership_id", "membership_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(ForeignKey("memberships.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    secret_hash: Mapped[str] = mapped_column(String(64))
    hint: Mapped[str] = mapped_column(String(12))
    scopes: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Invite(Base):
    """A code that lets one person make an account."""

    __tablename__ = "invites"
    __table_args__ = (UniqueConstraint("code_hash"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasswordReset(Base):
    """A link that sets a new password once."""

    __tablename__ = "password_resets"
    __table_args__ = (
        UniqueConstraint("secret_hash"),
        Index("ix_password_resets_user_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    secret_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
