"""Many expenses at once: what is ticked in the list, a step that shows it, and the change."""

from typing import Any, Final

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, gettext
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Saved
from mealtracker.domain.actor import Actor
from mealtracker.errors import NotFound
from mealtracker.expenses.batches.commands import change_expenses
from mealtracker.expenses.batches.schemas import BatchDraft
from mealtracker.expenses.selection import Selection, overview
from mealtracker.exports.formats import export
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form, go_to, submit
from mealtracker.http.pages import page, tell
from mealtracker.http.reply import download
from mealtracker.http.wiring import ports
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.queries import categories, tags
from mealtracker.people.models import Person
from mealtracker.people.queries import visible_to as people_visible_to
from mealtracker.places.models import Place
from mealtracker.places.queries import visible_to as places_visible_to
from mealtracker.web.expenses.blueprint import bp
from mealtracker.web.expenses.bulk_form import (
    at_field,
    back_to_list,
    fresh_form,
    kept_fields,
    read_action,
    read_change,
    read_selection,
)
from mealtracker.web.expenses.bulk_words import button_of, title_of
from mealtracker.web.expenses.rows import RowMaker

_SHOWN: Final = 5
_SUGGESTED: Final = 200


@bp.post("/bulk")
@page("write")
def bulk() -> ResponseReturnValue:
    """Do to the ticked expenses what the pressed button says, or ask for what it needs first."""
    actor, action, selection = current_actor(), read_action(), read_selection()
    if selection is None:
        return tell(go_to(back_to_list()), "none_selected")
    if action == "export":
        file = export(ports().db, actor, selection, "csv")
        return download(file.pieces, file.name, file.media_type)
    if action == "delete" or "step" in request.form:
        return _carry_out(actor, action, selection)
    return _step(actor, action, selection, fresh_form(action))


def _carry_out(actor: Actor, action: str, selection: Selection) -> ResponseReturnValue:
    form = read_change(action, selection)

    def change(session: Session, draft: BatchDraft) -> Saved:
        # No single record was saved: what the form did is named by its change.
        return Saved(actor.household_id, change_expenses(session, actor, draft).change_id)

    try:
        saved = submit(form, change)
    except NotFound:
        return tell(go_to(back_to_list()), "some_gone")
    if saved is None:
        return _step(actor, action, selection, at_field(form, action), status=422)
    return tell(go_to(back_to_list()), "" if saved.change_id else "same", saved.change_id)


def _step(
    actor: Actor, action: str, selection: Selection, form: Form[BatchDraft], status: int = 200
) -> ResponseReturnValue:
    with ports().db.reading() as reading:
        meant = overview(reading, actor, selection, _SHOWN)
        names = [row.name for row in reading.all(_names(actor, action).limit(_SUGGESTED))]
    if names and action == "category":
        form.values.setdefault("category", names[0])
    if meant.count < len(selection.ids or [1]):
        return tell(go_to(back_to_list()), "some_gone" if selection.ids else "none_selected")
    rendered = render_template(
        "expenses/bulk.html",
        action=action,
        title=title_of(action, meant.count),
        button=button_of(action, meant.count),
        meant=meant,
        more=format_decimal(meant.count - len(meant.first)),
        rows=list(RowMaker(actor.today).each(meant.first)),
        form=form,
        kept=kept_fields(action, selection),
        back=back_to_list(),
        options=_options(action, names),
    )
    return rendered, status


def _options(action: str, names: list[str]) -> list[Any]:  # Any: names, or pairs for a select
    if action == "category":
        return [*((name, name) for name in names), ("", gettext("No category"))]
    return list(dict.fromkeys(names))


def _names(actor: Actor, action: str) -> Select[Any]:  # Any: one column, `name`
    """Select the names that the field of an action proposes."""
    if action == "category":
        return categories(actor).with_only_columns(Category.name)
    if action == "tags":
        return tags(actor).with_only_columns(Tag.name)
    if action == "people":
        people = people_visible_to(actor).with_only_columns(Person.name)
        return people.order_by(Person.name_key, Person.id)
    places = places_visible_to(actor).with_only_columns(Place.name)
    return places.order_by(Place.updated_at.desc(), Place.id)
