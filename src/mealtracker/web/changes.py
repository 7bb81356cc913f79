"""Recent changes, and taking one back."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select

from mealtracker.audit.models import Change
from mealtracker.audit.queries import list_changes, visible_to
from mealtracker.domain.actor import Actor
from mealtracker.errors import Conflict
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import go_to
from mealtracker.http.fragments import is_fragment
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.undo.commands import undo_change
from mealtracker.web import change_words
from mealtracker.web.back import back_url
from mealtracker.web.home import home_content

bp = Blueprint("changes", __name__)


def _find(actor: Actor, change_id: UUID) -> Select[Any]:  # Any: one column
    return visible_to(actor).with_only_columns(Change.id).where(Change.id == change_id)


@bp.get("/changes")
@page()
def index() -> ResponseReturnValue:
    """Show what was changed lately, with the way back."""
    with ports().db.reading() as reading:
        found = list_changes(reading, current_actor(), 50, request.args.get("cursor"))
    return render_template("changes/index.html", page=found, words=change_words)


@bp.post("/changes/<uuid:id>/undo")
@page("write", finder=_find)
def undo(id: UUID) -> ResponseReturnValue:
    """Take a change back; where rows were edited since, ask what to do with them."""
    keep_edited = "keep_edited" in request.form
    try:
        with ports().db.unit_of_work() as session:
            saved = undo_change(session, current_actor(), id, keep_edited=keep_edited)
    except Conflict as error:
        template = "changes/_conflict.html" if is_fragment() else "changes/conflict.html"
        undo_url, back_name = url_for("changes.undo", id=id), gettext("Recent changes")
        where = {"undo_url": undo_url, "back_name": back_name, "back_url": url_for("changes.index")}
        return render_template(template, error=error, **where), 409
    back = back_url(url_for("changes.index"))
    is_on_home = is_fragment() and back == url_for("home.index")
    return tell(home_content() if is_on_home else go_to(back), "", saved.change_id)
