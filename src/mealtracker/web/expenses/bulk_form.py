"""The form around the list: which expenses are ticked, and what is to be done to them."""

import hashlib
from typing import Any, Final

from flask import request
from flask_babel import gettext
from pydantic import BaseModel, ValidationError

from mealtracker.errors import Invalid
from mealtracker.expenses.batches.schemas import BatchDraft
from mealtracker.expenses.selection import Selection
from mealtracker.http.faults import faults_of
from mealtracker.http.forms import Form
from mealtracker.web.expenses.chips import DEFAULT_SORT, list_url

#: What is done at once, and what asks for a value first.
AT_ONCE: Final = frozenset({"delete", "export"})
ASKING: Final = frozenset({"category", "tags", "people", "place", "days"})
_OF_THE_LIST: Final = ("q", "sort", "cursor")
_WAYS: Final = {"tags": "add", "people": "add", "days": "earlier"}


def read_action() -> str:
    """Return the button that was pressed.

    Raises:
        Invalid: there is no such button.
    """
    action = request.form.get("action", "")
    if action not in AT_ONCE | ASKING:
        message = gettext("There is no such thing to do to many expenses.")
        raise Invalid(message)
    return action


def read_selection() -> Selection | None:
    """Return which expenses are meant, None where nothing was ticked.

    Raises:
        Invalid: the list's search cannot be read, or too many are ticked.
    """
    if "all" in request.form:
        return _valid(Selection, {"q": request.form.get("q", "")})
    ids = list(dict.fromkeys(request.form.getlist("id")))
    return _valid(Selection, {"ids": ids}) if ids else None


def kept_fields(action: str, selection: Selection) -> list[tuple[str, str]]:
    """Return what the next step must send again: the action, the expenses, and the list."""
    meant = [("id", str(id_)) for id_ in selection.ids] if selection.ids else [("all", "1")]
    listed = [(name, request.form.get(name, "")) for name in _OF_THE_LIST]
    return [("action", action), *meant, *listed]


def back_to_list() -> str:
    """Return the address of the list that the form stood around."""
    q, sort, cursor = (request.form.get(name, "") for name in _OF_THE_LIST)
    return list_url(q, sort or DEFAULT_SORT, cursor=cursor or None)


def fresh_form(action: str) -> Form[BatchDraft]:
    """Return the form of a step that nothing was typed into yet."""
    return Form(values={"way": _WAYS.get(action, "")})


def read_change(action: str, selection: Selection) -> Form[BatchDraft]:
    """Return what is to be done; a fault stands beside the one field that the step has."""
    form = Form[BatchDraft](values=dict(request.form.items()), nonce=_once())
    try:
        form.draft = _valid(BatchDraft, selection.model_dump(exclude_none=True) | _change(action))
    except Invalid as error:
        form.blame(error.faults)
    return at_field(form, action)


def at_field(form: Form[BatchDraft], action: str) -> Form[BatchDraft]:
    """Put all faults beside the field of `action`, wherever in the draft they were found."""
    messages = [text for _, text in form.summary]
    form.errors = {action: list(dict.fromkeys(messages))} if messages else {}
    return form


def _change(action: str) -> dict[str, Any]:  # Any: fields of a draft
    if action == "delete":
        return {"delete": True}
    text, way = request.form.get(action, "").strip(), request.form.get("way", "")
    if action == "days":
        return {"shift_days": -_days(text) if way == "earlier" else _days(text)}
    if action in {"category", "place"}:
        return {"set": {action: text or None}}
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise Invalid.at(f"/{action}", gettext("Write at least one name."))
    return {"remove" if way == "remove" else "add": {action: names}}


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:6])):
        raise Invalid.at("/days", gettext("Write a whole number of days, like 3."))
    return int(text[:6])


def _once() -> str:
    """Return a key for this step with these values: sent twice it is done once.

    A browser that goes back keeps the nonce of a page; what is sent the next time may be another
    thing, and must not get the answer to the first.
    """
    sent = sorted(request.form.items(multi=True))
    return hashlib.sha256(repr(sent).encode()).hexdigest()


def _valid[M: BaseModel](model: type[M], fields: dict[str, Any]) -> M:  # Any: what was sent
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error
