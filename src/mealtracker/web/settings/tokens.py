"""API tokens: made, shown once, revoked."""

from typing import Any, Final
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.accounts import commands, queries
from mealtracker.accounts.models import ApiToken
from mealtracker.accounts.schemas import TokenDraft, TokenOut
from mealtracker.audit.commands import Saved
from mealtracker.domain.actor import Actor
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form, go_to, read_form
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.web.settings.blueprint import bp, save

_DAYS: Final = (30, 90, 365)
_NEVER: Final = "never"
_DIGITS: Final = 4


def _find(actor: Actor, token_id: UUID) -> Select[Any]:
    return queries.tokens(actor).with_only_columns(ApiToken.id).where(ApiToken.id == token_id)


@bp.route("/tokens", methods=["GET", "POST"], endpoint="tokens")
@page("account")
def tokens() -> ResponseReturnValue:
    """List the tokens; a new one is shown on the answer to its form, and never again."""
    if request.method != "POST":
        return _page(_empty())
    actor = current_actor()
    made: list[TokenOut] = []
    scopes = request.form.getlist("scopes")
    form = read_form(TokenDraft, extra={"scopes": scopes, "days": _days()})
    form.values["scopes"] = scopes
    if not scopes:
        form.errors["scopes"] = [gettext("Choose at least one.")]
        form.draft = None

    def create(session: Session, draft: TokenDraft) -> Saved:
        made.append(commands.create_token(session, actor, draft))
        return Saved(made[0].id, None)

    saved, status = save(form, create)
    if saved is None:
        return _page(form, status)
    # The same form sent twice: the secret was shown by the first answer and is nowhere now.
    return _page(_empty(), made=made[0]) if made else go_to(url_for(".tokens"))


@bp.post("/tokens/<uuid:id>/revoke")
@page("account", finder=_find)
def revoke_token(id: UUID) -> ResponseReturnValue:
    """End a token at once."""
    with ports().db.unit_of_work() as session:
        commands.revoke_token(session, current_actor(), id)
    return tell(go_to(url_for(".tokens")), "token")


def _page(
    form: Form[TokenDraft], status: int = 200, *, made: TokenOut | None = None
) -> ResponseReturnValue:
    statement = queries.tokens(current_actor()).with_only_columns(*ApiToken.__table__.c)
    with ports().db.reading() as reading:
        found = [commands.token_out(row) for row in reading.all(statement)]
    lasts = [(str(days), ngettext("%(num)s day", "%(num)s days", days)) for days in _DAYS]
    page = render_template(
        "settings/tokens.html",
        form=form,
        tokens=found,
        made=made,
        now=current_actor().now,
        lasts=[*lasts, (_NEVER, gettext("No end"))],
    )
    return page, status


def _empty() -> Form[TokenDraft]:
    return Form(values={"scopes": ["read"], "days": "90"})


def _days() -> int | str | None:
    text = request.form.get("days", "")
    if text == _NEVER:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else text
