"""Tables of the places."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mealtracker.db.base import Base, JsonValue


class Place(Base):
    """A restaurant, café, shop or kitchen. Names may repeat: branches of a chain are normal.

    `search_text` is name, chain and aliases as search sees them; `address_key` tells branches of
    one name apart.
    """

    __tablename__ = "places"
    __table_args__ = (
        Index(
            "uq_places_household_id_name_key_address_key",
            "household_id",
            "name_key",
            "address_key",
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
            sqlite_where=text("deleted_at IS NULL"),
        ),
        # Whether a household has sample data is asked by its first page.
        Index("ix_places_household_id_source", "household_id", "source"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("price_level BETWEEN 1 AND 4", name="price_level"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="coordinates"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(400))
    address_key: Mapped[str] = mapped_column(String(1000))
    search_text: Mapped[str]
    chain: Mapped[str | None] = mapped_column(String(200))
    kind: Mapped[str | None] = mapped_column(String(16))
    cuisine: Mapped[str | None] = mapped_column(String(200))
    service_level: Mapped[str | None] = mapped_column(String(16))
    price_level: Mapped[int | None]
    street: Mapped[str | None] = mapped_column(String(200))
    city: Mapped[str | None] = mapped_column(String(200))
    region: Mapped[str | None] = mapped_column(String(200))
    postcode: Mapped[str | None] = mapped_column(String(20))
    country: Mapped[str | None] = mapped_column(String(2))
    phone: Mapped[str | None] = mapped_column(String(40))
    website: Mapped[str | None] = mapped_column(String(500))
    latitude: Mapped[float | None] = mapped_column(Float(53))
    longitude: Mapped[float | None] = mapped_column(Float(53))
    external_ids: Mapped[dict[str, str]] = mapped_column(JsonValue)
    rating: Mapped[int | None]
    notes: Mapped[str]
    favourite: Mapped[bool]
    want_to_try: Mapped[bool]
    source: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    aliases: Mapped[list["PlaceAlias"]] = relationship(
        lazy="raise", order_by="PlaceAlias.name_key", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class PlaceAlias(Base):
    """Another name that a place goes by, such as the one of a place merged into it."""

    __tablename__ = "place_aliases"
    __table_args__ = (Index("ix_place_aliases_household_id_name_key", "household_id", "name_key"),)

    place_id: Mapped[UUID] = mapped_column(
        ForeignKey("places.id", ondelete="CASCADE"), primary_key=True
    )
    name_key: Mapped[str] = mapped_column(String(400), primary_key=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
