"""What is recorded as files."""

from typing import Annotated

from flask import Blueprint, Response
from pydantic import Field

from mealtracker.api.operation import operation
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.expenses.selection import Selection
from mealtracker.exports.expenses_csv import expenses_csv, file_name
from mealtracker.fields import Draft
from mealtracker.http.reply import download
from mealtracker.http.wiring import ports

bp = Blueprint("api_exports", __name__, url_prefix="/api/v1")


class ExportQuery(Draft):
    """Which expenses a file holds."""

    q: Annotated[str, Field(max_length=500)] = ""


@bp.get("/expenses.csv")
@operation("Export expenses as CSV", query=ExportQuery, file="text/csv")
def expenses(reading: Reading, actor: Actor, query: ExportQuery) -> Response:  # noqa: ARG001
    """Return all expenses that a search finds as a file; it reads page by page for itself."""
    pieces = expenses_csv(ports().db, actor, Selection(q=query.q))
    return download(pieces, file_name(actor.today))
