"""Changing places. Merging and deleting look at expenses, so these live in `expenses`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved, Snapshot
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.domain.text import fold, name_key
from mealtracker.errors import Conflict, NotFound, Stale
from mealtracker.places import queries
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.places.schemas import PlaceDraft
from mealtracker.sentences import say

_PLAIN_FIELDS = (
    *("name", "chain", "kind", "cuisine", "service_level", "price_level"),
    *("street", "city", "region", "postcode", "country", "phone", "website"),
    *("latitude", "longitude", "external_ids", "rating", "notes", "favourite", "want_to_try"),
)
_SAME_ADDRESS = say(
    "You already have a place with that name and address. Add what tells them apart."
)


def create_place(
    session: Session, actor: Actor, draft: PlaceDraft, source: str = "manual"
) -> Saved:
    """Add a place.

    Raises:
        Conflict: there is one of that name at that address.
    """
    actor.must_edit()
    log = ChangeLog(session, actor, "place.created")
    place = add_place(session, actor, draft, log, source)
    return Saved(place.id, log.save())


def add_place(
    session: Session, actor: Actor, draft: PlaceDraft, log: ChangeLog, source: str = "manual"
) -> Place:
    """Add a place as part of a larger change.

    Raises:
        Conflict: there is one of that name at that address.
    """
    place = Place(
        id=uuid7(),
        household_id=actor.household_id,
        source=source,
        created_at=actor.now,
        updated_at=actor.now,
        aliases=[],
    )
    apply_fields(place, _fields_of(draft, actor))
    _refuse_taken(session, actor, place)
    session.add(place)
    session.flush()
    log.created("place", place.id, snapshot(place), place.version)
    return place


def update_place(
    session: Session, actor: Actor, place_id: UUID, draft: PlaceDraft, version: int | None
) -> Saved:
    """Set all fields of a place. Search texts of its expenses are the caller's to refresh.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
        Conflict: another one has that name and address.
    """
    actor.must_edit()
    place = get_place(session, actor, place_id, version)
    before = snapshot(place)
    fields = _fields_of(draft, actor)
    if place.archived_at and fields["archived_at"]:
        fields["archived_at"] = before["archived_at"]
    if {**before, **fields} == before:
        return Saved(place.id, None)
    apply_fields(place, fields)
    _refuse_taken(session, actor, place)
    place.updated_at = actor.now
    session.flush()
    log = ChangeLog(session, actor, "place.updated")
    log.changed("place", place.id, before, snapshot(place), place.version)
    return Saved(place.id, log.save())


def get_place(session: Session, actor: Actor, place_id: UUID, version: int | None = None) -> Place:
    """Return a place with its other names, at `version`, whichever it is when None.

    Raises:
        NotFound: it is not there.
        Stale: it is at another version.
    """
    place = session.scalar(queries.by_id(actor, place_id))
    if place is None:
        raise NotFound(say("No place %(id)s.", id=place_id))
    if version is not None and place.version != version:
        raise Stale(say("“%(name)s” was changed in the meantime.", name=place.name))
    return place


def take_back(session: Session, actor: Actor, place: Place, log: ChangeLog) -> Place:
    """Return a deleted place as it was, or the one that has its name and address by now."""
    twin = session.scalars(_twins(actor, place)).first()
    if twin is not None:
        return twin
    before, place.deleted_at, place.updated_at = _instant(place.deleted_at), None, actor.now
    session.flush()
    log.changed("place", place.id, {"deleted_at": before}, {"deleted_at": None}, place.version)
    return place


def snapshot(place: Place) -> Snapshot:
    """Return a place as the audit keeps it."""
    fields: Snapshot = {name: getattr(place, name) for name in _PLAIN_FIELDS}
    return fields | {
        "kind": str(place.kind) if place.kind else None,
        "service_level": str(place.service_level) if place.service_level else None,
        "external_ids": dict(place.external_ids),
        "aliases": [alias.name for alias in place.aliases],
        "archived_at": _instant(place.archived_at),
        "deleted_at": _instant(place.deleted_at),
    }


def apply_fields(place: Place, fields: Snapshot) -> None:
    """Set a place's fields from a snapshot; everything derived is kept in step."""
    for name, value in fields.items():
        if name == "aliases":
            set_aliases(place, value)
        elif name in {"archived_at", "deleted_at"}:
            setattr(place, name, datetime.fromisoformat(value) if value else None)
        else:
            setattr(place, name, value)
    parts = (place.street, place.city, place.region, place.postcode, place.country)
    place.name_key = name_key(place.name)
    place.address_key = name_key(" ".join(part for part in parts if part))
    names = [place.name, place.chain or "", *(alias.name for alias in place.aliases)]
    place.search_text = fold(" ".join(names))


def draft_fields(place: Place) -> dict[str, Any]:  # Any: fields as JSON
    """Return a place as the body that would make it."""
    fields = snapshot(place) | {"archived": place.archived_at is not None}
    return {name: fields[name] for name in PlaceDraft.model_fields}


def set_aliases(place: Place, names: list[str]) -> None:
    """Give a place these other names, without doubles and without its own."""
    wanted = {name_key(name): name for name in names}
    wanted.pop(name_key(place.name), None)
    kept = {alias.name_key: alias for alias in place.aliases if alias.name_key in wanted}
    place.aliases = [
        kept.get(key)
        or PlaceAlias(place_id=place.id, household_id=place.household_id, name=name, name_key=key)
        for key, name in sorted(wanted.items())
    ]


def _fields_of(draft: PlaceDraft, actor: Actor) -> dict[str, Any]:  # Any: fields as JSON
    fields = draft.model_dump(mode="json", exclude={"archived"})
    for name in ("chain", "cuisine", "street", "city", "region", "postcode", "phone", "website"):
        fields[name] = fields[name] or None
    fields["archived_at"] = actor.now.isoformat() if draft.archived else None
    return fields


def _refuse_taken(session: Session, actor: Actor, place: Place) -> None:
    with session.no_autoflush:
        if session.scalars(_twins(actor, place)).first():
            raise Conflict(_SAME_ADDRESS)


def _twins(actor: Actor, place: Place) -> Select[Place]:
    return queries.visible_to(actor).where(
        Place.name_key == place.name_key,
        Place.address_key == place.address_key,
        Place.id != place.id,
    )


def _instant(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
