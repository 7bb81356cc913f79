"""The signed-in user and the API tokens over JSON."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.accounts import commands, queries
from mealtracker.accounts.models import ApiToken
from mealtracker.accounts.schemas import MeOut, ProfileDraft, TokenDraft, TokenOut
from mealtracker.api.examples import PROFILE, TOKEN
from mealtracker.api.operation import operation
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.fields import merge_patch
from mealtracker.http.auth import Visitor, current_visitor
from mealtracker.http.reply import nothing, reply

bp = Blueprint("api_account", __name__, url_prefix="/api/v1")


def find_token(actor: Actor, token_id: UUID) -> Select[Any]:
    """Select the token that a path names."""
    return queries.tokens(actor).with_only_columns(ApiToken.id).where(ApiToken.id == token_id)


@bp.get("/me")
@operation("Read who I am", returns=MeOut)
def me(reading: Reading, actor: Actor) -> Response:  # noqa: ARG001 - the session read knows it all
    """Return the signed-in user and the household."""
    out = _me(current_visitor())
    return reply(out, version=out.version)


@bp.patch("/me")
@operation(
    "Change my profile",
    scope="account",
    body=ProfileDraft,
    is_patch=True,
    returns=MeOut,
    has_version=True,
    example=PROFILE,
)
def patch_me(session: Session, actor: Actor, body: dict[str, Any], version: int | None) -> Response:
    """Set the fields of one's own profile that are sent."""
    visitor = current_visitor()
    current = {name: getattr(visitor, name) for name in ProfileDraft.model_fields}
    draft = ProfileDraft.model_validate(merge_patch(ProfileDraft, current, body))
    commands.update_profile(session, actor, draft, version)
    fields = {name: getattr(draft, name) for name in ProfileDraft.model_fields}
    row = Reading(session.connection()).first(
        queries.BY_EMAIL, {"email_key": visitor.email.casefold()}
    )
    now_at = row.version if row else visitor.version
    out = _me(visitor, **fields, version=now_at)
    return reply(out, version=out.version)


@bp.get("/tokens")
@operation("List my API tokens", scope="account", returns=list[TokenOut])
def tokens(reading: Reading, actor: Actor) -> Response:
    """Return the tokens that were not revoked; their secrets are not kept."""
    statement = queries.tokens(actor).with_only_columns(*ApiToken.__table__.c)
    return reply(
        {"items": [commands.token_out(row) for row in reading.all(statement)], "next": None}
    )


@bp.post("/tokens")
@operation(
    "Make an API token",
    scope="account",
    body=TokenDraft,
    returns=TokenOut,
    status=201,
    example=TOKEN,
)
def create_token(session: Session, actor: Actor, body: TokenDraft) -> Response:
    """Make a token; the answer shows its secret once."""
    return reply(commands.create_token(session, actor, body), 201)


@bp.delete("/tokens/<uuid:id>")
@operation("Revoke an API token", scope="account", status=204, finder=find_token)
def revoke_token(session: Session, actor: Actor, id: UUID) -> Response:
    """End a token at once."""
    commands.revoke_token(session, actor, id)
    return nothing()


def _me(visitor: Visitor, **changed: Any) -> MeOut:  # Any: fields of a profile
    actor = visitor.actor
    fields: dict[str, Any] = {
        "id": actor.user_id,
        "name": visitor.name,
        "email": visitor.email,
        "locale": visitor.locale,
        "theme": visitor.theme,
        "week_start": visitor.week_start,
        "density": visitor.density,
        "single_keys": visitor.single_keys,
        "hide_amounts": visitor.hide_amounts,
        "role": visitor.role,
        "household": visitor.household,
        "household_id": actor.household_id,
        "currency": actor.currency,
        "zone": actor.zone,
        "scopes": sorted(visitor.scopes),
        "version": visitor.version,
    }
    return MeOut(**fields | changed)
