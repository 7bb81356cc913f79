"""Quick add over JSON: what a line says, before anything is recorded."""

from flask import Blueprint, Response

from mealtracker.api.examples import LINE
from mealtracker.api.operation import operation
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.http.reply import reply
from mealtracker.quickadd.queries import read_quick_line
from mealtracker.quickadd.schemas import Line, LineIn

bp = Blueprint("api_quickadd", __name__, url_prefix="/api/v1")


@bp.post("/expenses:parse")
@operation("Read a line as an expense", body=LineIn, returns=Line, is_read=True, example=LINE)
def parse(reading: Reading, actor: Actor, body: LineIn) -> Response:
    """Return the draft that a line says, in the language of the account. Nothing is kept."""
    line = read_quick_line(reading, actor, body.text, language=actor.locale, today=body.today)
    return reply(line)
