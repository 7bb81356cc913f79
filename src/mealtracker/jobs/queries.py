"""Questions about jobs."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select

from mealtracker.db.base import UtcDateTime
from mealtracker.db.reading import Reading
from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.errors import NotFound
from mealtracker.jobs.models import Job
from mealtracker.jobs.schemas import Backlog, JobOut
from mealtracker.sentences import say

_LATELY: Final = timedelta(days=7)


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Tell which jobs the actor may see: those of the household."""
    return Job.household_id == household_of(actor)


def visible_to(actor: Actor) -> Select[Job]:
    """Select the jobs of the household."""
    return select(Job).where(is_visible_to(actor))


def by_id(actor: Actor, job_id: UUID) -> Select[Any]:  # Any: the fields of `JobOut`
    """Select what a `JobOut` shows of one job."""
    columns = [getattr(Job, name) for name in JobOut.__dataclass_fields__]
    return visible_to(actor).with_only_columns(*columns).where(Job.id == job_id)


def show_job(reading: Reading, actor: Actor, job_id: UUID) -> JobOut:
    """Return one job.

    Raises:
        NotFound: it is not there.
    """
    row = reading.first(by_id(actor, job_id))
    if row is None:
        raise NotFound(say("No job %(id)s.", id=job_id))
    return JobOut(*tuple(row))


def claimable(kinds: Collection[str], now: datetime) -> Select[UUID]:
    """Select the ids of jobs of these kinds that a worker may take, the longest due first."""
    return (
        select(Job.id)
        .where(Job.finished_at.is_(None), Job.due_at <= now, Job.kind.in_(kinds))
        .order_by(Job.due_at, Job.id)
    )


def backlog(reading: Reading, now: datetime) -> Backlog:
    """Return how the queue of the whole installation stands."""
    is_due = and_(Job.state == "queued", Job.due_at <= now)
    has_failed = and_(Job.state == "failed", Job.finished_at > now - _LATELY)
    statement = select(
        func.count().filter(is_due).label("due"),
        func.min(Job.due_at, type_=UtcDateTime()).filter(is_due).label("oldest_at"),
        func.count().filter(has_failed).label("failed"),
    ).select_from(Job)
    (row,) = reading.all(statement)
    return Backlog(*tuple(row))
