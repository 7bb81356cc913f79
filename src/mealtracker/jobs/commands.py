"""Putting jobs into the queue, taking them out, and saying what became of them.

A claim is a lease. Whoever loses it has lost the job: all that is said with an old claim is
refused, so of two workers only one counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Update, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.jobs.models import Job
from mealtracker.jobs.queries import claimable

MAX_ATTEMPTS: Final = 5
KEPT_FOR: Final = timedelta(days=30)
_ERROR_LENGTH: Final = 1000


class Lost(Exception):
    """The job is no longer this claim's: the lease ran out, or the household is gone."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that a worker has taken. `steps_done` is how far an earlier attempt came."""

    job_id: UUID
    claim_id: UUID
    kind: str
    household_id: UUID | None
    user_id: UUID | None
    arguments: Mapping[str, Any]  # Any: each kind has its own
    steps_done: int
    attempt: int
    max_attempts: int


def enqueue(session: Session, actor: Actor, kind: str, arguments: Mapping[str, object]) -> UUID:
    """Queue a job for the actor's household and return its id.

    It is there when the unit of work is kept, together with all else that was written in it.
    """
    job = _new(kind, actor.now)
    whose = {"household_id": actor.household_id, "user_id": actor.user_id}
    session.add(Job(**job | whose | {"arguments": dict(arguments)}))
    session.flush()
    return UUID(str(job["id"]))


def enqueue_daily(session: Session, kind: str, now: datetime) -> None:
    """Queue a job of the installation, unless one of its kind was queued on this day of UTC."""
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    job = _new(kind, now) | {"arguments": {}, "once_key": f"{kind} {now.date().isoformat()}"}
    statement = dialect.insert(Job).values(**job)
    session.execute(statement.on_conflict_do_nothing(index_elements=["once_key"]))


def claim(
    session: Session, kinds: Collection[str], count: int, now: datetime, lease: timedelta
) -> list[Claim]:
    """Take up to `count` jobs until the end of a lease; those that others are taking are skipped.

    A job whose lease ran out is taken again, so it may be carried out more than once.
    """
    claim_id = uuid7()
    # MATERIALIZED by its row locks: joined, it could be run again and lock more than `count`.
    picked = claimable(kinds, now).limit(count).with_for_update(skip_locked=True).cte("picked")
    taken = (
        update(Job)
        .where(Job.id.in_(select(picked.c.id)))
        .values(
            state="running",
            claim_id=claim_id,
            due_at=now + lease,
            attempts=Job.attempts + 1,
            started_at=func.coalesce(Job.started_at, now),
        )
        .returning(
            Job.id,
            Job.claim_id,
            *(Job.kind, Job.household_id, Job.user_id, Job.arguments, Job.steps_done),
            *(Job.attempts, Job.max_attempts),
        )
        .execution_options(synchronize_session=False)
    )
    rows = session.execute(taken).all()
    return sorted((Claim(*row) for row in rows), key=lambda taken: taken.job_id)


def extend(session: Session, claims: Sequence[Claim], until: datetime) -> list[Claim]:
    """Make the leases of claims end later; return the claims that are lost."""
    statement = (
        update(Job)
        .where(
            Job.id.in_({held.job_id for held in claims}),
            Job.claim_id.in_({held.claim_id for held in claims}),
        )
        .values(due_at=until)
        .returning(Job.id, Job.claim_id)
        .execution_options(synchronize_session=False)
    )
    kept = {tuple(row) for row in session.execute(statement)}
    return [held for held in claims if (held.job_id, held.claim_id) not in kept]


def report(session: Session, held: Claim, done: int | None, total: int | None) -> None:
    """Say how far a job is, as part of the unit of work that brought it there; None: as before.

    Raises:
        Lost: somebody else has the job, so what this unit of work did must not count.
    """
    steps = {"steps_done": done, "steps_total": total}
    values = {name: value for name, value in steps.items() if value is not None}
    # With nothing to say it is still written, which keeps the job from being taken meanwhile.
    _write(session, held, values or {"claim_id": held.claim_id})


def finish(session: Session, held: Claim, now: datetime) -> None:
    """Say that a job is done.

    Raises:
        Lost: somebody else has it.
    """
    _write(session, held, {"state": "done", "claim_id": None, "finished_at": now, "error": None})


def hand_back(session: Session, held: Claim, now: datetime) -> None:
    """Put a job back into the queue as if it had not been taken.

    Raises:
        Lost: somebody else has it.
    """
    values = {"state": "queued", "claim_id": None, "due_at": now, "attempts": held.attempt - 1}
    _write(session, held, values)


def retry(session: Session, held: Claim, error: str, due_at: datetime) -> None:
    """Put a job that failed back into the queue for another attempt at `due_at`.

    Raises:
        Lost: somebody else has it.
    """
    values = {"state": "queued", "claim_id": None, "due_at": due_at}
    _write(session, held, values | {"error": error[:_ERROR_LENGTH]})


def give_up(session: Session, held: Claim, error: str, now: datetime) -> None:
    """Say that a job failed for good.

    Raises:
        Lost: somebody else has it.
    """
    values = {"state": "failed", "claim_id": None, "finished_at": now}
    _write(session, held, values | {"error": error[:_ERROR_LENGTH]})


def purge(session: Session, now: datetime) -> int:
    """Remove jobs that ended 30 days ago or earlier; return how many."""
    statement = delete(Job).where(Job.finished_at <= now - KEPT_FOR)
    found = session.execute(statement.execution_options(synchronize_session=False))
    return int(found.rowcount)  # type: ignore[attr-defined]  # a DML result


def _new(kind: str, now: datetime) -> dict[str, object]:
    return {
        "id": uuid7(),
        "kind": kind,
        "state": "queued",
        "due_at": now,
        "attempts": 0,
        "max_attempts": MAX_ATTEMPTS,
        "steps_done": 0,
        "created_at": now,
    }


def _write(session: Session, held: Claim, values: Mapping[str, object]) -> None:
    statement: Update = (
        update(Job)
        .where(Job.id == held.job_id, Job.claim_id == held.claim_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # a DML result
        raise Lost
