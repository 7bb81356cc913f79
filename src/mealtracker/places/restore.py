"""Putting places back to what they were, in a constant number of statements."""

from collections.abc import Sequence
from itertools import batched
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session, joinedload

from mealtracker.audit.commands import Snapshot
from mealtracker.audit.restore import Former
from mealtracker.db.base import IDS_AT_ONCE
from mealtracker.db.overwrite import Overwrite, overwrite
from mealtracker.domain.actor import Actor
from mealtracker.errors import NotFound
from mealtracker.places.commands import apply_fields, snapshot
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.places.queries import is_visible_to
from mealtracker.sentences import say

#: What follows from other fields.
_DERIVED: Final = {"name_key", "address_key", "search_text"}


def restore_places(session: Session, actor: Actor, rows: Sequence[Former]) -> None:
    """Set fields of places. Search texts of their expenses are the caller's to refresh.

    Raises:
        NotFound: one is not there.
        Stale: one is no longer at its version.
    """
    actor.must_edit()
    now = _snapshots(session, actor, [row.id for row in rows])
    written, renamed = [], []
    for row in rows:
        place = Place(id=row.id, household_id=actor.household_id, aliases=[])
        apply_fields(place, now[row.id] | row.fields)
        names = row.fields.keys() - {"aliases"} | _DERIVED
        columns = {name: getattr(place, name) for name in names} | {"updated_at": actor.now}
        written.append(Overwrite(row.id, row.version, columns))
        if "aliases" in row.fields:
            renamed.append(place)
    overwrite(session, Place, is_visible_to(actor), written)
    _set_aliases(session, renamed)


def _snapshots(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Snapshot]:
    found: dict[UUID, Snapshot] = {}
    for part in batched(ids, IDS_AT_ONCE, strict=False):
        statement = (
            select(Place)
            .where(is_visible_to(actor), Place.id.in_(part))
            .options(joinedload(Place.aliases))
        )
        found |= {place.id: snapshot(place) for place in session.scalars(statement).unique()}
    for place_id in ids:
        if place_id not in found:
            raise NotFound(say("No place %(id)s.", id=place_id))
    return found


def _set_aliases(session: Session, places: Sequence[Place]) -> None:
    """Store the other names that `places` have, which are not in the session themselves."""
    link = session.connection()
    if places:
        old = delete(PlaceAlias).where(PlaceAlias.place_id == bindparam("at_place"))
        link.execute(old, [{"at_place": place.id} for place in places])
    columns = PlaceAlias.__table__.columns.keys()
    aliases = [
        {name: getattr(alias, name) for name in columns}
        for place in places
        for alias in place.aliases
    ]
    if aliases:
        link.execute(insert(PlaceAlias), aliases)
