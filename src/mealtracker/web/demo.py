"""Sample data: loaded and removed with one click."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from mealtracker.demo.clear import clear_demo
from mealtracker.demo.load import load_demo
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import go_to
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports

bp = Blueprint("demo", __name__, url_prefix="/demo")

_SAMPLES = 240


@bp.post("/load")
@page("write")
def load() -> ResponseReturnValue:
    """Load sample expenses."""
    with ports().db.unit_of_work() as session:
        load_demo(session, current_actor(), _SAMPLES, seed=1)
    return tell(go_to(url_for("home.index")), "demo_loaded")


@bp.post("/clear")
@page("write")
def clear() -> ResponseReturnValue:
    """Remove the sample expenses and nothing else."""
    with ports().db.unit_of_work() as session:
        clear_demo(session, current_actor())
    return tell(go_to(url_for("home.index")), "demo_cleared")
