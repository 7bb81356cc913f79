"""What comes out of a job."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

type JobState = Literal["queued", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class JobOut:
    """A job, as pages and the API show it.

    `steps_total` is null while nobody knows it. `error` is why the last attempt failed: while the
    state is `queued`, there will be another one.
    """

    id: UUID
    kind: str
    state: JobState
    steps_done: int
    steps_total: int | None
    error: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How the queue stands: what could be carried out now, since when, and what failed."""

    due: int
    oldest_at: datetime | None
    failed: int
