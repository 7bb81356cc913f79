"""The first step: the file; and the list of what was handed in before."""

from contextlib import closing
from typing import BinaryIO, Final, cast
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mealtracker.errors import Conflict, Invalid, TooLarge
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import go_to
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.http.words import translated
from mealtracker.imports import intake
from mealtracker.imports.queries import list_imports, show_import
from mealtracker.undo.imports import undo_import
from mealtracker.web.imports.blueprint import bp, find, tools

#: States in which it is still open how the file is read.
_UNREAD: Final = frozenset({"uploaded", "mapped", "failed"})


@bp.get("")
@page()
def index() -> ResponseReturnValue:
    """Show where to put a file, and the imports before."""
    return _page("", 200)


@bp.post("")
@page("write")
def upload() -> ResponseReturnValue:
    """Store a file and go to the next step."""
    actor, file = current_actor(), request.files.get("file")
    if file is None or not file.filename:
        return _page(gettext("Choose a file first."), 422)
    try:
        with closing(file):
            stream = cast("BinaryIO", file.stream)
            import_id, _ = intake.receive_readable(tools(), actor, stream, file.filename)
    except (Invalid, TooLarge) as error:
        return _page(translated(error.message), 422)
    return go_to(url_for(".plan", id=import_id))


@bp.get("/<uuid:id>")
@page(finder=find)
def show(id: UUID) -> ResponseReturnValue:
    """Go on where the import stands."""
    actor = current_actor()
    with ports().db.reading() as reading:
        found = show_import(reading, actor, id)
    is_unread = found.state in _UNREAD and actor.can_edit
    return go_to(url_for(".plan" if is_unread else ".rows", id=id))


@bp.post("/<uuid:id>/undo")
@page("write", finder=find)
def undo(id: UUID) -> ResponseReturnValue:
    """Take back everything that an import did; where it was edited since, ask what to do."""
    keep_edited = "keep_edited" in request.form
    try:
        done = undo_import(ports().db, current_actor(), id, keep_edited=keep_edited)
    except Conflict as error:
        return render_template("imports/conflict.html", error=error, import_id=id), 409
    return tell(go_to(url_for(".rows", id=id)), "import_kept" if done.kept else "import_undone")


@bp.post("/<uuid:id>/delete")
@page("write", finder=find)
def delete(id: UUID) -> ResponseReturnValue:
    """Forget an import of which nothing is in effect."""
    intake.forget(tools(), current_actor(), id)
    return tell(go_to(url_for(".index")), "import_deleted")


def _page(error: str, status: int) -> ResponseReturnValue:
    with ports().db.reading() as reading:
        found = list_imports(reading, current_actor(), 20, request.args.get("cursor"))
    return render_template("imports/index.html", page=found, error=error), status
