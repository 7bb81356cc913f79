"""Forms: from what was typed to a draft, and back to the page with nothing lost."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast
from uuid import UUID

from flask import Response, redirect, request
from flask_babel import get_locale
from pydantic import ValidationError
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Saved
from mealtracker.domain.amounts import Separators, read_amount
from mealtracker.domain.ids import ChangeId, uuid7
from mealtracker.domain.money import Currency, read_currency
from mealtracker.errors import Conflict, Fault, Invalid
from mealtracker.fields import Draft
from mealtracker.guards.commands import Answer, claim_key, keep_answer
from mealtracker.http.auth import current_actor
from mealtracker.http.faults import faults_of
from mealtracker.http.fragments import is_fragment, leave_for
from mealtracker.http.wiring import ports
from mealtracker.http.words import translated

_NONCE: Final = "nonce"
_VERSION: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
_OURS: Final = frozenset({_NONCE, "csrf_token", "version", "then"})


@dataclass
class Form[D]:
    """What was typed, what is wrong with it, and the draft where nothing is."""

    values: dict[str, Any] = field(default_factory=dict)  # Any: text, or texts of a list
    errors: dict[str, list[str]] = field(default_factory=dict)
    draft: D | None = None
    nonce: str = field(default_factory=lambda: uuid7().hex)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Return each fault with the name of its field."""
        return [(name, text) for name, texts in self.errors.items() for text in texts]

    def blame(self, faults: Iterable[Fault]) -> None:
        """Put faults beside the fields that they name; others stand above the form."""
        for fault in faults:
            name = fault.at.lstrip("/").partition("/")[0]
            known, words = self.errors.setdefault(name, []), translated(fault.message)
            if words not in known:
                known.append(words)


def separators() -> Separators:
    """Return how the reader's locale writes numbers."""
    symbols = get_locale().number_symbols["latn"]
    return Separators(decimal=str(symbols["decimal"]), group=str(symbols["group"]))


def read_form[D: Draft](
    draft: type[D],
    *,
    amounts: Iterable[str] = (),
    lists: Iterable[str] = (),
    flags: Iterable[str] = (),
    numbers: Iterable[str] = (),
    extra: Mapping[str, Any] | None = None,  # Any: fields that no input holds
) -> Form[D]:
    """Read the posted form as a draft; amounts in the reader's own way of writing."""
    values = {name: text for name, text in request.form.items() if name not in _OURS}
    form = Form[D](values=dict(values), nonce=request.form.get(_NONCE) or uuid7().hex)
    # Inputs that the draft does not know are the page's own, such as the lines of a bill.
    known = draft.model_fields.keys()
    body: dict[str, Any] = {n: text for n, text in values.items() if n in known and text.strip()}
    body |= {name: _split(values.get(name, "")) for name in lists}
    body |= {name: name in values for name in flags}
    body |= dict(extra or {})
    for name in numbers:
        if name in body:
            text = str(body[name]).strip()
            body[name] = int(text) if text.isascii() and text.lstrip("-").isdigit() else text
    form.blame(_read_amounts(body, amounts))
    body = {name: value for name, value in body.items() if name not in form.errors}
    try:
        form.draft = draft.model_validate(body)
    except ValidationError as error:
        blamed = set(form.errors)
        found = faults_of(error)
        form.blame(fault for fault in found if fault.at.lstrip("/").split("/")[0] not in blamed)
    if form.errors:
        form.draft = None
    return form


def submit[D](form: Form[D], command: Callable[[Session, D], Saved]) -> Saved | None:
    """Carry a good form out, once however often it is sent; None leaves its faults in the form."""
    if form.draft is None:
        return None
    actor, draft, key = current_actor(), form.draft, f"form:{form.nonce}"[:255]
    try:
        with ports().db.unit_of_work() as session:
            kept = claim_key(session, actor.user_id, key, request.path, actor.now)
            if kept is not None:
                return _saved_before(kept)
            saved = command(session, draft)
            change = str(saved.change_id) if saved.change_id else None
            keep_answer(session, actor.user_id, key, Answer(303, b"", str(saved.id), None, change))
            return saved
    except Invalid as error:
        form.blame(error.faults or [Fault("", error.message)])
    except Conflict as error:
        form.blame([Fault("", error.message)])
    form.draft = None
    return None


def form_version() -> int | None:
    """Return the version that the form was filled from, None for a new record."""
    text = request.form.get("version", "")
    return int(text) if _VERSION.fullmatch(text) else None


def go_to(url: str) -> Response:
    """Answer a form that was carried out by going to a page, also from a fragment."""
    if is_fragment():
        return leave_for(url)
    return cast("Response", redirect(url, code=303))


def _saved_before(kept: Answer) -> Saved:
    change_id = ChangeId(UUID(kept.change_id)) if kept.change_id else None
    return Saved(UUID(kept.location or ""), change_id)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _read_amounts(body: dict[str, Any], amounts: Iterable[str]) -> list[Fault]:
    given = [name for name in amounts if name in body]
    if not given:
        return []
    currency, faults = _currency(body), []
    for name in given:
        try:
            body[name] = read_amount(body[name], currency, separators())
        except Invalid as error:
            faults.append(Fault(f"/{name}", error.message))
    return faults


def _currency(body: dict[str, Any]) -> Currency:
    try:
        return read_currency(str(body.get("currency") or current_actor().currency))
    except Invalid:
        return current_actor().currency
