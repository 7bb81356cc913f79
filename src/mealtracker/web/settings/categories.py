"""Categories: their names, colours and order, and which one takes the place of another."""

from typing import Any, Final
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.errors import Conflict, Invalid, NotFound, Stale
from mealtracker.expenses import bulk
from mealtracker.expenses.overviews import list_categories
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form, form_version, go_to, read_form
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.http.words import translated
from mealtracker.labels import commands, queries
from mealtracker.labels.models import Category
from mealtracker.labels.schemas import CategoryDraft, CategoryOut, Kind
from mealtracker.web.filters.words import kind_name
from mealtracker.web.settings.blueprint import bp, save

_LAST_POSITION: Final = 1000


def _find(actor: Actor, category_id: UUID) -> Select[Any]:
    return queries.by_id(actor, Category, category_id).with_only_columns(Category.id)


@bp.get("/categories", endpoint="categories")
@page()
def categories() -> ResponseReturnValue:
    """List the categories in their order."""
    return _page(Form(values={"kind": Kind.DINING}))


@bp.post("/categories")
@page("write")
def add_category() -> ResponseReturnValue:
    """Add a category at the end."""
    actor = current_actor()
    end = min(max((item.position for item in _all()), default=-1) + 1, _LAST_POSITION)
    form = read_form(CategoryDraft, extra={"position": end})
    saved, status = save(form, lambda s, draft: commands.create_category(s, actor, draft))
    if saved is None or form.draft is None:
        return _page(form, status)
    return tell(go_to(url_for(".categories")), form.draft.name, saved.change_id)


@bp.route("/categories/<uuid:id>", methods=["GET", "POST"])
@page("write", finder=_find)
def category(id: UUID) -> ResponseReturnValue:
    """Rename or recolour a category."""
    actor, version, found = current_actor(), form_version(), _one(id)
    if request.method != "POST":
        return _edit_page(found, Form(values={"name": found.name, "kind": found.kind}))
    form = read_form(CategoryDraft, extra={"position": found.position})
    saved, status = save(
        form, lambda s, draft: commands.update_category(s, actor, id, draft, version)
    )
    if saved is None or form.draft is None:
        return _edit_page(_one(id), form, status)
    words = form.draft.name if saved.change_id else "same"
    return tell(go_to(url_for(".categories")), words, saved.change_id)


@bp.post("/categories/<uuid:id>/move")
@page("write", finder=_find)
def move_category(id: UUID) -> ResponseReturnValue:
    """Move a category one place up or down; the new order is the answer, so there is no toast."""
    step = -1 if request.form.get("direction") == "up" else 1
    order, moved = _all(), _one(id)
    here = order.index(moved)
    there = min(max(here + step, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    with ports().db.unit_of_work() as session:
        _number(session, current_actor(), order)
    return go_to(url_for(".categories"))


@bp.post("/categories/<uuid:id>/delete")
@page("write", finder=_find)
def delete_category(id: UUID) -> ResponseReturnValue:
    """Delete a category; another one takes its expenses."""
    actor, found = current_actor(), _one(id)
    try:
        with ports().db.unit_of_work() as session:
            saved = bulk.delete_category(session, actor, id, _replacement(), form_version())
    except (Conflict, Invalid, Stale) as error:
        form = Form[CategoryDraft](values={"name": found.name, "kind": found.kind})
        form.errors["replacement"] = [translated(error.message)]
        return _edit_page(found, form, 412 if isinstance(error, Stale) else 422)
    return tell(go_to(url_for(".categories")), found.name, saved.change_id)


def kinds() -> list[tuple[str, str]]:
    """Return the colours that a label can have, by the names of what they stand for."""
    return [(kind.value, kind_name(kind)) for kind in Kind]


def _number(session: Session, actor: Actor, order: list[CategoryOut]) -> None:
    for position, item in enumerate(order):
        if item.position != position:
            draft = CategoryDraft(name=item.name, kind=Kind(item.kind), position=position)
            commands.update_category(session, actor, item.id, draft, item.version)


def _replacement() -> UUID | None:
    text = request.form.get("replacement", "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Invalid.parameter("replacement", gettext("Choose one of the list.")) from error


def _all() -> list[CategoryOut]:
    with ports().db.reading() as reading:
        return list_categories(reading, current_actor())


def _one(category_id: UUID) -> CategoryOut:
    for item in _all():
        if item.id == category_id:
            return item
    raise NotFound(gettext("No category %(id)s.", id=category_id))


def _page(form: Form[CategoryDraft], status: int = 200) -> ResponseReturnValue:
    page = render_template("settings/categories.html", form=form, categories=_all(), kinds=kinds())
    return page, status


def _edit_page(
    found: CategoryOut, form: Form[CategoryDraft], status: int = 200
) -> ResponseReturnValue:
    others = [(str(item.id), item.name) for item in _all() if item.id != found.id]
    page = render_template(
        "settings/category.html", form=form, label=found, others=others, kinds=kinds()
    )
    return page, status
