"""The places of rows: found, made where new, and remembered by what the bank calls them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog
from mealtracker.domain.actor import Actor
from mealtracker.domain.meals import Source
from mealtracker.domain.text import name_key
from mealtracker.expenses.bulk import refresh_search
from mealtracker.expenses.models import Expense
from mealtracker.imports.applying.results import Result
from mealtracker.imports.reasons import Decision
from mealtracker.places.bulk import add_aliases, places_named
from mealtracker.places.models import Place
from mealtracker.places.queries import visible_to


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """The place of a row."""

    id: UUID
    name: str


def places_of(
    session: Session, actor: Actor, rows: Sequence[Row[Any]], log: ChangeLog
) -> dict[int, PlaceOf]:
    """Return the places of rows by position. One that was deleted since is made anew by name."""
    ids = {row.place_id for row in rows if row.place_id}
    living = dict(
        session.execute(
            visible_to(actor).with_only_columns(Place.id, Place.name).where(Place.id.in_(ids))
        ).all()
    )
    named = [
        (row, name)
        for row in rows
        if row.place_id not in living
        and (row.place_id or row.place_name)
        and (name := row.place_name or row.payee_name)
    ]
    pairs = [(name, row.payee_name) for row, name in named]
    made = places_named(session, actor, pairs, log, Source.IMPORT)
    known = {
        row.position: PlaceOf(row.place_id, living[row.place_id])
        for row in rows
        if row.place_id in living
    }
    return known | {row.position: PlaceOf(made[name_key(name)], name) for row, name in named}


def learn_aliases(
    session: Session,
    actor: Actor,
    results: Sequence[Result],
    places: Mapping[int, PlaceOf],
    log: ChangeLog,
) -> None:
    """Remember what the bank calls the places of rows, so that the next file asks nothing."""
    names: dict[UUID, list[str]] = {}
    for one in results:
        place_id = _place_id(one, places)
        if place_id is not None and one.row.payee_name:
            names.setdefault(place_id, []).append(one.row.payee_name)
    renamed = add_aliases(session, actor, names, log)
    if renamed:
        refresh_search(session, Expense.place_id.in_(renamed))


def _place_id(one: Result, places: Mapping[int, PlaceOf]) -> UUID | None:
    is_taken_in = one.row.decision in {Decision.CREATE, Decision.MATCH} and one.decision is None
    place = places.get(one.row.position)
    return place.id if is_taken_in and place else None
