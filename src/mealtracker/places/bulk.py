"""Places by the dozen, as part of a larger change, in a constant number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from mealtracker.audit.commands import ChangeLog
from mealtracker.audit.restore import Former
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.domain.text import name_key
from mealtracker.places.commands import apply_fields, set_aliases, snapshot
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.places.queries import visible_to
from mealtracker.places.restore import restore_places
from mealtracker.places.schemas import ALIASES_MAX, PlaceDraft


def places_named(
    session: Session,
    actor: Actor,
    names: Iterable[tuple[str, str]],
    log: ChangeLog,
    source: str,
) -> dict[str, UUID]:
    """Return the places of some names or aliases by their folded names, made where new.

    Beside each name stands another one, by which a place that is made goes as well.
    """
    wanted: dict[str, list[str]] = {}
    for name, other in names:
        wanted.setdefault(name_key(name), [name]).append(other)
    if not wanted:
        return {}
    found: dict[str, UUID] = {}
    for place in session.scalars(_going_by(actor, [*wanted])):
        keys = chain([place.name_key], (alias.name_key for alias in place.aliases))
        # The first comes first: in use, the newest of several.
        found |= {key: place.id for key in keys if key in wanted and key not in found}
    made = [_new_place(actor, own, source) for key, own in wanted.items() if key not in found]
    session.add_all(made)
    session.flush()
    for place in made:
        log.created("place", place.id, snapshot(place), place.version)
    return found | {place.name_key: place.id for place in made}


def add_aliases(
    session: Session, actor: Actor, names: Mapping[UUID, Sequence[str]], log: ChangeLog
) -> list[UUID]:
    """Give places other names; those that they have already stay. Return which places changed.

    A place that has very many stays as it is.

    Search texts of their expenses are the caller's to refresh.

    Raises:
        Stale: one is being changed at this moment.
    """
    if not names:
        return []
    places = session.scalars(
        visible_to(actor)
        .where(Place.id.in_(names))
        .order_by(Place.id)
        .options(selectinload(Place.aliases))
        .execution_options(populate_existing=True)
    ).all()
    formers = []
    for place in places:
        old = [alias.name for alias in place.aliases]
        new = _with_names(place, [*old, *names[place.id]])
        if len(old) < len(new) <= ALIASES_MAX:
            formers.append(Former(place.id, place.version, {"aliases": new}))
            log.changed("place", place.id, {"aliases": old}, {"aliases": new}, place.version + 1)
    restore_places(session, actor, formers)
    return [former.id for former in formers]


def _going_by(actor: Actor, keys: Sequence[str]) -> Select[Place]:
    aliased = select(PlaceAlias.place_id).where(
        PlaceAlias.place_id == Place.id, PlaceAlias.name_key.in_(keys)
    )
    return (
        visible_to(actor)
        .where(or_(Place.name_key.in_(keys), aliased.exists()))
        .order_by(Place.archived_at.is_not(None), Place.id.desc())
        .options(selectinload(Place.aliases))
    )


def _new_place(actor: Actor, names: Sequence[str], source: str) -> Place:
    place = Place(
        id=uuid7(),
        household_id=actor.household_id,
        source=source,
        created_at=actor.now,
        updated_at=actor.now,
        aliases=[],
    )
    name, *others = names
    draft = PlaceDraft(name=name, aliases=[*dict.fromkeys(filter(None, others))][:ALIASES_MAX])
    apply_fields(place, draft.model_dump(mode="json", exclude={"archived"}))
    return place


def _with_names(place: Place, names: list[str]) -> list[str]:
    """Return the aliases that a place would have, without doubles and without its own name."""
    twin = Place(
        id=place.id, household_id=place.household_id, name=place.name, name_key=place.name_key
    )
    twin.aliases = []
    set_aliases(twin, names)
    return [alias.name for alias in twin.aliases]
