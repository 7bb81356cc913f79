"""Saved filters over JSON."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.api.examples import SAVED_FILTER
from mealtracker.api.operation import operation
from mealtracker.audit.commands import Saved
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.expenses.keeping import readable
from mealtracker.fields import merge_patch
from mealtracker.http.reply import nothing, reply
from mealtracker.saved_filters import commands, queries
from mealtracker.saved_filters.models import SavedFilter
from mealtracker.saved_filters.schemas import FilterDraft, FilterOut

bp = Blueprint("api_saved_filters", __name__, url_prefix="/api/v1/saved-filters")


def find(actor: Actor, filter_id: UUID) -> Select[Any]:  # Any: one column
    """Select the saved filter that a path names."""
    return queries.by_id(actor, filter_id).with_only_columns(SavedFilter.id)


@bp.get("")
@operation("List saved filters", returns=list[FilterOut])
def index(reading: Reading, actor: Actor) -> Response:
    """Return all saved filters in their order."""
    return reply({"items": queries.list_filters(reading, actor), "next": None})


@bp.post("")
@operation(
    "Save a filter",
    scope="write",
    body=FilterDraft,
    returns=FilterOut,
    status=201,
    example=SAVED_FILTER,
)
def create(session: Session, actor: Actor, body: FilterDraft) -> Response:
    """Keep a search under a name; it is kept in one form, with each condition once."""
    saved = commands.create_filter(session, actor, readable(body, actor.today))
    return _saved(session, actor, saved, 201, location=f"{request.path}/{saved.id}")


@bp.get("/<uuid:id>")
@operation("Read a saved filter", returns=FilterOut, finder=find)
def show(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return one saved filter."""
    found = queries.show_filter(reading, actor, id)
    return reply(found, version=found.version)


@bp.patch("/<uuid:id>")
@operation(
    "Change fields of a saved filter",
    scope="write",
    body=FilterDraft,
    is_patch=True,
    returns=FilterOut,
    finder=find,
    has_version=True,
    example={"name": "Filter renamed"},
)
def patch(
    session: Session,
    actor: Actor,
    id: UUID,
    body: dict[str, Any],  # Any: fields as JSON
    version: int | None,
) -> Response:
    """Set the fields that are sent."""
    current = commands.get_filter(session, actor, id)
    fields = {name: getattr(current, name) for name in FilterDraft.model_fields}
    draft = FilterDraft.model_validate(merge_patch(FilterDraft, fields, body))
    saved = commands.update_filter(session, actor, id, readable(draft, actor.today), version)
    return _saved(session, actor, saved)


@bp.delete("/<uuid:id>")
@operation("Delete a saved filter", scope="write", status=204, finder=find, has_version=True)
def delete(session: Session, actor: Actor, id: UUID, version: int | None) -> Response:
    """Delete a saved filter until this is undone."""
    return nothing(commands.delete_filter(session, actor, id, version).change_id)


def _saved(
    session: Session, actor: Actor, saved: Saved, status: int = 200, location: str | None = None
) -> Response:
    found = queries.show_filter(Reading(session.connection()), actor, saved.id)
    return reply(found, status, location=location, version=found.version, change_id=saved.change_id)
