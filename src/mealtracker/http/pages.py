"""Pages for people: who may see them, and the toast after a change."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final
from uuid import UUID

from flask import Response, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from mealtracker.audit.queries import show_change
from mealtracker.errors import AppError, NotFound
from mealtracker.http.access import Access, Finder, Scope, admit, declare, first_not_found
from mealtracker.http.auth import visitor
from mealtracker.http.csrf import guard_form
from mealtracker.http.wiring import ports, settings

type View = Callable[..., ResponseReturnValue]

_COOKIE: Final = "meal-notice"
_LASTS_S: Final = 60


@dataclass(frozen=True, slots=True)
class Notice:
    """What just happened, and the way back where there is one."""

    text: str
    undo_url: str | None = None


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
    """Let the next page say what happened: `words` is one of `SENTENCES`, or a change is named."""
    response.set_cookie(
        _COOKIE,
        f"{words}:{change_id or ''}",
        max_age=_LASTS_S,
        httponly=True,
        samesite="Lax",
        secure=settings().is_https,
    )
    return response


def take_notice(sentence: Callable[[str, Any], str]) -> Notice | None:
    """Return what the last answer wanted said, once; `sentence` finds the words for it."""
    kept = request.cookies.get(_COOKIE)
    who = visitor()
    if not kept or who is None or request.method != "GET":
        return None
    g.notice_is_taken = True
    words, _, change_text = kept.rpartition(":")
    if not change_text:
        return Notice(sentence(words, None))
    try:
        with ports().db.reading() as reading:
            change = show_change(reading, who.actor, UUID(change_text))
    except (ValueError, NotFound):
        return None
    can_undo = change.can_undo and who.can_edit
    undo_url = url_for("changes.undo", id=change.id) if can_undo else None
    return Notice(sentence(words, change), undo_url)


def forget_notice(response: Response) -> Response:
    """Take the notice out of the browser when a page has shown it."""
    if g.get("notice_is_taken"):
        response.delete_cookie(_COOKIE)
    return response
