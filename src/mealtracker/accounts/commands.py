"""Changing an account: profile, household, API tokens; and what an operator does to accounts."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, update
from sqlalchemy.orm import Session

from mealtracker.accounts import queries
from mealtracker.accounts.keys import SCOPES, TOKEN_PREFIX, email_key, hash_secret, new_secret
from mealtracker.accounts.models import ApiToken, Household, User
from mealtracker.accounts.schemas import HouseholdDraft, ProfileDraft, TokenDraft, TokenOut
from mealtracker.accounts.sign_in import end_other_sessions
from mealtracker.domain.actor import Actor, Role
from mealtracker.domain.ids import uuid7
from mealtracker.errors import Conflict, Forbidden, NotFound, Stale
from mealtracker.sentences import say


def update_profile(
    session: Session, actor: Actor, draft: ProfileDraft, version: int | None = None
) -> None:
    """Set what a user may set about oneself.

    Raises:
        Stale: the profile is no longer at `version`.
    """
    user = session.get_one(User, actor.user_id)
    if version is not None and user.version != version:
        message = say("Your profile was changed in the meantime.")
        raise Stale(message)
    user.name, user.locale = draft.name, draft.locale
    user.theme, user.week_start = draft.theme, draft.week_start
    user.density, user.single_keys = draft.density, draft.single_keys
    user.hide_amounts = draft.hide_amounts
    session.flush()


def set_theme(session: Session, actor: Actor, theme: str) -> None:
    """Set the colour scheme of the actor's pages."""
    session.execute(update(User).where(User.id == actor.user_id).values(theme=theme))


def hide_amounts(session: Session, actor: Actor, *, hidden: bool) -> None:
    """Put dots in place of the amounts on the actor's pages, or show them again."""
    session.execute(update(User).where(User.id == actor.user_id).values(hide_amounts=hidden))


def update_household(session: Session, actor: Actor, draft: HouseholdDraft) -> None:
    """Set what an owner may set about the household.

    Raises:
        Forbidden: the actor is not its owner.
    """
    if actor.role is not Role.OWNER:
        message = say("Only an owner changes the settings of the household.")
        raise Forbidden(message)
    household = session.get_one(Household, actor.household_id)
    household.name, household.currency, household.zone = draft.name, draft.currency, draft.zone
    session.flush()


def create_token(session: Session, actor: Actor, draft: TokenDraft) -> TokenOut:
    """Make an API token; its secret is in the answer and nowhere else."""
    secret = TOKEN_PREFIX + new_secret()
    token = ApiToken(
        id=uuid7(),
        membership_id=actor.membership_id,
        name=draft.name,
        secret_hash=hash_secret(secret),
        hint=secret[:9],
        scopes=" ".join(scope for scope in SCOPES if scope in draft.scopes),
        created_at=actor.now,
        ends_at=actor.now + timedelta(days=draft.days) if draft.days else None,
    )
    session.add(token)
    session.flush()
    return token_out(token, secret)


def revoke_token(session: Session, actor: Actor, token_id: UUID) -> None:
    """End a token at once.

    Raises:
        NotFound: it is not the actor's.
    """
    token = session.scalar(queries.tokens(actor).where(ApiToken.id == token_id))
    if token is None:
        raise NotFound(say("No token %(id)s.", id=token_id))
    token.revoked_at = actor.now
    session.flush()


def use_token(session: Session, token_id: UUID, now: datetime) -> None:
    """Note that a token is in use."""
    session.execute(update(ApiToken).where(ApiToken.id == token_id).values(used_at=now))


def token_out(token: ApiToken | Row[Any], secret: str | None = None) -> TokenOut:
    """Return a token as pages and the API show it."""
    return TokenOut(
        id=token.id,
        name=token.name,
        hint=token.hint,
        scopes=token.scopes.split(),
        created_at=token.created_at,
        used_at=token.used_at,
        ends_at=token.ends_at,
        token=secret,
    )


def get_user(session: Session, email: str) -> User:
    """Return the account of an address, for an operator.

    Raises:
        NotFound: there is none.
    """
    user = session.scalar(queries.by_email(email_key(email)))
    if user is None:
        raise NotFound(say("No account %(email)s.", email=email))
    return user


def disable_user(session: Session, email: str, now: datetime) -> None:
    """Lock an account: sessions end, tokens no longer work, nothing is deleted.

    Raises:
        NotFound: there is none.
        Conflict: it is disabled already.
    """
    user = get_user(session, email)
    if user.disabled_at:
        raise Conflict(say("%(email)s is disabled already.", email=user.email))
    user.disabled_at = now
    end_other_sessions(session, user.id, but=None)
    session.flush()
