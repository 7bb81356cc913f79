"""The form of an expense, and what it does: add, edit, delete, restore, add again."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Saved
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.meals import suggest_meal
from mealtracker.domain.money import CURRENCIES
from mealtracker.errors import Stale
from mealtracker.expenses import commands
from mealtracker.expenses.create import create_expense
from mealtracker.expenses.models import Expense
from mealtracker.expenses.out import show_expense
from mealtracker.expenses.overviews import list_categories, list_people, list_tags
from mealtracker.expenses.queries import visible_to
from mealtracker.expenses.schemas import ExpenseDraft, ExpenseOut
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form, form_version, go_to, read_form, submit
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.labels.schemas import Kind
from mealtracker.places.models import Place
from mealtracker.places.queries import visible_to as places_visible_to
from mealtracker.web.expenses.blueprint import bp, find
from mealtracker.web.expenses.items import read_items, typed_items
from mealtracker.web.expenses.said import expense_words, saved_words
from mealtracker.web.expenses.words import AMOUNTS, meal_choices, order_choices
from mealtracker.web.filters import typed
from mealtracker.web.quick_add.card import form_values

_TEXTS: Final = ("eaten_at", "zone", "meal", "order_type", "payment", "note", "kind", "category")
_PREFILLED: Final = frozenset(
    {
        "place",
        "total",
        "eaten_on",
        "meal",
        "order_type",
        "category",
        "note",
        "tip",
        "people",
        "tags",
    }
)
_SUGGESTED: Final = 200


@bp.route("/new", methods=["GET", "POST"])
@page("write")
def new() -> ResponseReturnValue:
    """Add an expense; the address may fill the form in.

    By field, like ?place=Bar+Luce&total=12.50, or by a line of quick add: ?line=12.50+Bar+Luce.
    """
    actor = current_actor()
    if request.method != "POST":
        return _form_page(_fresh(actor), gettext("Add expense"))
    form = _read()
    saved = submit(form, lambda session, draft: create_expense(session, actor, draft))
    if saved is None:
        return _form_page(form, gettext("Add expense"), status=422)
    again = request.form.get("then") == "another"
    url = url_for(".new") if again else url_for(".show", id=saved.id)
    return tell(go_to(url), saved_words(actor, saved.id), saved.change_id)


@bp.route("/<uuid:id>/edit", methods=["GET", "POST"])
@page("write", finder=find)
def edit(id: UUID) -> ResponseReturnValue:
    """Change an expense; when somebody else was faster, both versions are shown."""
    actor = current_actor()
    with ports().db.reading() as reading:
        e = show_expense(reading, actor, id)
    title = gettext("Edit expense")
    if request.method != "POST":
        return _form_page(_filled(e), title, e=e)
    form, version = _read(), form_version()

    def replace(session: Session, draft: ExpenseDraft) -> Saved:
        return commands.replace_expense(session, actor, id, draft, version)

    try:
        saved = submit(form, replace)
    except Stale:
        return _form_page(form, title, e=e, theirs=e, status=412)
    if saved is None:
        return _form_page(form, title, e=e, status=422, version=version)
    words = saved_words(actor, saved.id) if saved.change_id else "same"
    return tell(go_to(url_for(".show", id=id)), words, saved.change_id)


@bp.post("/<uuid:id>/delete")
@page("write", finder=find)
def delete(id: UUID) -> ResponseReturnValue:
    """Delete an expense; the toast takes it back."""
    actor = current_actor()
    with ports().db.unit_of_work() as session:
        e = show_expense(Reading(session.connection()), actor, id)
        saved = commands.delete_expense(session, actor, id, form_version())
    return tell(go_to(url_for(".index")), expense_words(e, actor), saved.change_id)


@bp.post("/<uuid:id>/restoration")
@page("write", finder=find)
def restore(id: UUID) -> ResponseReturnValue:
    """Take a deleted expense back."""
    actor = current_actor()
    with ports().db.unit_of_work() as session:
        saved = commands.restore_expense(session, actor, id)
    return tell(go_to(url_for(".show", id=id)), saved_words(actor, saved.id), saved.change_id)


@bp.get("/<uuid:id>/again")
@page("write", finder=find)
def again(id: UUID) -> ResponseReturnValue:
    """Fill the form with an expense of before, for today."""
    actor = current_actor()
    with ports().db.reading() as reading:
        e = show_expense(reading, actor, id)
    form = _filled(e)
    fresh = _fresh(actor).values
    form.values |= {"eaten_on": fresh["eaten_on"], "eaten_at": "", "note": ""}
    return _form_page(form, gettext("Add expense"), action=url_for(".new"))


def _read() -> Form[ExpenseDraft]:
    items, faults = read_items()
    form = read_form(
        ExpenseDraft,
        amounts=AMOUNTS,
        lists=("tags", "people"),
        flags=("tax_included",),
        numbers=("covers",),
        extra={"items": items},
    )
    form.values["items"] = typed_items()
    if faults:
        form.blame(faults)
        form.draft = None
    return form


def _fresh(actor: Actor) -> Form[ExpenseDraft]:
    local = actor.now.astimezone(ZoneInfo(actor.zone))
    values: dict[str, Any] = {  # Any: text, or texts of a list
        "eaten_on": actor.today.isoformat(),
        "eaten_at": f"{local:%H:%M}",
        "meal": suggest_meal(f"{local:%H:%M}").value,
        "currency": actor.currency,
        "category": _usual_category(actor, request.args),
        "items": [],
    }
    given = {name: text[:200] for name, text in request.args.items() if name in _PREFILLED}
    line = request.args.get("line", "")
    return Form(values=values | given | (form_values(line) if line.strip() else {}))


def _usual_category(actor: Actor, asked: Mapping[str, str]) -> str:
    """Return the category to propose: what was asked for, the place's last, or the first."""
    place = asked.get("place", "")
    with ports().db.reading() as reading:
        categories = list_categories(reading, actor)
        last = (
            visible_to(actor)
            .join(Place, Place.id == Expense.place_id)
            .with_only_columns(Expense.category_id)
            .where(Place.name == place)
            .order_by(Expense.eaten_on.desc(), Expense.id.desc())
            .limit(1)
        )
        category_id = reading.value(last) if place else None
    kinds = {category.kind: category.name for category in reversed(categories)}
    for name, kind in (("meal", Kind.GROCERIES), ("order_type", Kind.DELIVERY)):
        if asked.get(name) == kind and kind in kinds:
            return kinds[kind]
    known = {category.id: category.name for category in categories}
    first = categories[0].name if categories else ""
    return known.get(category_id, first) if category_id else first


