"""What is recorded as files, one for each format."""

from collections.abc import Callable
from typing import Annotated, Any, Final

from flask import Blueprint, Response
from pydantic import Field

from mealtracker.api.operation import operation
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.expenses.selection import Selection
from mealtracker.exports.formats import FORMATS, export
from mealtracker.fields import Draft
from mealtracker.http.reply import download
from mealtracker.http.wiring import ports

bp = Blueprint("api_exports", __name__, url_prefix="/api/v1")

#: What the document says of files that are made of the API's own objects.
_RETURNS: Final[dict[str, Any]] = {"json": ExpenseOut}  # Any: a type


class ExportQuery(Draft):
    """Which expenses a file holds."""

    q: Annotated[str, Field(max_length=500)] = ""


def _view(name: str, media_type: str) -> Callable[..., Response]:
    @operation(
        f"Export expenses as {name}",
        query=ExportQuery,
        file=media_type.partition(";")[0],
        returns=_RETURNS.get(name),
    )
    def expenses(reading: Reading, actor: Actor, query: ExportQuery) -> Response:  # noqa: ARG001
        """Return all expenses that a search finds as a file; it reads page by page for itself."""
        file = export(ports().db, actor, Selection(q=query.q), name)
        return download(file.pieces, file.name, file.media_type)

    return expenses


for _name, _format in FORMATS.items():
    bp.add_url_rule(f"/expenses.{_name}", _name, _view(_name, _format.media_type))
