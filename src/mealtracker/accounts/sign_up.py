"""Making accounts: a user, a personal household and its categories belong together."""

from datetime import datetime, timedelta
from typing import Final, Literal

from sqlalchemy import update
from sqlalchemy.orm import Session

from mealtracker.accounts import queries
from mealtracker.accounts.keys import email_key, hash_secret, new_secret
from mealtracker.accounts.models import Household, Invite, Membership, User
from mealtracker.accounts.passwords import check_strength, hash_password
from mealtracker.accounts.schemas import SignUpDraft
from mealtracker.domain.actor import Actor, Role, Via
from mealtracker.domain.ids import HouseholdId, MembershipId, UserId, uuid7
from mealtracker.domain.money import Currency
from mealtracker.errors import Conflict, Forbidden, Invalid
from mealtracker.sentences import say

type SignUpMode = Literal["first", "open", "invite", "closed"]

_INVITE_LASTS: Final = timedelta(hours=72)


def sign_up(
    session: Session, draft: SignUpDraft, mode: SignUpMode, now: datetime, *, via: Via = "web"
) -> Actor:
    """Make an account as the sign-up mode allows; the first one becomes platform admin.

    Raises:
        Forbidden: the mode is closed, or `first` and somebody was first.
        Invalid: the invitation or the password is no good.
        Conflict: the address has an account.
    """
    is_first = session.scalar(queries.ANY_USER) is None
    if mode == "closed" or (mode == "first" and not is_first):
        message = say("New accounts are closed here. Ask who runs this for an invitation.")
        raise Forbidden(message)
    if mode == "invite" and not is_first:
        _use_invite(session, draft.invite, now)
    return add_user(session, draft, now, via=via, is_admin=is_first)


def add_user(
    session: Session, draft: SignUpDraft, now: datetime, *, via: Via, is_admin: bool
) -> Actor:
    """Make an account whatever the mode.

    Raises:
        Invalid: the password is no good.
        Conflict: the address has an account.
    """
    check_strength(draft.password, [draft.name, draft.email])
    if session.scalar(queries.by_email(email_key(draft.email))):
        message = say("There is an account with this address. Sign in, or set a new password.")
        raise Conflict(message)
    user = User(
        id=uuid7(),
        email=draft.email,
        email_key=email_key(draft.email),
        name=draft.name,
        password_hash=hash_password(draft.password),
        is_admin=is_admin,
        locale=draft.locale,
        week_start=draft.week_start,
        created_at=now,
        password_changed_at=now,
    )
    household = Household(
        id=uuid7(), name=draft.household, currency=draft.currency, zone=draft.zone, created_at=now
    )
    session.add_all([user, household])
    session.flush()
    membership = Membership(
        id=uuid7(), household_id=household.id, user_id=user.id, role=Role.OWNER, created_at=now
    )
    session.add(membership)
    session.flush()
    return Actor(
        user_id=UserId(user.id),
        household_id=HouseholdId(household.id),
        membership_id=MembershipId(membership.id),
        role=Role.OWNER,
        currency=Currency(draft.currency),
        zone=draft.zone,
        now=now,
        locale=draft.locale or "en",
        via=via,
    )


def invite(session: Session, now: datetime) -> str:
    """Return a new code that lets one person make an account within 72 hours."""
    code = new_secret()
    session.add(
        Invite(id=uuid7(), code_hash=hash_secret(code), created_at=now, ends_at=now + _INVITE_LASTS)
    )
    session.flush()
    return code


def _use_invite(session: Session, code: str, now: datetime) -> None:
    # One statement: of two people with one code, the second finds it used.
    used = session.execute(
        update(Invite)
        .where(Invite.code_hash == hash_secret(code.strip()), Invite.used_at.is_(None))
        .where(Invite.ends_at > now)
        .values(used_at=now)
        .returning(Invite.id)
    ).first()
    if used is None:
        message = say("This invitation is unknown, used or over. Ask for another.")
        raise Invalid.at("/invite", message)
