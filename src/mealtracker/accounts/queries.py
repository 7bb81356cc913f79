"""Questions about accounts: who a cookie or a token belongs to, and what they may see."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from mealtracker.accounts.models import (
    ApiToken,
    Household,
    Invite,
    Membership,
    PasswordReset,
    SignIn,
    User,
)
from mealtracker.domain.actor import Actor

_WHO = (
    User.id.label("user_id"),
    User.name,
    User.email,
    User.is_admin,
    User.locale,
    User.theme,
    User.week_start,
    User.density,
    User.single_keys,
    User.hide_amounts,
    User.version,
    Membership.id.label("membership_id"),
    Membership.role,
    Household.id.label("household_id"),
    Household.name.label("household"),
    Household.currency,
    Household.zone,
)

#: Everything that a request needs to know of who sends it, in one statement.
BY_COOKIE = (
    select(
        SignIn.id.label("sign_in_id"), SignIn.seen_at, SignIn.ends_at, SignIn.is_remembered, *_WHO
    )
    .join(Membership, Membership.id == SignIn.membership_id)
    .join(User, User.id == Membership.user_id)
    .join(Household, Household.id == Membership.household_id)
    .where(SignIn.secret_hash == bindparam("secret_hash"), User.disabled_at.is_(None))
)
BY_TOKEN = (
    select(
        ApiToken.id.label("token_id"), ApiToken.scopes, ApiToken.ends_at, ApiToken.used_at, *_WHO
    )
    .join(Membership, Membership.id == ApiToken.membership_id)
    .join(User, User.id == Membership.user_id)
    .join(Household, Household.id == Membership.household_id)
    .where(ApiToken.secret_hash == bindparam("secret_hash"))
    .where(ApiToken.revoked_at.is_(None), User.disabled_at.is_(None))
)
#: The same for a command line, by e-mail; the oldest membership is the personal household.
BY_EMAIL = (
    select(*_WHO)
    .join(Membership, Membership.user_id == User.id)
    .join(Household, Household.id == Membership.household_id)
    .where(User.email_key == bindparam("email_key"), User.disabled_at.is_(None))
    .order_by(Membership.id)
    .limit(1)
)
#: The same for work that somebody asked for and that is done later.
BY_MEMBER = (
    select(*_WHO)
    .join(Membership, Membership.user_id == User.id)
    .join(Household, Household.id == Membership.household_id)
    .where(User.id == bindparam("user_id"), Household.id == bindparam("household_id"))
    .where(User.disabled_at.is_(None))
)
#: The addresses of the first two accounts: enough to know whether there is just one.
FIRST_EMAILS = select(User.email).order_by(User.id).limit(2)
ANY_USER = select(User.id).limit(1)
USERS = select(User.email, User.name, User.is_admin, User.disabled_at, User.created_at).order_by(
    User.id
)


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Tell which sessions and tokens the actor may see: those of the own membership."""
    return Membership.id == actor.membership_id


def visible_to(actor: Actor) -> Select[Membership]:
    """Select the actor's own membership."""
    return select(Membership).where(is_visible_to(actor))


def by_email(key: str) -> Select[User]:
    """Select the account of a compared e-mail address."""
    return select(User).where(User.email_key == key)


def first_membership(user_id: UUID) -> Select[Membership]:
    """Select the oldest membership of a user: the personal household."""
    return select(Membership).where(Membership.user_id == user_id).order_by(Membership.id).limit(1)


def tokens(actor: Actor) -> Select[ApiToken]:
    """Select the actor's tokens that were not revoked, the newest first."""
    return (
        select(ApiToken)
        .join(Membership, Membership.id == ApiToken.membership_id)
        .where(is_visible_to(actor), ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.id.desc())
    )


def sign_ins(actor: Actor) -> Select[SignIn]:
    """Select the browsers in which the actor's user is signed in, the last used first."""
    return (
        select(SignIn)
        .join(Membership, Membership.id == SignIn.membership_id)
        .where(Membership.user_id == actor.user_id, SignIn.ends_at > actor.now)
        .order_by(SignIn.seen_at.desc(), SignIn.id)
    )


def invite(code_hash: str) -> Select[Invite]:
    """Select an invitation by the hash of its code."""
    return select(Invite).where(Invite.code_hash == code_hash)


def reset(secret_hash: str) -> Select[PasswordReset]:
    """Select a reset link by the hash of its secret."""
    return select(PasswordReset).where(PasswordReset.secret_hash == secret_hash)


def user_count() -> Select[int]:
    """Count the accounts."""
    return select(func.count()).select_from(User)
