"""What the worker can do: each kind of job with its handler, and what is done every day."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from mealtracker.accounts.purge import purge_ended
from mealtracker.expenses.purge import purge_deleted
from mealtracker.guards import commands as guards
from mealtracker.imports import later
from mealtracker.jobs import commands as jobs
from mealtracker.jobs.loop import Pace, Worker
from mealtracker.jobs.run import Handler, Run
from mealtracker.ports import Ports

_UNFINISHED_FOR: Final = timedelta(days=1)


def purge_all(session: Session, now: datetime) -> dict[str, int]:
    """Remove from all rooms what is over, and return how much of each sort."""
    return {
        **asdict(purge_deleted(session, now)),
        "sessions and links": purge_ended(session, now),
        "keys and counters": guards.purge(session, now),
        "jobs": jobs.purge(session, now),
    }


def _purge(run: Run) -> None:
    now = run.ports.clock()
    with run.step() as session:
        purge_all(session, now)
    run.ports.blobs.clear_unfinished(now - _UNFINISHED_FOR)


HANDLERS: Final[dict[str, Handler]] = {"purge": _purge, **later.HANDLERS}
DAILY: Final = ("purge",)


def open_worker(ports: Ports, pace: Pace | None = None) -> Worker:
    """Return a worker that can do all of it."""
    return Worker(ports, HANDLERS, daily=DAILY, pace=pace)
