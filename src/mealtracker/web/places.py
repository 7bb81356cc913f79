"""Places as pages: the list, one place with its visits, its form, and what can be done to it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Saved
from mealtracker.audit.queries import history
from mealtracker.domain.actor import Actor
from mealtracker.errors import Stale
from mealtracker.expenses import bulk
from mealtracker.expenses.listing import latest_at
from mealtracker.expenses.overviews import Which, list_places, show_place
from mealtracker.expenses.search import write_term
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form, form_version, go_to, read_form, submit
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.places import commands, queries
from mealtracker.places.models import Place
from mealtracker.places.schemas import MergeDraft, PlaceDraft, PlaceOut
from mealtracker.web import change_words, place_words

bp = Blueprint("places", __name__, url_prefix="/places")

_LISTS: Final = ("", "favourite", "want_to_try", "archived")
_SHOWN: Final = 50
_WISHES: Final = 4
_VISITS: Final = 12
_MERGEABLE: Final = 100


def _find(actor: Actor, place_id: UUID) -> Select[Any]:
    return queries.visible_to(actor).with_only_columns(Place.id).where(Place.id == place_id)


@bp.get("")
@page()
def index() -> ResponseReturnValue:
    """Show the places by name, and which ones wait to be tried."""
    actor, q = current_actor(), request.args.get("q", "").strip()[:200]
    asked = request.args.get("which", "")
    which = cast("Which", asked if asked in _LISTS else "")
    cursor = request.args.get("cursor")
    with ports().db.reading() as reading:
        counts = reading.first(queries.counts(actor))
        found = list_places(reading, actor, q=q, which=which, limit=_SHOWN, cursor_text=cursor)
        wishes = list_places(reading, actor, which="want_to_try", limit=_WISHES).items
    return render_template(
        "places/index.html",
        counts=counts,
        found=found,
        wishes=wishes if which != "want_to_try" else [],
        q=q,
        which=which,
        is_first=not cursor,
        **_words(),
    )


@bp.get("/<uuid:id>")
@page(finder=_find)
def show(id: UUID) -> ResponseReturnValue:
    """Show what a place is, and every visit of late."""
    actor = current_actor()
    with ports().db.reading() as reading:
        place = show_place(reading, actor, id)
        visits = latest_at(reading, actor, id, _VISITS)
        changes = history(reading, actor, "place", id)
    return render_template(
        "places/show.html",
        place=place,
        visits=visits,
        changes=changes,
        days_ago=_days_ago(place, actor.today),
        search=write_term("place", [place.name]),
        address=place_words.address_lines(place),
        facts=place_words.facts(place),
        words=change_words,
        **_words(),
    )


@bp.route("/new", methods=["GET", "POST"])
@page("write")
def new() -> ResponseReturnValue:
    """Add a place."""
    actor = current_actor()
    if request.method != "POST":
        name = request.args.get("name", "")
        wish = "1" if request.args.get("which") == "want_to_try" else ""
        return _form_page(Form[PlaceDraft](values={"name": name, "want_to_try": wish}))
    form = _read_place()
    saved = submit(form, lambda session, draft: commands.create_place(session, actor, draft))
    if saved is None or form.draft is None:
        return _form_page(form, status=422)
    return tell(go_to(url_for(".show", id=saved.id)), form.draft.name, saved.change_id)


@bp.route("/<uuid:id>/edit", methods=["GET", "POST"])
@page("write", finder=_find)
def edit(id: UUID) -> ResponseReturnValue:
    """Change a place; when somebody else was faster, show both versions."""
    actor, version, place = current_actor(), form_version(), _show(id)
    if request.method != "POST":
        return _form_page(Form[PlaceDraft](values=place_words.values_of(place)), place)
    form = _read_place(place)
    try:
        saved = submit(form, lambda session, d: bulk.update_place(session, actor, id, d, version))
    except Stale:
        now = _show(id)
        return _form_page(form, now, status=412, stale=place_words.differences(form.values, now))
    if saved is None or form.draft is None:
        return _form_page(form, place, status=422)
    words = form.draft.name if saved.change_id else "same"
    return tell(go_to(url_for(".show", id=id)), words, saved.change_id)


@bp.route("/<uuid:id>/merge", methods=["GET", "POST"])
@page("write", finder=_find)
def merge(id: UUID) -> ResponseReturnValue:
    """Choose places that become part of this one."""
    actor = current_actor()
    if request.method != "POST":
        return _merge_page(id, Form[MergeDraft]())
    chosen = request.form.getlist("place_ids")
    form = read_form(MergeDraft, extra={"place_ids": chosen})
    form.values["place_ids"] = chosen
    if not chosen:
        form.errors = {"": [gettext("Choose at least one place.")]}
    saved = submit(form, lambda session, d: bulk.merge_places(session, actor, id, d.place_ids))
    if saved is None:
        return _merge_page(id, form, status=422)
    return tell(go_to(url_for(".show", id=id)), _show(id).name, saved.change_id)


@bp.post("/<uuid:id>/archive")
@page("write", finder=_find)
def archive(id: UUID) -> ResponseReturnValue:
    """Take a place out of lists and suggestions, or back into them."""
    archived = request.form.get("archived") == "1"
    return _changed(id, lambda fields: fields | {"archived": archived})


@bp.post("/<uuid:id>/forget-coordinates")
@page("write", finder=_find)
def forget_coordinates(id: UUID) -> ResponseReturnValue:
    """Forget where on earth a place is."""
    return _changed(id, lambda fields: fields | {"latitude": None, "longitude": None})


@bp.post("/<uuid:id>/delete")
@page("write", finder=_find)
def delete(id: UUID) -> ResponseReturnValue:
    """Delete a place where nothing was spent; the toast brings it back."""
    actor, name = current_actor(), _show(id).name
    with ports().db.unit_of_work() as session:
        saved = bulk.delete_place(session, actor, id, form_version())
    return tell(go_to(url_for(".index")), name, saved.change_id)


def _read_place(place: PlaceOut | None = None) -> Form[PlaceDraft]:
    """Read the form; what it does not show stays as it is in `place`."""
    kept = {"external_ids": place.external_ids, "archived": place.archived} if place else {}
    return read_form(
        PlaceDraft,
        lists=["aliases"],
        flags=["favourite", "want_to_try"],
        numbers=["rating", "price_level"],
        extra=kept,
    )


def _changed(
    place_id: UUID, change: Callable[[dict[str, Any]], dict[str, Any]]  # Any: fields as JSON
) -> ResponseReturnValue:
    actor = current_actor()

    def save(session: Session) -> tuple[Saved, str]:
        place = commands.get_place(session, actor, place_id)
        draft = PlaceDraft.model_validate(change(commands.draft_fields(place)))
        return bulk.update_place(session, actor, place_id, draft, form_version()), place.name

    with ports().db.unit_of_work() as session:
        saved, name = save(session)
    words = name if saved.change_id else "same"
    return tell(go_to(url_for(".show", id=place_id)), words, saved.change_id)


def _show(place_id: UUID) -> PlaceOut:
    with ports().db.reading() as reading:
        return show_place(reading, current_actor(), place_id)


def _form_page(
    form: Form[PlaceDraft],
    place: PlaceOut | None = None,
    *,
    status: int = 200,
    stale: list[place_words.Difference] | None = None,
) -> ResponseReturnValue:
    choices = place_words.choices()
    return (
        render_template(
            "places/form.html",
            form=form,
            place=place,
            version=place.version if stale is not None and place else form_version(),
            stale=stale,
            choices=choices,
        ),
        status,
    )


def _merge_page(place_id: UUID, form: Form[MergeDraft], status: int = 200) -> ResponseReturnValue:
    actor, q = current_actor(), request.args.get("q", "").strip()[:200]
    with ports().db.reading() as reading:
        place = show_place(reading, actor, place_id)
        found = list_places(reading, actor, q=q, limit=_MERGEABLE)
    others = [other for other in found.items if other.id != place_id]
    page = render_template(
        "places/merge.html",
        place=place,
        others=others,
        has_more=found.next is not None,
        q=q,
        form=form,
        **_words(),
    )
    return page, status


def _days_ago(place: PlaceOut, today: date) -> int | None:
    last = place.last_visit_on
    return (today - date.fromisoformat(last)).days if last else None


def _words() -> dict[str, Any]:  # Any: what the templates of places call
    return {
        "colour_of": place_words.COLOURS.get,
        "kind_of": place_words.place_kind,
        "day_of": date.fromisoformat,
    }
