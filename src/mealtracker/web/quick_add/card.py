"""The card of quick add: a line, the chips of what was understood, and the draft it makes."""

from dataclasses import dataclass
from typing import Any, Final

from flask import request
from flask_babel import gettext
from pydantic import ValidationError

from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.expenses.schemas import ExpenseDraft
from mealtracker.http.auth import current_actor
from mealtracker.http.faults import faults_of
from mealtracker.http.forms import Form
from mealtracker.http.wiring import ports
from mealtracker.http.words import translated
from mealtracker.quickadd.queries import read_quick_line
from mealtracker.quickadd.schemas import LINE_LENGTH, Line
from mealtracker.web import filters
from mealtracker.web.quick_add.chips import ChipView, chip_views

#: Without an amount nobody doubts there is nothing to save; all else is saved once it was seen.
_AMOUNT: Final = "total"
_AMOUNTS: Final = ("total", "subtotal", "tip")


@dataclass(frozen=True, slots=True)
class Card:
    """A line as typed. `is_asking`: something is new or unsure, and wants to be seen first."""

    text: str
    chips: list[ChipView]
    form: Form[ExpenseDraft]
    is_asking: bool = False


def blank_card() -> Card:
    """Return the card before anything is typed."""
    return Card("", [], Form())


def read_card(text: str) -> Card:
    """Return the card of a line: its form holds the draft, or what is wrong with it."""
    form = Form[ExpenseDraft](values={"line": text}, nonce=request.form.get("nonce") or uuid7().hex)
    if not text.strip():
        form.errors["line"] = [gettext("Type what it cost, and what else you like.")]
        return Card("", [], form)
    if len(text) > LINE_LENGTH:
        form.errors["line"] = [gettext("A line has at most %(num)s characters.", num=LINE_LENGTH)]
        return Card(text, [], form)
    actor = current_actor()
    line = _read(actor, text)
    _fill(form, line)
    is_asking = bool(line.unsure) or any(chip.is_new for chip in line.chips)
    return Card(text, chip_views(text, line, actor), form, is_asking)


def form_values(text: str) -> dict[str, Any]:  # Any: text, or texts of a list
    """Return what a line says as the inputs of the expense form hold it."""
    actor = current_actor()
    fields = _read(actor, text[:LINE_LENGTH]).draft.values()
    currency = fields.get("currency") or actor.currency
    amounts = {name: filters.typed(fields[name], currency) for name in _AMOUNTS if name in fields}
    lists = {name: ", ".join(fields[name]) for name in ("tags", "people") if name in fields}
    return fields | amounts | lists


def _read(actor: Actor, text: str) -> Line:
    with ports().db.reading() as reading:
        return read_quick_line(reading, actor, text, language=str(filters.locale()))


def _fill(form: Form[ExpenseDraft], line: Line) -> None:
    doubts = [translated(item.why) for item in line.unsure if item.field == _AMOUNT]
    if doubts:
        form.errors["line"] = doubts
        return
    try:
        form.draft = ExpenseDraft.model_validate(line.draft.values())
    except ValidationError as error:
        form.errors["line"] = [translated(fault.message) for fault in faults_of(error)]
