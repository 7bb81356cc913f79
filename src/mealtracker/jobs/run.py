"""One attempt at a job, as its handler sees it."""

from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from sqlalchemy.orm import Session

from mealtracker.jobs.commands import Claim, report
from mealtracker.ports import Ports

#: Carries a job out: a plain function runs in a thread; an `async` one on the loop, which it must
#: not hold up, so that its own statements belong into a thread as well.
#:
#: It may be called again for the same job, after an error or when a worker was killed, and must
#: then come to the same end. What it writes inside `Run.step` counts once; what it does elsewhere
#: (mail, files, other services) may happen twice. It looks at `Run.check` now and then, or works
#: in steps, because a worker that is told to stop waits for it.
type Handler = Callable[["Run"], Awaitable[None] | None]


class Stopped(Exception):
    """The worker is about to end, or the job is no longer its own: leave everything as it is."""


@dataclass(frozen=True)
class Run:
    """The job, the world, and the ways to say how far it is."""

    ports: Ports
    job: Claim
    told: Event = field(default_factory=Event)

    def check(self) -> None:
        """Do nothing, unless the handler has to leave off.

        Raises:
            Stopped: it has to; do not catch it.
        """
        if self.told.is_set():
            raise Stopped

    @contextmanager
    def step(self, done: int | None = None, total: int | None = None) -> Generator[Session]:
        """Open a unit of work that is kept only if the job is still this attempt's.

        With `done`, that many steps are done when it is kept; the next attempt begins there, at
        `job.steps_done`. So a step happens once, however often the job is carried out.

        Raises:
            Stopped: the handler has to leave off.
            Lost: another worker has the job; do not catch it.
        """
        self.check()
        with self.ports.db.unit_of_work() as session:
            report(session, self.job, done, total)
            yield session
