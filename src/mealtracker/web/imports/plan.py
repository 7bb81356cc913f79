"""The second step: whose file it is, and how its columns are read."""

from typing import Any, Final
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from pydantic import ValidationError

from mealtracker.errors import Conflict, Invalid
from mealtracker.http.auth import current_actor
from mealtracker.http.faults import faults_of
from mealtracker.http.forms import go_to
from mealtracker.http.pages import page
from mealtracker.http.wiring import ports
from mealtracker.http.words import translated
from mealtracker.imports import intake
from mealtracker.imports.queries import list_accounts, show_import
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.rows import BadRow, BankRow, Role
from mealtracker.web.imports.blueprint import bp, find, tools
from mealtracker.web.imports.words import row_view

ROLES: Final = {
    Role.DAY: lazy_gettext("Day"),
    Role.BOOKED_ON: lazy_gettext("Booked on"),
    Role.TIME: lazy_gettext("Time"),
    Role.PAYEE: lazy_gettext("Payee"),
    Role.MEMO: lazy_gettext("Memo"),
    Role.AMOUNT: lazy_gettext("Amount"),
    Role.DEBIT: lazy_gettext("Money out"),
    Role.CREDIT: lazy_gettext("Money in"),
    Role.SIGN: lazy_gettext("In or out"),
    Role.SPLIT_AMOUNT: lazy_gettext("A part of the amount"),
    Role.CURRENCY: lazy_gettext("Currency"),
    Role.ORIGINAL_AMOUNT: lazy_gettext("Amount abroad"),
    Role.ORIGINAL_CURRENCY: lazy_gettext("Currency abroad"),
    Role.BALANCE: lazy_gettext("Balance"),
    Role.BANK_ID: lazy_gettext("The bank’s number"),
    Role.ACCOUNT: lazy_gettext("Bank account"),
    Role.CATEGORY: lazy_gettext("Category"),
    Role.TAGS: lazy_gettext("Tags"),
    Role.PEOPLE: lazy_gettext("People"),
    Role.PERSON: lazy_gettext("A person’s part"),
    Role.MCC: lazy_gettext("The bank’s code of trade"),
    Role.STATE: lazy_gettext("Booked or pending"),
}
_TEXTS: Final = ("date_order", "decimal_mark")


@bp.route("/<uuid:id>/map", methods=["GET", "POST"])
@page("write", finder=find)
def plan(id: UUID) -> ResponseReturnValue:
    """Show how the file is read; each correction shows the first rows anew."""
    corrections = _corrections() if request.method == "POST" else None
    try:
        found = intake.propose_plan(tools(), current_actor(), id, corrections)
    except Invalid as error:
        return _page(id, None, translated(error.message), 422)
    if request.form.get("then") != "read":
        return _page(id, found, "", 200)
    name = request.form.get("account", "").strip()
    if not name:
        message = gettext("Say which card or account this file is of.")
        return _page(id, found, message, 422)
    return _read(id, found, corrections or {}, name)


def _read(
    id: UUID, found: ReadPlan, corrections: dict[str, Any], name: str  # Any: JSON
) -> ResponseReturnValue:
    actor = current_actor()
    try:
        account = intake.account_named(tools(), actor, name)
        intake.choose_plan(tools(), actor, id, account, corrections, found.fingerprint)
        intake.read_and_rehearse(tools(), actor, id)
    except ValidationError as error:
        return _page(id, found, translated(faults_of(error)[0].message), 422)
    except (Invalid, Conflict) as error:
        return _page(id, found, translated(error.message), 422)
    return go_to(url_for(".rows", id=id))


def _corrections() -> dict[str, Any]:  # Any: JSON
    """Return what the form says of how the file is read; what it leaves empty is detected."""
    form = request.form
    given: dict[str, Any] = {name: form[name] or None for name in _TEXTS if name in form}
    if "is_flipped" in form:
        given["is_flipped"] = form["is_flipped"] == "yes"
    columns = form.getlist("mapping")
    if columns:
        given["mapping"] = [role or None for role in columns]
        # Columns that are read in another way are no longer those of the application.
        is_as_shown = form.get("shown") == "|".join(columns)
        given["preset"] = form.get("preset", "") if is_as_shown else ""
    return given


def _page(id: UUID, found: ReadPlan | None, error: str, status: int) -> ResponseReturnValue:
    actor = current_actor()
    with ports().db.reading() as reading:
        shown = show_import(reading, actor, id)
        accounts = list_accounts(reading, actor)
    rows = [row for row in (found.first_rows if found else ()) if isinstance(row, BankRow | BadRow)]
    said = next((row.account for row in rows if isinstance(row, BankRow) and row.account), None)
    rendered = render_template(
        "imports/plan.html",
        found=shown,
        plan=found,
        error=error,
        roles=[(role.value, label) for role, label in ROLES.items()],
        rows=[row_view(row, actor) for row in rows[:5]],
        accounts=[account.name for account in accounts],
        account=request.form.get("account") or shown.bank_account or said or "",
    )
    return rendered, status
