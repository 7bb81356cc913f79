"""The password, and the browsers in which you are signed in."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.accounts import queries, sign_in
from mealtracker.accounts.models import SignIn
from mealtracker.accounts.schemas import PasswordChange, SignInOut
from mealtracker.audit.commands import Saved
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.http.auth import current_actor, current_visitor, session_secret
from mealtracker.http.forms import Form, go_to, read_form
from mealtracker.http.limits import throttle
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.web.settings.blueprint import bp, save


def _find(actor: Actor, sign_in_id: UUID) -> Select[Any]:
    return queries.sign_ins(actor).with_only_columns(SignIn.id).where(SignIn.id == sign_in_id)


@bp.get("/security", endpoint="security")
@page("account")
def security() -> ResponseReturnValue:
    """Show where you are signed in, and the form of a new password."""
    return _page(Form[PasswordChange]())


@bp.post("/security/password")
@page("account")
def password() -> ResponseReturnValue:
    """Set a new password; other browsers are signed out."""
    actor = current_actor()
    form = read_form(PasswordChange)
    for name in ("current", "password"):
        form.values.pop(name, None)
    if form.draft is not None:
        throttle("password", current_visitor().email)

    def change(session: Session, draft: PasswordChange) -> Saved:
        sign_in.change_password(session, actor, draft, session_secret())
        return Saved(actor.user_id, None)

    saved, status = save(form, change)
    if saved is None:
        return _page(form, status)
    return tell(go_to(url_for(".security")), "password")


@bp.post("/security/sessions/<uuid:id>/end")
@page("account", finder=_find)
def end_session(id: UUID) -> ResponseReturnValue:
    """Sign one browser out."""
    with ports().db.unit_of_work() as session:
        sign_in.end_session(session, current_actor(), id)
    return tell(go_to(url_for(".security")), "session")


@bp.post("/security/sessions/end-others")
@page("account")
def end_other_sessions() -> ResponseReturnValue:
    """Sign every browser out but this one."""
    with ports().db.unit_of_work() as session:
        sign_in.end_other_sessions(session, current_actor().user_id, session_secret())
    return tell(go_to(url_for(".security")), "sessions")


def _page(form: Form[PasswordChange], status: int = 200) -> ResponseReturnValue:
    with ports().db.reading() as reading:
        sessions = _sessions(reading, current_actor())
    return render_template("settings/security.html", form=form, sessions=sessions), status


def _sessions(reading: Reading, actor: Actor) -> list[SignInOut]:
    """Return the sessions that still open a page, this browser's first."""
    own = current_visitor().sign_in_id
    columns = ("id", "device", "network", "created_at", "seen_at", "ends_at")
    found = [
        SignInOut(**{name: getattr(row, name) for name in columns}, is_current=row.id == own)
        for row in reading.all(queries.sign_ins(actor).with_only_columns(*SignIn.__table__.c))
        if row.seen_at + _idle(is_remembered=row.is_remembered) > actor.now
    ]
    return sorted(found, key=lambda item: not item.is_current)


def _idle(*, is_remembered: bool) -> timedelta:
    return sign_in.IDLE_REMEMBERED if is_remembered else sign_in.IDLE
