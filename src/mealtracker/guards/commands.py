"""Idempotency keys and throttle buckets, each claimed by one statement."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, and_, bindparam, case, delete, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mealtracker.db.base import UtcDateTime
from mealtracker.errors import InProgress, Invalid, TooMany
from mealtracker.guards.models import IdempotencyKey, ThrottleBucket
from mealtracker.sentences import say

KEY_LASTS: Final = timedelta(days=7)
_MILLI: Final = 1000
_ANSWER: Final = ("status", "body", "location", "etag", "change_id")

# Built once: every request with a key runs them.
_THIS: Final = and_(
    IdempotencyKey.user_id == bindparam("whose"), IdempotencyKey.key == bindparam("which")
)
_KEPT: Final = select(
    IdempotencyKey.request_hash, *(getattr(IdempotencyKey, name) for name in _ANSWER)
).where(_THIS)
_KEEPING: Final = (
    update(IdempotencyKey).where(_THIS).values({name: bindparam(name) for name in _ANSWER})
)


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` tries at once; then one more every `every_s` seconds."""

    burst: int
    every_s: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The first answer to a request that was sent with a key."""

    status: int
    body: bytes
    location: str | None
    etag: str | None
    change_id: str | None


def take(session: Session, secret: bytes, name: str, rate: Rate, now: datetime) -> None:
    """Count one try against the bucket `name`, which is kept as an HMAC.

    Raises:
        TooMany: the bucket is full.
    """
    key = _bucket_key(secret, name)
    now_ms = int(now.timestamp() * _MILLI)
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    elapsed = literal(now_ms, BigInteger) - ThrottleBucket.updated_ms
    leaked = ThrottleBucket.level_milli - elapsed // rate.every_s
    level = case((leaked < 0, 0), else_=leaked) + _MILLI
    taken = session.scalar(
        dialect.insert(ThrottleBucket)
        .values(key=key, level_milli=_MILLI, updated_ms=now_ms)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={"level_milli": level, "updated_ms": now_ms},
            where=level <= rate.burst * _MILLI,
        )
        .returning(ThrottleBucket.level_milli)
    )
    if taken is None:
        message = say("That was too often. Wait a little, then try again.")
        raise TooMany(message, rate.every_s)


def forgive(session: Session, secret: bytes, name: str) -> None:
    """Empty the bucket `name`: who proved to be right has not tried too often."""
    key = _bucket_key(secret, name)
    session.execute(delete(ThrottleBucket).where(ThrottleBucket.key == key))


def claim_key(
    session: Session, user_id: UUID, key: str, request_hash: str, now: datetime
) -> Answer | None:
    """Claim a key for a request; the first answer where it was answered within `KEY_LASTS`.

    Raises:
        Invalid: the key was used for another request.
        InProgress: the same request is being carried out.
    """
    link = session.connection()
    claim = {"user_id": user_id, "key": key, "request_hash": request_hash, "created_at": now}
    if link.scalar(_claiming(link.dialect.name), claim | {"over": now - KEY_LASTS}) is not None:
        return None
    kept = link.execute(_KEPT, _of(user_id, key)).first()
    if kept is None or kept.status is None:
        message = say("The same request is being carried out. Try again in a second.")
        raise InProgress(message)
    if kept.request_hash != request_hash:
        message = say("This Idempotency-Key was used for another request. Take a new one.")
        raise Invalid.parameter("Idempotency-Key", message)
    return Answer(kept.status, kept.body or b"", kept.location, kept.etag, kept.change_id)


def keep_answer(session: Session, user_id: UUID, key: str, answer: Answer) -> None:
    """Keep the answer to the request that claimed the key."""
    fields = {name: getattr(answer, name) for name in _ANSWER}
    session.connection().execute(_KEEPING, _of(user_id, key) | fields)


def purge(session: Session, now: datetime) -> int:
    """Remove keys that are over and buckets that have long run empty; return how many."""
    day_ago = int((now - timedelta(days=1)).timestamp() * _MILLI)
    keys = session.execute(
        delete(IdempotencyKey).where(IdempotencyKey.created_at < now - KEY_LASTS)
    )
    buckets = session.execute(delete(ThrottleBucket).where(ThrottleBucket.updated_ms < day_ago))
    return int(keys.rowcount) + int(buckets.rowcount)  # type: ignore[attr-defined]  # a DML result


@cache
def _claiming(dialect: str) -> Any:  # Any: an INSERT of one dialect
    """Return the statement that takes a key, and gives it back if it was free or is over."""
    statement = (sqlite if dialect == "sqlite" else postgresql).insert(IdempotencyKey)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=["user_id", "key"],
        set_={
            "request_hash": new.request_hash,
            "created_at": new.created_at,
            **dict.fromkeys(_ANSWER),
        },
        where=IdempotencyKey.created_at < bindparam("over", type_=UtcDateTime()),
    ).returning(IdempotencyKey.key)


def _of(user_id: UUID, key: str) -> dict[str, object]:
    return {"whose": user_id, "which": key}


def _bucket_key(secret: bytes, name: str) -> str:
    return hmac.new(secret, name.encode(), hashlib.sha256).hexdigest()
