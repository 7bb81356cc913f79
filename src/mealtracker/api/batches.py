"""Changes of many expenses at once over JSON."""

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from mealtracker.api.examples import BATCH
from mealtracker.api.operation import operation
from mealtracker.domain.actor import Actor
from mealtracker.expenses.batches.commands import change_expenses
from mealtracker.expenses.batches.schemas import BatchDraft, BatchOut
from mealtracker.http.reply import reply

bp = Blueprint("api_batches", __name__, url_prefix="/api/v1/expenses/batches")


@bp.post("")
@operation(
    "Change many expenses at once",
    scope="write",
    body=BatchDraft,
    returns=BatchOut,
    example=BATCH,
)
def create(session: Session, actor: Actor, body: BatchDraft) -> Response:
    """Do one thing to all expenses of a selection; it is one change, with one undo."""
    done = change_expenses(session, actor, body)
    return reply(done, change_id=done.change_id)
