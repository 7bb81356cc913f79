"""Tables of the expenses, and of the sums that are kept beside them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mealtracker.db.base import Base
from mealtracker.labels.models import Category, Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place

_LIVING: dict[str, Any] = {  # Any: options of one dialect each
    "postgresql_where": text("deleted_at IS NULL"),
    "sqlite_where": text("deleted_at IS NULL"),
}


class Expense(Base):
    """A meal or a grocery trip. All amounts are minor units of `currency`; null is unknown.

    `own_text` is what the expense itself adds to search (note and items, folded); `search_text`
    is that with the names of its place and tags.
    """

    __tablename__ = "expenses"
    __table_args__ = (
        Index("ix_expenses_household_id_eaten_on_id", "household_id", "eaten_on", "id", **_LIVING),
        Index(
            "ix_expenses_household_id_currency_total_minor_id",
            "household_id",
            "currency",
            "total_minor",
            "id",
            **_LIVING,
        ),
        Index("ix_expenses_place_id_eaten_on_id", "place_id", "eaten_on", "id"),
        Index("ix_expenses_category_id", "category_id"),
        Index(
            "ix_expenses_deleted_at",
            "deleted_at",
            postgresql_where=text("deleted_at IS NOT NULL"),
            sqlite_where=text("deleted_at IS NOT NULL"),
        ),
        CheckConstraint("kind IN ('expense', 'refund')", name="kind"),
        CheckConstraint("total_minor >= 0", name="total"),
        CheckConstraint("covers BETWEEN 1 AND 999", name="covers"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    eaten_on: Mapped[date]
    eaten_at: Mapped[str | None] = mapped_column(String(5))
    zone: Mapped[str | None] = mapped_column(String(64))
    meal: Mapped[str | None] = mapped_column(String(12))
    order_type: Mapped[str | None] = mapped_column(String(16))
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("places.id"))
    category_id: Mapped[UUID | None] = mapped_column(ForeignKey("categories.id"))
    covers: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3))
    total_minor: Mapped[int]
    subtotal_minor: Mapped[int | None]
    discount_minor: Mapped[int | None]
    tax_minor: Mapped[int | None]
    tax_included: Mapped[bool]
    tip_minor: Mapped[int | None]
    service_charge_minor: Mapped[int | None]
    fees_minor: Mapped[int | None]
    rounding_minor: Mapped[int | None]
    payment: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str]
    own_text: Mapped[str]
    search_text: Mapped[str]
    source: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    place: Mapped[Place | None] = relationship(lazy="raise")
    category: Mapped[Category | None] = relationship(lazy="raise")
    tags: Mapped[list[Tag]] = relationship(secondary="expense_tags", lazy="raise")
    people: Mapped[list[Person]] = relationship(secondary="expense_people", lazy="raise")
    items: Mapped[list["ExpenseItem"]] = relationship(
        lazy="raise", order_by="ExpenseItem.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class ExpenseItem(Base):
    """A line of the bill. `quantity_milli` counts thousandths; what is null is unknown."""

    __tablename__ = "expense_items"
    __table_args__ = (
        CheckConstraint("kind IN ('food', 'drink', 'alcohol', 'other')", name="kind"),
    )

    expense_id: Mapped[UUID] = mapped_column(
        ForeignKey("expenses.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    quantity_milli: Mapped[int | None]
    unit_price_minor: Mapped[int | None]
    total_minor: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))


class ExpenseTag(Base):
    """A tag on an expense."""

    __tablename__ = "expense_tags"
    __table_args__ = (Index("ix_expense_tags_tag_id", "tag_id"),)

    expense_id: Mapped[UUID] = mapped_column(
        ForeignKey("expenses.id", ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[UUID] = mapped_column(
        ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True
    )


class ExpensePerson(Base):
    """Somebody who ate along."""

    __tablename__ = "expense_people"
    __table_args__ = (Index("ix_expense_people_person_id", "person_id"),)

    expense_id: Mapped[UUID] = mapped_column(
        ForeignKey("expenses.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )


class Spending(Base):
    """Sums that are kept up with every change, so that a page never adds up years of rows.

    `dimension` says what a row counts: `day` (one category's sum of a day, `period` is the day),
    or `all`, `category`, `place`, `meal`, `tag` (sums of a month, `period` is its first day).
    `key` is the id or word of the dimension, empty for none. A refund counts as minus.
    """

    __tablename__ = "spending"

    household_id: Mapped[UUID] = mapped_column(
        ForeignKey("households.id", ondelete="CASCADE"), primary_key=True
    )
    dimension: Mapped[str] = mapped_column(String(8), primary_key=True)
    period: Mapped[date] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    total_minor: Mapped[int]
    count: Mapped[int]
