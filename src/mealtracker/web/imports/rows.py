"""The third step: what each row will do and why; and the fourth, taking it in."""

from typing import Any, Final
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mealtracker.errors import Invalid
from mealtracker.http.auth import current_actor
from mealtracker.http.faults import faults_of
from mealtracker.http.forms import go_to
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.imports.commands.apply import apply_import
from mealtracker.imports.commands.decide import decide_rows
from mealtracker.imports.queries import count_waiting, list_rows, show_import, summarise
from mealtracker.imports.schemas import DecisionDraft, RowFilter
from mealtracker.web.back import back_url
from mealtracker.web.imports import words
from mealtracker.web.imports.blueprint import bp, find

_SHOWN: Final = 50
_FILTERS: Final = ("decision", "food", "month", "payee", "review", "reason")


@bp.get("/<uuid:id>/match")
@page(finder=find)
def rows(id: UUID) -> ResponseReturnValue:
    """Show the rehearsal: totals, and a page of rows with their reasons."""
    actor = current_actor()
    where = _where()
    with ports().db.reading() as reading:
        found = show_import(reading, actor, id)
        summary = summarise(reading, actor, id)
        shown = list_rows(reading, actor, id, where, _SHOWN, request.args.get("cursor"))
        waiting = count_waiting(reading, actor, id)
    counts = {
        name: sum(tally.count for tally in summary.decisions if tally.decision == name)
        for name in words.MARKS
    }
    open_rows = sum(tally.count for tally in summary.decisions if tally.is_review)
    return render_template(
        "imports/rows.html",
        found=found,
        summary=summary,
        counts=counts,
        open_rows=open_rows,
        page=shown,
        where={name: request.args[name] for name in _FILTERS if request.args.get(name)},
        waiting=waiting,
        words=words,
    )


@bp.post("/<uuid:id>/decisions")
@page("write", finder=find)
def decide(id: UUID) -> ResponseReturnValue:
    """Say what becomes of a row, or of all that the filter finds."""
    fields = {
        name: request.form[name]
        for name in ("decision", "place", "category", "expense_id")
        if request.form.get(name)
    }
    taken = {"taken": request.form.getlist("taken")} if "taken" in request.form else {}
    if request.form.get("position"):
        body: dict[str, Any] = {  # Any: JSON
            "positions": [request.form["position"]],
            **fields,
            **taken,
        }
    else:
        where = {name: request.form[name] for name in _FILTERS[1:] if request.form.get(name)}
        if request.form.get("was"):
            where["decision"] = request.form["was"]
        body = {"where": where, **fields}
    try:
        draft = DecisionDraft.model_validate(body)
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error
    with ports().db.unit_of_work() as session:
        decide_rows(session, current_actor(), id, draft)
    return go_to(back_url(url_for(".rows", id=id)))


@bp.post("/<uuid:id>/application")
@page("write", finder=find)
def apply(id: UUID) -> ResponseReturnValue:
    """Take the rows in as they are decided."""
    apply_import(ports().db, current_actor(), id)
    return tell(go_to(url_for(".rows", id=id)), "import_applied")


def _where() -> RowFilter:
    given = {name: request.args[name] for name in _FILTERS if request.args.get(name)}
    try:
        return RowFilter.model_validate(given)
    except ValidationError as error:
        raise Invalid(faults_of(error, are_parameters=True)) from error
