"""What the sections of the settings share: the blueprint, and saving a form with a version."""

from collections.abc import Callable

from flask import Blueprint
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Saved
from mealtracker.errors import Fault, Stale
from mealtracker.http.forms import Form, submit

bp = Blueprint("settings", __name__, url_prefix="/settings")


def save[D](form: Form[D], command: Callable[[Session, D], Saved]) -> tuple[Saved | None, int]:
    """Carry a form out; without a record, the status says what the page answers with."""
    try:
        saved = submit(form, command)
    except Stale as error:
        form.blame([Fault("", error.message)])
        return None, 412
    return saved, 303 if saved else 422
