"""The pages of quick add: the line by itself, the chips while somebody types, and saving."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mealtracker.expenses.create import create_expense
from mealtracker.http.auth import current_actor, current_visitor
from mealtracker.http.forms import go_to, submit
from mealtracker.http.fragments import is_fragment
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.web.back import back_url
from mealtracker.web.expenses.said import saved_words
from mealtracker.web.home import home_content
from mealtracker.web.quick_add.card import Card, blank_card, read_card
from mealtracker.web.quick_add.repeats import repeat_views

bp = Blueprint("quick_add", __name__, url_prefix="/quick-add")


@bp.get("")
@page("write")
def index() -> ResponseReturnValue:
    """Show the line by itself; ?line= fills it in."""
    text = request.args.get("line", "")
    return _show(read_card(text) if text.strip() else blank_card(), 200)


@bp.post("/chips")
@page("write")
def chips() -> ResponseReturnValue:
    """Return what is understood so far, while somebody types. Nothing is written."""
    text = request.form.get("line", "")
    card = read_card(text) if text.strip() else blank_card()
    return render_template("quick_add/_read.html", read=card, is_typing=True)


@bp.post("")
@page("write")
def save() -> ResponseReturnValue:
    """Save the line. What is new or unsure is shown first, and saved once it was seen."""
    actor = current_actor()
    card = read_card(request.form.get("line", ""))
    if card.form.draft and card.is_asking and request.form.get("shown") != card.text:
        return _show(card, 200)
    saved = submit(card.form, lambda session, draft: create_expense(session, actor, draft))
    if saved is None:
        return _show(card, 422)
    came_from, home = back_url(""), url_for("home.index")
    words = saved_words(actor, saved.id)
    if is_fragment() and came_from == home:
        return tell(home_content(), words, saved.change_id)
    is_here = came_from.startswith(url_for(".index"))
    return tell(go_to(home if is_here or not came_from else came_from), words, saved.change_id)


def _show(card: Card, status: int) -> ResponseReturnValue:
    with ports().db.reading() as reading:
        repeats = [] if card.text else repeat_views(reading, current_visitor())
    template = "quick_add/_card.html" if is_fragment() else "quick_add/index.html"
    return render_template(template, read=card, repeats=repeats, takes_focus=True), status
