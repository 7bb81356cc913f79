"""Removing what is over: sessions, links that set a password, invitations."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, not_, or_
from sqlalchemy.orm import Session

from mealtracker.accounts.models import Invite, PasswordReset, SignIn
from mealtracker.accounts.sign_in import IDLE, IDLE_REMEMBERED


def purge_ended(session: Session, now: datetime) -> int:
    """Remove sessions, reset links and invitations that are over; return how many."""
    idle = or_(
        and_(SignIn.is_remembered, SignIn.seen_at <= now - IDLE_REMEMBERED),
        and_(not_(SignIn.is_remembered), SignIn.seen_at <= now - IDLE),
    )
    return (
        _remove(session, SignIn, or_(SignIn.ends_at <= now, idle))
        + _remove(session, PasswordReset, PasswordReset.ends_at <= now)
        + _remove(session, Invite, Invite.ends_at <= now)
    )


def _remove(session: Session, table: Any, where: ColumnElement[bool]) -> int:  # Any: an entity
    statement = delete(table).where(where).execution_options(synchronize_session=False)
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # a DML result
