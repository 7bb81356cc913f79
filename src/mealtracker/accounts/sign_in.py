"""Sign-in and what follows: sessions that are listed and ended, passwords that are changed."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from mealtracker.accounts import queries
from mealtracker.accounts.keys import email_key, hash_secret, new_secret
from mealtracker.accounts.models import Membership, PasswordReset, SignIn, User
from mealtracker.accounts.passwords import check_strength, hash_password, is_password
from mealtracker.accounts.schemas import PasswordChange, SignInDraft
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.errors import Invalid, NotFound, Unauthenticated
from mealtracker.sentences import Sentence, say

#: A session ends after so long without a request, and in any case after `LONGEST`.
IDLE: Final = timedelta(hours=12)
IDLE_REMEMBERED: Final = timedelta(days=14)
LONGEST: Final = timedelta(days=30)
#: `seen_at` is written at most this often.
SEEN_EVERY: Final = timedelta(seconds=60)
RESET_LASTS: Final = timedelta(minutes=30)
_WRONG: Final = say("E-mail and password do not match.")


def check_password(session: Session, draft: SignInDraft) -> Membership:
    """Return the personal membership of who signs in; an unknown address takes as long as a known.

    Raises:
        Unauthenticated: address and password do not match, or the account is disabled.
    """
    user = session.scalar(queries.by_email(email_key(draft.email)))
    matches = is_password(draft.password, user.password_hash if user else None)
    if user is None or not matches or user.disabled_at:
        raise Unauthenticated(_WRONG)
    membership = session.scalar(queries.first_membership(user.id))
    if membership is None:
        raise Unauthenticated(_WRONG)
    return membership


def open_session(
    session: Session,
    membership_id: UUID,
    now: datetime,
    *,
    is_remembered: bool,
    device: str,
    network: str,
) -> str:
    """Begin a session and return its secret, which goes into the cookie and nowhere else."""
    secret = new_secret()
    session.add(
        SignIn(
            id=uuid7(),
            membership_id=membership_id,
            secret_hash=hash_secret(secret),
            is_remembered=is_remembered,
            device=device,
            network=network,
            created_at=now,
            seen_at=now,
            ends_at=now + LONGEST,
        )
    )
    session.flush()
    return secret


def touch(session: Session, sign_in_id: UUID, now: datetime) -> None:
    """Note that a session is in use."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))


def close_session(session: Session, secret: str) -> None:
    """End the session of a cookie; an unknown one is none."""
    session.execute(delete(SignIn).where(SignIn.secret_hash == hash_secret(secret)))


def end_session(session: Session, actor: Actor, sign_in_id: UUID) -> None:
    """End one of the actor's sessions.

    Raises:
        NotFound: it is not the actor's.
    """
    found = session.scalar(queries.sign_ins(actor).where(SignIn.id == sign_in_id))
    if found is None:
        raise NotFound(say("No session %(id)s.", id=sign_in_id))
    session.delete(found)


def end_other_sessions(session: Session, user_id: UUID, but: str | None) -> None:
    """End all sessions of a user but the one of the secret `but`."""
    mine = select(Membership.id).where(Membership.user_id == user_id)
    statement = delete(SignIn).where(SignIn.membership_id.in_(mine))
    if but is not None:
        statement = statement.where(SignIn.secret_hash != hash_secret(but))
    session.execute(statement.execution_options(synchronize_session=False))


def change_password(
    session: Session, actor: Actor, draft: PasswordChange, secret: str | None
) -> None:
    """Set a new password and end all sessions but the one of `secret`.

    Raises:
        Invalid: the present password is wrong, or the new one is no good.
    """
    user = session.get_one(User, actor.user_id)
    if not is_password(draft.current, user.password_hash):
        raise Invalid.at("/current", say("This is not your present password."))
    set_password(session, user, draft.password, actor.now)
    end_other_sessions(session, user.id, but=secret)


def set_password(session: Session, user: User, password: str, now: datetime) -> None:
    """Give a user a new password; links that were mailed before no longer set one.

    Raises:
        Invalid: it is no good.
    """
    check_strength(password, [user.name, user.email])
    user.password_hash, user.password_changed_at = hash_password(password), now
    mailed = update(PasswordReset).where(PasswordReset.user_id == user.id)
    session.execute(mailed.where(PasswordReset.used_at.is_(None)).values(used_at=now))
    session.flush()


def ask_for_reset(session: Session, email: str, now: datetime) -> tuple[User, str] | None:
    """Return who forgot the password and the secret of a link; None for an unknown address."""
    user = session.scalar(queries.by_email(email_key(email)))
    secret = new_secret()
    if user is None or user.disabled_at:
        return None
    session.add(
        PasswordReset(
            id=uuid7(),
            user_id=user.id,
            secret_hash=hash_secret(secret),
            created_at=now,
            ends_at=now + RESET_LASTS,
        )
    )
    session.flush()
    return user, secret


def reset_letter(user: User, link: str) -> tuple[Sentence, Sentence]:
    """Return the subject and the text of the mail with the link that sets a new password."""
    text = say(
        "Hello %(name)s,\n\n"
        "somebody asked for a new password for your account. "
        "If it was you, open this link within 30 minutes:\n\n"
        "%(link)s\n\n"
        "If it was not, do nothing: your password stays as it is.\n",
        name=user.name,
        link=link,
    )
    return say("A new password for the Meal Expense Tracker"), text


def reset_password(session: Session, secret: str, password: str, now: datetime) -> User:
    """Set a new password by a mailed link, once, and end all sessions.

    Raises:
        Invalid: the link is unknown, used or over, or the password is no good.
    """
    link = session.scalar(queries.reset(hash_secret(secret)))
    if link is None or link.used_at or link.ends_at <= now:
        message = say("This link is used or over. Ask for a new one.")
        raise Invalid.at("/secret", message)
    user = session.get_one(User, link.user_id)
    set_password(session, user, password, now)
    link.used_at = now
    end_other_sessions(session, user.id, but=None)
    session.flush()
    return user
