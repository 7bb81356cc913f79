"""Forgery: every change must come from our own pages, and every form carries a token."""

import hmac
from hashlib import sha256
from typing import Final

from flask import request

from mealtracker.errors import Forbidden
from mealtracker.http.auth import bearer_token, session_secret
from mealtracker.http.wiring import settings, wiring
from mealtracker.sentences import say

FIELD: Final = "csrf_token"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_MESSAGE: Final = say(
    "This form is too old or came from another site. Go back, reload and send it again."
)


def csrf_token() -> str:
    """Return the token that this browser's forms carry; it belongs to the session."""
    bound_to = session_secret() or "nobody"
    return hmac.new(wiring().signing_key, f"csrf:{bound_to}".encode(), sha256).hexdigest()


def guard_origin() -> None:
    """Refuse a change that another site sent: by Fetch Metadata, else by Origin.

    A bearer token is proof enough: no browser adds it by itself.

    Raises:
        Forbidden: it came from elsewhere.
    """
    if request.method in _SAFE or bearer_token() is not None:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    own = {settings().origin, request.host_url.rstrip("/")}
    if (site and site not in {"same-origin", "none"}) or (origin and origin not in own):
        raise Forbidden(_MESSAGE)


def guard_api_session() -> None:
    """Refuse a write to the API by session that our own scripts did not send.

    Raises:
        Forbidden: neither Fetch Metadata nor Origin says that it is ours.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site != "same-origin" and origin not in {settings().origin, request.host_url.rstrip("/")}:
        raise Forbidden(_MESSAGE)


def guard_form() -> None:
    """Refuse a form without this browser's token.

    Raises:
        Forbidden: the token is missing or another's.
    """
    if not hmac.compare_digest(request.form.get(FIELD, "").encode(), csrf_token().encode()):
        raise Forbidden(_MESSAGE)
