"""Who is asking: a session cookie or a bearer token becomes a visitor, and that an actor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, cast
from uuid import UUID

from flask import Flask, Response, g, request
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import Row

from mealtracker.accounts.commands import use_token
from mealtracker.accounts.keys import SCOPES, TOKEN_PREFIX, hash_secret
from mealtracker.accounts.members import actor_of
from mealtracker.accounts.queries import BY_COOKIE, BY_TOKEN
from mealtracker.accounts.sign_in import IDLE, IDLE_REMEMBERED, LONGEST, SEEN_EVERY, touch
from mealtracker.db.prepared import Prepared
from mealtracker.domain.actor import Actor, Via
from mealtracker.errors import Unauthenticated
from mealtracker.http.wiring import ports, settings
from mealtracker.sentences import say

_BEARER: Final = "bearer "
_BY_COOKIE: Final = Prepared(BY_COOKIE)
_BY_TOKEN: Final = Prepared(BY_TOKEN)


@dataclass(frozen=True)
class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """Somebody who proved who they are, for one request."""

    actor: Actor
    name: str
    email: str
    household: str
    is_admin: bool
    locale: str | None
    theme: str
    week_start: int
    density: str
    single_keys: bool
    hide_amounts: bool
    version: int
    scopes: frozenset[str]
    sign_in_id: UUID | None = None
    token_id: UUID | None = None

    @property
    def household_name(self) -> str:
        """Return the name of the household."""
        return self.household

    @property
    def can_edit(self) -> bool:
        """Tell whether this visitor may change what the household records."""
        return self.actor.can_edit

    @property
    def storage_key(self) -> str:
        """Return what names this user in the storage of a browser, without saying who it is."""
        return sha256(self.actor.user_id.bytes).hexdigest()[:16]

    @property
    def role(self) -> str:
        """Return the role in the household."""
        return str(self.actor.role)

    @property
    def currency(self) -> str:
        """Return the household's currency."""
        return self.actor.currency


def register(app: Flask) -> None:
    """Let Flask-Login ask for the visitor; its own cookies stay unused."""
    manager = LoginManager()
    manager.session_protection = None
    manager.request_loader(lambda _request: _load())
    manager.unauthorized_handler(_refuse)
    manager.init_app(app)


def visitor() -> Visitor | None:
    """Return who is asking, None for nobody."""
    # The proxy asks Flask-Login anew for every attribute: ask once.
    found = current_user._get_current_object()  # noqa: SLF001 - Werkzeug's documented way
    return found if isinstance(found, Visitor) else None


def current_visitor() -> Visitor:
    """Return who is asking.

    Raises:
        Unauthenticated: nobody is.
    """
    return visitor() or _refuse()


def current_actor() -> Actor:
    """Return the actor of who is asking.

    Raises:
        Unauthenticated: nobody is.
    """
    return current_visitor().actor


def now() -> datetime:
    """Return the instant of this request, the same throughout."""
    if "now" not in g:
        g.now = ports().clock()
    return cast("datetime", g.now)


def cookie_name() -> str:
    """Return the name of the session cookie: bound to host and HTTPS where that is in use."""
    return "__Host-meal" if settings().is_https else "meal"


def session_secret() -> str | None:
    """Return the secret of the session cookie, if there is one."""
    return request.cookies.get(cookie_name())


def set_session_cookie(response: Response, secret: str, *, is_remembered: bool) -> None:
    """Put the secret of a session into the browser."""
    response.set_cookie(
        cookie_name(),
        secret,
        max_age=int(LONGEST.total_seconds()) if is_remembered else None,
        secure=settings().is_https,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def clear_session_cookie(response: Response) -> None:
    """Take the session out of the browser."""
    response.delete_cookie(
        cookie_name(), path="/", secure=settings().is_https, httponly=True, samesite="Lax"
    )


def bearer_token() -> str | None:
    """Return the token of the Authorization header, if there is one."""
    header = request.headers.get("Authorization", "")
    return header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else None


def _refuse() -> Visitor:
    message = say("Sign in first, or send a token that is valid.")
    raise Unauthenticated(message)


def _load() -> Visitor | None:
    token = bearer_token()
    if token is not None:
        return _by_token(token)
    secret = session_secret()
    return _by_cookie(secret) if secret else None


def _by_cookie(secret: str) -> Visitor | None:
    with ports().db.reading() as reading:
        row = reading.first(_BY_COOKIE, {"secret_hash": hash_secret(secret)})
    if row is None or not _is_alive(row):
        return None
    if now() - row.seen_at >= SEEN_EVERY:
        # A transaction of its own, at most once a minute: it must not wait for what the page does.
        with ports().db.unit_of_work() as session:
            touch(session, row.sign_in_id, now())
    via: Via = "api" if request.path.startswith("/api/") else "web"
    return _visitor(row, via, frozenset(SCOPES), sign_in_id=row.sign_in_id)


def _is_alive(row: Row[Any]) -> bool:
    idle: timedelta = IDLE_REMEMBERED if row.is_remembered else IDLE
    return bool(row.ends_at > now() and row.seen_at + idle > now())


def _by_token(token: str) -> Visitor | None:
    if not token.startswith(TOKEN_PREFIX):
        return None
    with ports().db.reading() as reading:
        row = reading.first(_BY_TOKEN, {"secret_hash": hash_secret(token)})
    if row is None or (row.ends_at and row.ends_at <= now()):
        return None
    if row.used_at is None or now() - row.used_at >= SEEN_EVERY:
        # As above: noted at most once a minute, apart from what the call does.
        with ports().db.unit_of_work() as session:
            use_token(session, row.token_id, now())
    return _visitor(row, "api", frozenset(row.scopes.split()), token_id=row.token_id)


def _visitor(
    row: Row[Any],
    via: Via,
    scopes: frozenset[str],
    *,
    sign_in_id: UUID | None = None,
    token_id: UUID | None = None,
) -> Visitor:
    actor = actor_of(row, via, now())
    return Visitor(
        actor=actor,
        name=row.name,
        email=row.email,
        household=row.household,
        is_admin=row.is_admin,
        locale=row.locale,
        theme=row.theme,
        week_start=row.week_start,
        density=row.density,
        single_keys=row.single_keys,
        hide_amounts=row.hide_amounts,
        version=row.version,
        scopes=scopes,
        sign_in_id=sign_in_id,
        token_id=token_id,
    )
