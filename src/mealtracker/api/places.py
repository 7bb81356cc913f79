"""Places over JSON."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from flask import Blueprint, Response, url_for
from pydantic import Field
from sqlalchemy.orm import Session

from mealtracker.api.examples import PLACE
from mealtracker.api.operation import operation
from mealtracker.audit.commands import Saved
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.paging import Page
from mealtracker.expenses import bulk
from mealtracker.expenses.overviews import Which, list_places, show_place
from mealtracker.fields import Draft, merge_patch
from mealtracker.http.reply import nothing, reply
from mealtracker.places import commands, queries
from mealtracker.places.models import Place
from mealtracker.places.schemas import MergeDraft, PlaceDraft, PlaceOut

bp = Blueprint("api_places", __name__, url_prefix="/api/v1/places")


class PlaceQuery(Draft):
    """What a list of places can be asked for."""

    q: Annotated[str, Field(max_length=200)] = ""
    which: Which = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str | None, Field(max_length=1000)] = None


def find(actor: Actor, place_id: UUID) -> Any:  # Any: a Select
    """Select the place that a path names."""
    return queries.visible_to(actor).with_only_columns(Place.id).where(Place.id == place_id)


@bp.get("")
@operation("List places", query=PlaceQuery, returns=Page[PlaceOut])
def index(reading: Reading, actor: Actor, query: PlaceQuery) -> Response:
    """Return a page of places by name."""
    page = list_places(
        reading, actor, q=query.q, which=query.which, limit=query.limit, cursor_text=query.cursor
    )
    return reply(page)


@bp.post("")
@operation(
    "Add a place", scope="write", body=PlaceDraft, returns=PlaceOut, status=201, example=PLACE
)
def create(session: Session, actor: Actor, body: PlaceDraft) -> Response:
    """Add a place."""
    return _saved(session, actor, commands.create_place(session, actor, body), 201)


@bp.get("/<uuid:id>")
@operation("Read a place", returns=PlaceOut, finder=find)
def show(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return one place."""
    out = show_place(reading, actor, id)
    return reply(out, version=out.version)


@bp.put("/<uuid:id>")
@operation(
    "Replace a place",
    scope="write",
    body=PlaceDraft,
    returns=PlaceOut,
    finder=find,
    has_version=True,
    example=PLACE,
)
def replace(
    session: Session,
    actor: Actor,
    id: UUID,
    body: PlaceDraft,
    version: int | None,
) -> Response:
    """Set all fields of a place."""
    return _saved(session, actor, bulk.update_place(session, actor, id, body, version))


@bp.patch("/<uuid:id>")
@operation(
    "Change fields of a place",
    scope="write",
    body=PlaceDraft,
    is_patch=True,
    returns=PlaceOut,
    finder=find,
    has_version=True,
    example={"archived": True},
)
def patch(
    session: Session,
    actor: Actor,
    id: UUID,
    body: dict[str, Any],
    version: int | None,
) -> Response:
    """Set the fields that are sent; null forgets one."""
    current = commands.draft_fields(commands.get_place(session, actor, id))
    draft = PlaceDraft.model_validate(merge_patch(PlaceDraft, current, body))
    return _saved(session, actor, bulk.update_place(session, actor, id, draft, version))


@bp.delete("/<uuid:id>")
@operation("Delete a place", scope="write", status=204, finder=find, has_version=True)
def delete(session: Session, actor: Actor, id: UUID, version: int | None) -> Response:
    """Delete a place where nothing was spent."""
    return nothing(bulk.delete_place(session, actor, id, version).change_id)


@bp.post("/<uuid:id>/merges")
@operation(
    "Merge other places into this one",
    scope="write",
    body=MergeDraft,
    returns=PlaceOut,
    finder=find,
    example={"place_ids": ["{other_place}"]},
)
def merge(session: Session, actor: Actor, id: UUID, body: MergeDraft) -> Response:
    """Make other places part of this one; their names become aliases."""
    return _saved(session, actor, bulk.merge_places(session, actor, id, body.place_ids))


def _saved(session: Session, actor: Actor, saved: Saved, status: int = 200) -> Response:
    out = show_place(Reading(session.connection()), actor, saved.id)
    location = url_for(".show", id=saved.id) if status == HTTPStatus.CREATED else None
    return reply(out, status, location=location, version=out.version, change_id=saved.change_id)
