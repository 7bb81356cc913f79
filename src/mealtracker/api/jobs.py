"""Jobs over JSON: how far something is that was asked for and is done later."""

from uuid import UUID

from flask import Blueprint, Response

from mealtracker.api.operation import operation
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.http.reply import reply
from mealtracker.jobs.queries import by_id, show_job
from mealtracker.jobs.schemas import JobOut

bp = Blueprint("api_jobs", __name__, url_prefix="/api/v1/jobs")


@bp.get("/<uuid:id>")
@operation("Read a job", returns=JobOut, finder=by_id)
def show(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return the state of a job, its progress, and what went wrong."""
    return reply(show_job(reading, actor, id))
