"""Idempotency keys and throttle buckets, each claimed by one statement."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, case, delete, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mealtracker.errors import InProgress, Invalid, TooMany
from mealtracker.guards.models import IdempotencyKey, ThrottleBucket

KEY_LASTS: Final = timedelta(days=7)
_MILLI: Final = 1000
_ANSWER: Final = ("status", "body", "location", "etag")


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
        message = "That was too often. Wait a little, then try again."
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
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    claimed = session.scalar(
        dialect.insert(IdempotencyKey)
        .values(user_id=user_id, key=key, request_hash=request_hash, created_at=now)
        .on_conflict_do_update(
            index_elements=["user_id", "key"],
            set_={"request_hash": request_hash, "created_at": now, **dict.fromkeys(_ANSWER)},
            where=IdempotencyKey.created_at < now - KEY_LASTS,
        )
        .returning(IdempotencyKey.key)
    )
    if claimed is not None:
        return None
    kept = session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.user_id == user_id, IdempotencyKey.key == key)
    )
    if kept is None or kept.status is None:
        message = "The same request is being carried out. Try again in a second."
        raise InProgress(message)
    if kept.request_hash != request_hash:
        message = "This Idempotency-Key was used for another request. Take a new one."
        raise Invalid.parameter("Idempotency-Key", message)
    return Answer(kept.status, kept.body or b"", kept.location, kept.etag)


def keep_answer(session: Session, user_id: UUID, key: str, answer: Answer) -> None:
    """Keep the answer to the request that claimed the key."""
    session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.user_id == user_id, IdempotencyKey.key == key)
        .values(status=answer.status, body=answer.body, location=answer.location, etag=answer.etag)
    )


def purge(session: Session, now: datetime) -> int:
    """Remove keys that are over and buckets that have long run empty; return how many."""
    day_ago = int((now - timedelta(days=1)).timestamp() * _MILLI)
    keys = session.execute(
        delete(IdempotencyKey).where(IdempotencyKey.created_at < now - KEY_LASTS)
    )
    buckets = session.execute(delete(ThrottleBucket).where(ThrottleBucket.updated_ms < day_ago))
    return int(keys.rowcount) + int(buckets.rowcount)  # type: ignore[attr-defined]  # a DML result


def _bucket_key(secret: bytes, name: str) -> str:
    return hmac.new(secret, name.encode(), hashlib.sha256).hexdigest()
