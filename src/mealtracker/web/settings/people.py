"""People: the names you eat with."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select

from mealtracker.domain.actor import Actor
from mealtracker.errors import NotFound
from mealtracker.expenses.overviews import list_people
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form, form_version, go_to, read_form
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.people import commands, queries
from mealtracker.people.models import Person
from mealtracker.people.schemas import PersonDraft, PersonOut
from mealtracker.web.settings.blueprint import bp, save


def _find(actor: Actor, person_id: UUID) -> Select[Any]:
    return queries.by_id(actor, person_id).with_only_columns(Person.id)


@bp.get("/people", endpoint="people")
@page()
def people() -> ResponseReturnValue:
    """List the people with how often you ate together."""
    return _page(Form())


@bp.post("/people")
@page("write")
def add_person() -> ResponseReturnValue:
    """Add a person."""
    actor = current_actor()
    form = read_form(PersonDraft)
    saved, status = save(form, lambda s, draft: commands.create_person(s, actor, draft))
    if saved is None or form.draft is None:
        return _page(form, status)
    return tell(go_to(url_for(".people")), form.draft.name, saved.change_id)


@bp.route("/people/<uuid:id>", methods=["GET", "POST"])
@page("write", finder=_find)
def person(id: UUID) -> ResponseReturnValue:
    """Give a person another name."""
    actor, version, found = current_actor(), form_version(), _one(id)
    if request.method != "POST":
        return _edit_page(found, Form(values={"name": found.name}))
    form = read_form(PersonDraft)
    saved, status = save(
        form, lambda s, draft: commands.rename_person(s, actor, id, draft, version)
    )
    if saved is None or form.draft is None:
        return _edit_page(_one(id), form, status)
    words = form.draft.name if saved.change_id else "same"
    return tell(go_to(url_for(".people")), words, saved.change_id)


@bp.post("/people/<uuid:id>/delete")
@page("write", finder=_find)
def delete_person(id: UUID) -> ResponseReturnValue:
    """Delete a person; expenses lose the name from sight until this is undone."""
    actor, name = current_actor(), _one(id).name
    with ports().db.unit_of_work() as session:
        saved = commands.delete_person(session, actor, id, form_version())
    return tell(go_to(url_for(".people")), name, saved.change_id)


def _all() -> list[PersonOut]:
    with ports().db.reading() as reading:
        return list_people(reading, current_actor())


def _one(person_id: UUID) -> PersonOut:
    for item in _all():
        if item.id == person_id:
            return item
    raise NotFound(gettext("No person %(id)s.", id=person_id))


def _page(form: Form[PersonDraft], status: int = 200) -> ResponseReturnValue:
    return render_template("settings/people.html", form=form, people=_all()), status


def _edit_page(found: PersonOut, form: Form[PersonDraft], status: int = 200) -> ResponseReturnValue:
    return render_template("settings/person.html", form=form, label=found), status
