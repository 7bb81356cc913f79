"""A queue on a database of its own process, in which everything is really committed."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from mealtracker.clients.blobs import MemoryBlobs
from mealtracker.clients.mail import FakeMail
from mealtracker.db.session import EngineDatabase
from mealtracker.domain.actor import Actor
from mealtracker.jobs.commands import Claim, claim, enqueue
from mealtracker.jobs.loop import Pace, Worker
from mealtracker.jobs.models import Job
from mealtracker.jobs.run import Handler
from mealtracker.ports import Ports

from tests.support.databases import SetClock, Template

LEASE = timedelta(seconds=60)


class Queue:
    """What tests do with a queue; its clock is set by hand."""

    def __init__(self, db: EngineDatabase, clock: SetClock, actor: Actor) -> None:
        self.db = db
        self.clock = clock
        self.actor = actor
        self.ports = Ports(db, FakeMail(), clock, MemoryBlobs(clock))

    def puts(self, kind: str = "example", count: int = 1, **arguments: object) -> list[str]:
        """Queue jobs of Alice's household."""
        with self.db.unit_of_work() as session:
            return [str(enqueue(session, self.actor, kind, arguments)) for _ in range(count)]

    def takes(self, count: int = 1, lease: timedelta = LEASE) -> list[Claim]:
        """Claim jobs as a worker does."""
        with self.db.unit_of_work() as session:
            return claim(session, ["example"], count, self.clock(), lease)

    def jobs(self) -> list[Job]:
        """Return all jobs in the order in which they were queued."""
        with self.db.unit_of_work() as session:
            return list(session.scalars(select(Job).order_by(Job.id)))

    def job(self) -> Job:
        """Return the one job that there is."""
        (job,) = self.jobs()
        return job

    def drains(self, handler: Handler, **more: Handler) -> None:
        """Carry out all that is due."""
        self.worker({"example": handler, **more}).run(once=True)

    def worker(self, handlers: Mapping[str, Handler], pace: Pace | None = None) -> Worker:
        """Return a worker of this queue."""
        return Worker(self.ports, handlers, pace=pace)


@pytest.fixture
def engines(template: Template) -> Iterator[Callable[[], EngineDatabase]]:
    """Open as many databases of a running process as a test needs."""
    opened: list[EngineDatabase] = []

    def open_another() -> EngineDatabase:
        opened.append(EngineDatabase(template.url))
        return opened[-1]

    yield open_another
    with open_another().unit_of_work() as session:
        session.execute(delete(Job))
    for database in opened:
        database.dispose()


@pytest.fixture
def queue(engines: Callable[[], EngineDatabase], template: Template, clock: SetClock) -> Queue:
    return Queue(engines(), clock, template.logins["alice"].actor)
