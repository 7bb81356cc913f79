"""One attempt at a job: call its handler, and write down what became of it."""

import asyncio
import inspect
import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from sqlalchemy.exc import SQLAlchemyError

from mealtracker.errors import AppError, InProgress, Stale, TooMany, Unavailable
from mealtracker.jobs import commands
from mealtracker.jobs.commands import Claim, Lost
from mealtracker.jobs.run import Handler, Run, Stopped

log = logging.getLogger("mealtracker.jobs")

#: What passes by itself; any other refusal would be the same the next time.
_PASSING: Final = (InProgress, Stale, TooMany, Unavailable)
_UNKNOWN_ERROR: Final = "Something went wrong."
_KILLED_ERROR: Final = "The worker ended in the middle, each time."
_FIRST_WAIT_S: Final = 15
_LONGEST_WAIT_S: Final = 3600


@dataclass(frozen=True, slots=True)
class _Ending:
    state: Literal["finished", "handed_back", "retried", "failed"]
    error: str = ""


async def carry_out(run: Run, handler: Handler) -> None:
    """Make the attempt; whatever the handler raises ends with the job, not with the worker."""
    fields = {"job_id": str(run.job.job_id), "kind": run.job.kind, "attempt": run.job.attempt}
    try:
        ending = await _ending(run, handler, fields)
        await asyncio.to_thread(_write_down, run, ending)
    except Lost:
        log.warning("job.lost", extra=fields)
    except SQLAlchemyError:
        # The lease runs out, and the job is carried out again.
        log.exception("job.unrecorded", extra=fields)
    else:
        log.info("job.%s", ending.state, extra=fields)


def is_async(handler: Handler) -> bool:
    """Tell whether a handler runs on the loop, and so can be cancelled there."""
    return inspect.iscoroutinefunction(handler)


def wait_after(attempt: int, chance: float) -> timedelta:
    """Return how long to wait after an attempt that failed.

    Four times as long after each, and by `chance` (0 to 1) down to half of it, so that jobs which
    failed together do not come back together.
    """
    longest_s = min(_FIRST_WAIT_S * 4 ** (attempt - 1), _LONGEST_WAIT_S)
    return timedelta(seconds=longest_s * (1 - chance / 2))


async def _ending(run: Run, handler: Handler, fields: dict[str, object]) -> _Ending:
    if run.job.attempt > run.job.max_attempts:
        return _Ending("failed", _KILLED_ERROR)
    try:
        await _call(handler, run)
    except (Stopped, asyncio.CancelledError):
        return _Ending("handed_back")
    except Lost:
        raise
    except AppError as error:
        return _after(run.job, error.message, is_final=not isinstance(error, _PASSING))
    except Exception:
        # A handler may raise anything, and the worker goes on.
        log.exception("job.broke", extra=fields)
        return _after(run.job, _UNKNOWN_ERROR, is_final=False)
    return _Ending("finished")


async def _call(handler: Handler, run: Run) -> None:
    if inspect.iscoroutinefunction(handler):
        await handler(run)
    else:
        await asyncio.to_thread(handler, run)


def _after(job: Claim, error: str, *, is_final: bool) -> _Ending:
    return _Ending("failed" if is_final or job.attempt >= job.max_attempts else "retried", error)


def _write_down(run: Run, ending: _Ending) -> None:
    job, now = run.job, run.ports.clock()
    with run.ports.db.unit_of_work() as session:
        match ending.state:
            case "finished":
                commands.finish(session, job, now)
            case "handed_back":
                commands.hand_back(session, job, now)
            case "failed":
                commands.give_up(session, job, ending.error, now)
            case "retried":
                wait = wait_after(job.attempt, secrets.randbelow(1000) / 1000)
                commands.retry(session, job, ending.error, now + wait)
