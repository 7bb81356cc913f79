"""What is recorded, to be taken along as files."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from mealtracker.expenses.selection import Selection
from mealtracker.exports.formats import export
from mealtracker.http.auth import current_actor
from mealtracker.http.pages import page
from mealtracker.http.reply import download
from mealtracker.http.wiring import ports

bp = Blueprint("exports", __name__)


@bp.get("/expenses.<name>")
@page()
def expenses(name: str) -> ResponseReturnValue:
    """Send all expenses that a search finds as a file in the format `name`."""
    selection = Selection(q=request.args.get("q", ""))
    file = export(ports().db, current_actor(), selection, name)
    return download(file.pieces, file.name, file.media_type)
