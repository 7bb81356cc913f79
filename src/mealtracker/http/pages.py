"""Pages for people: who may see them, and the toast after a change."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, cast
from uuid import UUID

from flask import Response, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from mealtracker.audit.queries import show_change
from mealtracker.audit.schemas import ChangeOut
from mealtracker.errors import AppError, NotFound
from mealtracker.http.access import Access, Finder, Scope, admit, declare, first_not_found
from mealtracker.http.auth import visitor
from mealtracker.http.csrf import guard_form
from mealtracker.http.fragments import LEAVE, is_fragment
from mealtracker.http.wiring import ports, settings

type View = Callable[..., ResponseReturnValue]

_COOKIE: Final = "meal-notice"
_LASTS_S: Final = 60
_NONCE: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Notice:
    """What just happened, and the way back where there is one."""

    text: str
    undo_url: str | None = None
    #: Where the expense that was just recorded is edited.
    edit_url: str | None = None
    #: Of the form that was carried out.
    nonce: str = ""


def page(scope: Scope = "read", finder: Finder | None = None) -> Callable[[View], View]:
    """Turn a function into a page for signed-in people; a form must carry its token."""
    access = Access(scope, finder)

    def decorate(function: View) -> View:
        @wraps(function)
        def view(**path: Any) -> ResponseReturnValue:  # Any: the values of the path
            who = admit(access)
            try:
                if request.method == "POST":
                    guard_form()
            except AppError as error:
                raise first_not_found(error, access, who.actor) from error
            return function(**path)

        guarded: View = login_required(view)
        declare(guarded, access)
        return guarded

    return decorate


def public_page(function: View) -> View:
    """Turn a function into a page for everybody; a form must carry its token."""

    @wraps(function)
    def view(**path: Any) -> ResponseReturnValue:  # Any: the values of the path
        if request.method == "POST":
            guard_form()
        return function(**path)

    declare(view, Access("public"))
    return view


def tell(response: Response, words: str, change_id: UUID | None = None) -> Response:
    """Say what happened, on the next page or, in a fragment, at once.

    `words` is one of `SENTENCES`, or a change is named.
    """
    kept = f"{words}:{change_id or ''}:{_form_nonce()}"
    if is_fragment() and LEAVE not in response.headers:
        g.told = kept
        return response
    response.set_cookie(
        _COOKIE,
        kept,
        max_age=_LASTS_S,
        httponly=True,
        samesite="Lax",
        secure=settings().is_https,
    )
    return response


def tell_problem(text: str) -> None:
    """Let the toast of this fragment say why it was refused."""
    g.notice = Notice(text)


def take_notice(sentence: Callable[[str, Any], str]) -> Notice | None:
    """Return what is to be said with this answer, once; `sentence` finds the words for it."""
    if "notice" in g:
        return cast("Notice", g.notice)
    kept, who = g.get("told") or _kept_notice(), visitor()
    if not kept or who is None:
        return None
    told, _, nonce = kept.rpartition(":")
    words, _, change_text = told.rpartition(":")
    if not change_text:
        return Notice(sentence(words, None), nonce=nonce)
    try:
        with ports().db.reading() as reading:
            change = show_change(reading, who.actor, UUID(change_text))
    except (ValueError, NotFound):
        return None
    can_undo = change.can_undo and who.can_edit
    undo_url = url_for("changes.undo", id=change.id) if can_undo else None
    return Notice(sentence(words, change), undo_url, _edit_url(change, undo_url), nonce)


def _edit_url(change: ChangeOut, undo_url: str | None) -> str | None:
    if undo_url is None or change.action != "expense.created":
        return None
    made = next((row.id for row in change.rows if row.entity == "expense"), None)
    return url_for("expenses.edit", id=made) if made else None


def _form_nonce() -> str:
    nonce = request.form.get("nonce", "")
    return nonce if _NONCE.fullmatch(nonce) else ""


def _kept_notice() -> str | None:
    """Return what the last answer left for this page, and note that it is used up."""
    kept = request.cookies.get(_COOKIE) if request.method == "GET" else None
    if kept and visitor():
        g.notice_is_taken = True
    return kept


def forget_notice(response: Response) -> Response:
    """Take the notice out of the browser when a page has shown it."""
    if g.get("notice_is_taken"):
        response.delete_cookie(_COOKIE)
    return response