def _filled(e: ExpenseOut) -> Form[ExpenseDraft]:
    values: dict[str, Any] = {name: getattr(e, name) or "" for name in _TEXTS}  # Any: as above
    for name in AMOUNTS:
        amount = getattr(e, name)
        values[name] = "" if amount is None else typed(amount, e.currency)
    values |= {
        "eaten_on": e.eaten_on.isoformat(),
        "currency": e.currency,
        "covers": e.covers or "",
        "tax_included": e.tax_included,
        "place": e.place or "",
        "tags": ", ".join(e.tags),
        "people": ", ".join(e.people),
        "items": [
            {
                "name": item.name,
                "quantity": item.quantity or "",
                "total": typed(item.total, e.currency),
                "kind": item.kind,
            }
            for item in e.items
        ],
    }
    return Form(values=values)


def _draft_state(shown: dict[str, Any]) -> str:  # Any: as edit.html asks
    """Return whether a draft of this browser may fill the form: only one that nobody filled in."""
    if request.method == "POST":
        return "refused"
    return "filled" if request.args or "action" in shown else "fresh"


def _form_page(
    form: Form[ExpenseDraft],
    title: str,
    *,
    status: int = 200,
    **shown: Any,  # Any: as edit.html asks
) -> ResponseReturnValue:
    e: ExpenseOut | None = shown.get("e")
    actor = current_actor()
    with ports().db.reading() as reading:
        names = places_visible_to(actor).with_only_columns(Place.name).limit(_SUGGESTED)
        places = [
            row.name for row in reading.all(names.order_by(Place.updated_at.desc(), Place.id))
        ]
        categories = [category.name for category in list_categories(reading, actor)]
        people = [person.name for person in list_people(reading, actor)[:_SUGGESTED]]
        tags = [tag.name for tag in list_tags(reading, actor)[:_SUGGESTED]]
    rendered = render_template(
        "expenses/edit.html",
        form=form,
        title=title,
        version=shown.pop("version", None) or (e.version if e else None),
        draft_state=_draft_state(shown),
        currencies=[(code, code) for code in CURRENCIES],
        categories=[("", gettext("None")), *((name, name) for name in categories)],
        meals=meal_choices(),
        orders=order_choices(),
        places=dict.fromkeys(places),
        people=people,
        tags=tags,
        **shown,
    )
    return rendered, status
