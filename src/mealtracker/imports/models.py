"""Tables of the imports: bank accounts, files, their rows, and what is remembered of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from mealtracker.db.base import Base, JsonValue

type Json = Any  # Any: whatever a JSON column holds


class BankAccount(Base):
    """Where the rows of a file were paid from: a card, an account, a shared purse.

    Its name becomes the `payment` of expenses; `file_key` is how files call it, folded.
    """

    __tablename__ = "bank_accounts"
    __table_args__ = (
        Index(
            "uq_bank_accounts_household_id_name_key",
            "household_id",
            "name_key",
            unique=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    file_key: Mapped[str | None] = mapped_column(String(400))
    currency: Mapped[str] = mapped_column(String(3))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class Import(Base):
    """One file on its way into the household. `plan` says how it is read."""

    __tablename__ = "imports"
    __table_args__ = (
        Index("ix_imports_household_id_id", "household_id", "id"),
        CheckConstraint(
            "state IN ('uploaded', 'mapped', 'rehearsed', 'applying', 'applied', 'undone',"
            " 'failed')",
            name="state",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    bank_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("bank_accounts.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    blob_key: Mapped[str] = mapped_column(String(200))
    plan: Mapped[dict[str, Json]] = mapped_column(JsonValue)
    statements: Mapped[list[Json]] = mapped_column(JsonValue)
    state: Mapped[str] = mapped_column(String(12))
    row_count: Mapped[int]
    bad_count: Mapped[int]
    error: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class ImportRow(Base):
    """A row of a file: what it says, what is to become of it and why, and what became of it.

    `content_key`, `id_key` and `ordinal` are those of `identity`; a row that cannot be read has
    no keys. `expense_id` is the expense that it is about: matched, or known from an earlier file.
    `changes` lists what a match could write, `taken` the fields that it does; with the total among
    them, what was spent grows by `difference_minor`, negative as all that is spent in a file.
    """

    __tablename__ = "import_rows"
    __table_args__ = (
        Index("ix_import_rows_import_id_day_content_key", "import_id", "day", "content_key"),
        Index("ix_import_rows_import_id_id_key", "import_id", "id_key"),
        Index("ix_import_rows_expense_id", "expense_id"),
        Index("ix_import_rows_made_expense_id", "made_expense_id"),
        CheckConstraint("decision IN ('create', 'match', 'duplicate', 'ignored')", name="decision"),
        CheckConstraint("decided_by IN ('rule', 'person')", name="decided_by"),
        CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence"),
    )

    import_id: Mapped[UUID] = mapped_column(
        ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int]
    raw: Mapped[str]
    error: Mapped[str | None]
    bank_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("bank_accounts.id"))
    day: Mapped[date | None]
    time: Mapped[str | None] = mapped_column(String(5))
    payee: Mapped[str] = mapped_column(String(200))
    payee_name: Mapped[str] = mapped_column(String(200))
    payee_key: Mapped[str] = mapped_column(String(400))
    minor: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(String(3))
    memo: Mapped[str]
    file_category: Mapped[str | None] = mapped_column(String(200))
    mcc: Mapped[str | None] = mapped_column(String(4))
    is_pending: Mapped[bool]
    is_transfer: Mapped[bool]
    more: Mapped[dict[str, Json]] = mapped_column(JsonValue)
    content_key: Mapped[str | None] = mapped_column(String(32))
    id_key: Mapped[str | None] = mapped_column(String(32))
    decision: Mapped[str] = mapped_column(String(12))
    decided_by: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(24))
    reason_values: Mapped[dict[str, Json]] = mapped_column(JsonValue)
    confidence: Mapped[int]
    is_review: Mapped[bool]
    is_known: Mapped[bool]
    ordinal: Mapped[int]
    food: Mapped[str | None] = mapped_column(String(8))
    expense_id: Mapped[UUID | None] = mapped_column(ForeignKey("expenses.id", ondelete="SET NULL"))
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("places.id", ondelete="SET NULL"))
    place_name: Mapped[str | None] = mapped_column(String(200))
    candidates: Mapped[list[Json]] = mapped_column(JsonValue)
    category_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL")
    )
    changes: Mapped[list[Json]] = mapped_column(JsonValue)
    taken: Mapped[list[str]] = mapped_column(JsonValue)
    difference_minor: Mapped[int]
    takes_total: Mapped[bool]
    applied_at: Mapped[datetime | None]
    change_id: Mapped[UUID | None] = mapped_column(ForeignKey("changes.id", ondelete="SET NULL"))
    made_expense_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("expenses.id", ondelete="SET NULL")
    )


class ImportMark(Base):
    """That a row of a bank account is in the household, whatever becomes of its expense.

    Equal rows are told apart by `ordinal`. Without an expense the row was left out by a person, or
    its expense is gone for good; it does not come back either way.
    """

    __tablename__ = "import_marks"
    __table_args__ = (
        Index(
            "uq_import_marks_id_key",
            "id_key",
            unique=True,
            postgresql_where=text("id_key IS NOT NULL"),
            sqlite_where=text("id_key IS NOT NULL"),
        ),
        Index("ix_import_marks_expense_id", "expense_id"),
        Index("ix_import_marks_import_id_position", "import_id", "position"),
        ForeignKeyConstraint(
            ["import_id", "position"],
            ["import_rows.import_id", "import_rows.position"],
            ondelete="SET NULL",
        ),
    )

    content_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    id_key: Mapped[str | None] = mapped_column(String(32))
    bank_account_id: Mapped[UUID] = mapped_column(
        ForeignKey("bank_accounts.id", ondelete="CASCADE")
    )
    import_id: Mapped[UUID | None]
    position: Mapped[int | None]
    expense_id: Mapped[UUID | None] = mapped_column(ForeignKey("expenses.id", ondelete="SET NULL"))
    is_pending: Mapped[bool]
    is_left_out: Mapped[bool]


class ImportChange(Base):
    """A change that an import made: its undo takes them back, the newest first."""

    __tablename__ = "import_changes"

    import_id: Mapped[UUID] = mapped_column(
        ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True
    )
    change_id: Mapped[UUID] = mapped_column(
        ForeignKey("changes.id", ondelete="CASCADE"), primary_key=True
    )


class LearnedPayee(Base):
    """What people decided about a payee: whether it is food, and as what it counts."""

    __tablename__ = "learned_payees"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), primary_key=True
    )
    payee_key: Mapped[str] = mapped_column(String(400), primary_key=True)
    is_food: Mapped[bool]
    category_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL")
    )


class RememberedMapping(Base):
    """How a table with a certain header is read, so that the next one needs no questions."""

    __tablename__ = "remembered_mappings"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), primary_key=True
    )
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    mapping: Mapped[dict[str, Json]] = mapped_column(JsonValue)
    updated_at: Mapped[datetime]
