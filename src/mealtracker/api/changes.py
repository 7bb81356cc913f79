"""Changes and their undo over JSON."""

from typing import Annotated, Any
from uuid import UUID

from flask import Blueprint, Response
from pydantic import Field
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.api.operation import operation
from mealtracker.audit.models import Change
from mealtracker.audit.queries import list_changes, show_change, visible_to
from mealtracker.audit.schemas import ChangeOut, UndoDraft
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.paging import Page
from mealtracker.fields import Draft
from mealtracker.http.reply import reply
from mealtracker.undo.commands import undo_change

bp = Blueprint("api_changes", __name__, url_prefix="/api/v1/changes")


class ChangeQuery(Draft):
    """Which stretch of the changes is asked for."""

    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str | None, Field(max_length=1000)] = None


def find(actor: Actor, change_id: UUID) -> Select[Any]:
    """Select the change that a path names."""
    return visible_to(actor).with_only_columns(Change.id).where(Change.id == change_id)


@bp.get("")
@operation("List changes", query=ChangeQuery, returns=Page[ChangeOut])
def index(reading: Reading, actor: Actor, query: ChangeQuery) -> Response:
    """Return a page of changes, the newest first."""
    return reply(list_changes(reading, actor, query.limit, query.cursor))


@bp.get("/<uuid:id>")
@operation("Read a change", returns=ChangeOut, finder=find)
def show(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return one change."""
    return reply(show_change(reading, actor, id))


@bp.post("/<uuid:id>/undo")
@operation(
    "Undo a change",
    scope="write",
    body=UndoDraft,
    returns=ChangeOut,
    finder=find,
    example={"keep_edited": True},
)
def undo(session: Session, actor: Actor, id: UUID, body: UndoDraft) -> Response:
    """Take a change back; the answer is the change that did it."""
    saved = undo_change(session, actor, id, keep_edited=body.keep_edited)
    made = saved.change_id or id
    return reply(show_change(Reading(session.connection()), actor, made), change_id=made)
