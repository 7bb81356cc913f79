"""What is recorded, to be taken along as files."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from mealtracker.expenses.selection import Selection
from mealtracker.exports.expenses_csv import expenses_csv, file_name
from mealtracker.http.auth import current_actor
from mealtracker.http.pages import page
from mealtracker.http.reply import download
from mealtracker.http.wiring import ports

bp = Blueprint("exports", __name__)


@bp.get("/expenses.csv")
@page()
def expenses() -> ResponseReturnValue:
    """Send all expenses that a search finds as a file."""
    actor = current_actor()
    selection = Selection(q=request.args.get("q", ""))
    return download(expenses_csv(ports().db, actor, selection), file_name(actor.today))
