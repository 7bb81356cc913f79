"""Saved filters: keep a search of the list under a name, and look after those kept."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Saved
from mealtracker.domain.actor import Actor
from mealtracker.expenses.keeping import readable
from mealtracker.expenses.search import read_query
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form, form_version, go_to, read_form
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.saved_filters import commands, queries
from mealtracker.saved_filters.models import SavedFilter
from mealtracker.saved_filters.schemas import FilterDraft, FilterOut
from mealtracker.web.expenses.chips import list_url
from mealtracker.web.expenses.term_words import TermWords
from mealtracker.web.expenses.words import sort_choices
from mealtracker.web.settings.blueprint import bp, save


def _find(actor: Actor, filter_id: UUID) -> Select[Any]:  # Any: one column
    return queries.by_id(actor, filter_id).with_only_columns(SavedFilter.id)


@bp.get("/filters")
@page()
def filters() -> ResponseReturnValue:
    """List the saved filters with what each asks for."""
    return _page(Form(values={"sort": "-eaten_on"}))


@bp.post("/filters")
@page("write")
def add_filter() -> ResponseReturnValue:
    """Keep a search under a name, and go back to what it finds."""
    actor = current_actor()
    form = read_form(FilterDraft)

    def command(session: Session, draft: FilterDraft) -> Saved:
        return commands.create_filter(session, actor, readable(draft, actor.today))

    saved, status = save(form, command)
    if saved is None or form.draft is None:
        return _page(form, status)
    return tell(go_to(list_url(form.draft.q, form.draft.sort)), form.draft.name, saved.change_id)


@bp.route("/filters/<uuid:id>", methods=["GET", "POST"])
@page("write", finder=_find)
def saved_filter(id: UUID) -> ResponseReturnValue:
    """Change the name, the search, the order or the place in the row."""
    actor, version, found = current_actor(), form_version(), _one(id)
    if request.method != "POST":
        values = {name: getattr(found, name) for name in FilterDraft.model_fields}
        return _edit_page(found, Form(values=values))
    form = read_form(FilterDraft, numbers=("position",))

    def command(session: Session, draft: FilterDraft) -> Saved:
        return commands.update_filter(session, actor, id, readable(draft, actor.today), version)

    saved, status = save(form, command)
    if saved is None or form.draft is None:
        return _edit_page(_one(id), form, status)
    words = form.draft.name if saved.change_id else "same"
    return tell(go_to(url_for(".filters")), words, saved.change_id)


@bp.post("/filters/<uuid:id>/delete")
@page("write", finder=_find)
def delete_filter(id: UUID) -> ResponseReturnValue:
    """Delete a saved filter; what it finds stays."""
    actor, name = current_actor(), _one(id).name
    with ports().db.unit_of_work() as session:
        saved = commands.delete_filter(session, actor, id, form_version())
    return tell(go_to(url_for(".filters")), name, saved.change_id)


def _one(filter_id: UUID) -> FilterOut:
    with ports().db.reading() as reading:
        return queries.show_filter(reading, current_actor(), filter_id)


def _page(form: Form[FilterDraft], status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    with ports().db.reading() as reading:
        found = queries.list_filters(reading, actor)
    words = TermWords(actor.today)
    rows = [
        (kept, words.all_of(read_query(kept.q, actor.today)), list_url(kept.q, kept.sort))
        for kept in found
    ]
    return (
        render_template("settings/filters.html", form=form, rows=rows, sorts=sort_choices()),
        status,
    )


def _edit_page(found: FilterOut, form: Form[FilterDraft], status: int = 200) -> ResponseReturnValue:
    return (
        render_template("settings/filter.html", form=form, kept=found, sorts=sort_choices()),
        status,
    )
