"""Tags: their names and colours, and what was spent under each."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select

from mealtracker.domain.actor import Actor
from mealtracker.errors import NotFound
from mealtracker.expenses import bulk
from mealtracker.expenses.overviews import list_tags
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form, form_version, go_to, read_form
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.labels import commands, queries
from mealtracker.labels.models import Tag
from mealtracker.labels.schemas import Kind, TagDraft, TagOut
from mealtracker.web.settings.blueprint import bp, save
from mealtracker.web.settings.categories import kinds


def _find(actor: Actor, tag_id: UUID) -> Select[Any]:
    return queries.by_id(actor, Tag, tag_id).with_only_columns(Tag.id)


@bp.get("/tags", endpoint="tags")
@page()
def tags() -> ResponseReturnValue:
    """List the tags with what was spent under each."""
    return _page(Form(values={"colour": Kind.SNACKS}))


@bp.post("/tags")
@page("write")
def add_tag() -> ResponseReturnValue:
    """Add a tag."""
    actor = current_actor()
    form = read_form(TagDraft)
    saved, status = save(form, lambda s, draft: commands.create_tag(s, actor, draft))
    if saved is None or form.draft is None:
        return _page(form, status)
    return tell(go_to(url_for(".tags")), form.draft.name, saved.change_id)


@bp.route("/tags/<uuid:id>", methods=["GET", "POST"])
@page("write", finder=_find)
def tag(id: UUID) -> ResponseReturnValue:
    """Rename or recolour a tag."""
    actor, version, found = current_actor(), form_version(), _one(id)
    if request.method != "POST":
        return _edit_page(found, Form(values={"name": found.name, "colour": found.colour}))
    form = read_form(TagDraft)
    saved, status = save(form, lambda s, draft: bulk.update_tag(s, actor, id, draft, version))
    if saved is None or form.draft is None:
        return _edit_page(_one(id), form, status)
    words = form.draft.name if saved.change_id else "same"
    return tell(go_to(url_for(".tags")), words, saved.change_id)


@bp.post("/tags/<uuid:id>/delete")
@page("write", finder=_find)
def delete_tag(id: UUID) -> ResponseReturnValue:
    """Delete a tag; expenses lose it from sight until this is undone."""
    actor, name = current_actor(), _one(id).name
    with ports().db.unit_of_work() as session:
        saved = bulk.delete_tag(session, actor, id, form_version())
    return tell(go_to(url_for(".tags")), name, saved.change_id)


def _all() -> list[TagOut]:
    with ports().db.reading() as reading:
        return list_tags(reading, current_actor())


def _one(tag_id: UUID) -> TagOut:
    for item in _all():
        if item.id == tag_id:
            return item
    raise NotFound(gettext("No tag %(id)s.", id=tag_id))


def _page(form: Form[TagDraft], status: int = 200) -> ResponseReturnValue:
    return render_template("settings/tags.html", form=form, tags=_all(), kinds=kinds()), status


def _edit_page(found: TagOut, form: Form[TagDraft], status: int = 200) -> ResponseReturnValue:
    return render_template("settings/tag.html", form=form, label=found, kinds=kinds()), status
