"""The loop of a worker: several at once, one lease for each, and an orderly end."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Event, Lock, Thread

import pytest

from mealtracker.db.session import EngineDatabase
from mealtracker.jobs.loop import Pace, Worker
from mealtracker.jobs.run import Handler, Run

from tests.jobs.conftest import Queue

TIMEOUT_S = 30
BOUND_S = 60


def nothing(_run: Run) -> None:
    """Do a tiny job."""


@pytest.fixture
def begin(queue: Queue) -> Callable[..., tuple[Worker, Thread]]:
    """Let a worker run in a thread; who begins it also stops it."""

    def begin_with(handler: Handler, pace: Pace | None = None) -> tuple[Worker, Thread]:
        worker = queue.worker({"example": handler}, pace)
        thread = Thread(target=worker.run)
        thread.start()
        return worker, thread

    return begin_with


def end(worker: Worker, thread: Thread) -> None:
    worker.stop()
    thread.join(TIMEOUT_S)
    assert not thread.is_alive()


def test_plain_handlers_work_side_by_side_in_threads(queue: Queue) -> None:
    queue.puts(count=4)
    together = Barrier(4)

    queue.drains(lambda _run: together.wait(TIMEOUT_S) and None)

    assert {job.state for job in queue.jobs()} == {"done"}


def test_async_handlers_wait_side_by_side_on_the_loop(queue: Queue) -> None:
    queue.puts(count=4)
    together = asyncio.Barrier(4)

    async def meet(_run: Run) -> None:
        await asyncio.wait_for(together.wait(), TIMEOUT_S)

    queue.drains(meet)

    assert {job.state for job in queue.jobs()} == {"done"}


def test_no_more_run_at_once_than_the_pace_allows(queue: Queue) -> None:
    queue.puts(count=12)
    lock, now, most = Lock(), [0], [0]
    full = Barrier(2)

    def count(_run: Run) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        full.wait(TIMEOUT_S)
        with lock:
            now[0] -= 1

    queue.worker({"example": count}, Pace(at_once=2)).run(once=True)

    assert most == [2]


def test_a_thousand_tiny_jobs_are_soon_done(queue: Queue) -> None:
    queue.puts(count=1000)
    began = time.monotonic()

    queue.drains(nothing)

    assert time.monotonic() - began < BOUND_S
    assert {(job.state, job.attempts) for job in queue.jobs()} == {("done", 1)}


def test_job_that_comes_later_is_found(queue: Queue, begin) -> None:
    done = Event()
    worker, thread = begin(lambda _run: done.set())

    queue.puts()

    assert done.wait(TIMEOUT_S)
    end(worker, thread)
    assert queue.job().state == "done"


def test_lease_lasts_as_long_as_the_work(queue: Queue) -> None:
    queue.puts()
    later = queue.clock() + timedelta(hours=1)

    def work(run: Run) -> None:
        queue.clock.now = later
        while queue.job().due_at < later:
            run.told.wait(0.02)

    queue.worker({"example": work}, Pace(lease=timedelta(seconds=0.3))).run(once=True)

    assert (queue.job().state, queue.job().attempts) == ("done", 1)


def test_handlers_are_told_when_their_jobs_are_lost(queue: Queue) -> None:
    queue.puts(count=2)
    both, told = Barrier(2), []

    def lose(run: Run) -> None:
        if both.wait(TIMEOUT_S) == 0:
            taken = 0
            while taken < 2:  # the worker's own heart beats meanwhile
                queue.clock.advance(seconds=1)
                taken += len(queue.takes(2))
        told.append(run.told.wait(TIMEOUT_S))
        run.check()

    queue.worker({"example": lose}, Pace(lease=timedelta(seconds=0.3))).run(once=True)

    assert told == [True, True]
    assert {(job.state, job.attempts) for job in queue.jobs()} == {("running", 2)}


def test_stopping_lets_short_work_end(queue: Queue, begin) -> None:
    queue.puts()
    begun, go_on = Event(), Event()

    def work(_run: Run) -> None:
        begun.set()
        go_on.wait(TIMEOUT_S)

    worker, thread = begin(work)
    assert begun.wait(TIMEOUT_S)
    worker.stop()
    go_on.set()
    end(worker, thread)

    assert queue.job().state == "done"


def check(run: Run) -> None:
    run.check()


def begin_a_step(run: Run) -> None:
    with run.step():
        pass


@pytest.mark.parametrize("look", [check, begin_a_step])
def test_stopping_hands_back_what_looks(queue: Queue, begin, look: Handler) -> None:
    queue.puts(count=2)
    begun = Barrier(3)

    def work(run: Run) -> None:
        begun.wait(TIMEOUT_S)
        while run.told.wait(TIMEOUT_S):
            look(run)

    worker, thread = begin(work)
    begun.wait(TIMEOUT_S)
    end(worker, thread)

    assert {(job.state, job.attempts) for job in queue.jobs()} == {("queued", 0)}


def test_stopping_ends_what_waits_for_others(queue: Queue, begin) -> None:
    queue.puts()
    begun = Event()

    async def wait_for_ever(_run: Run) -> None:
        begun.set()
        await asyncio.Event().wait()

    worker, thread = begin(wait_for_ever, Pace(grace=timedelta(seconds=0.05)))
    assert begun.wait(TIMEOUT_S)
    end(worker, thread)

    assert (queue.job().state, queue.job().attempts) == ("queued", 0)


def test_daily_jobs_are_queued_once_by_all_workers(
    queue: Queue, engines: Callable[[], EngineDatabase]
) -> None:
    for _ in range(3):
        Worker(queue.ports, {"daily": nothing}, daily=["daily"]).run(once=True)
    queue.clock.advance(days=1)
    Worker(queue.ports, {"daily": nothing}, daily=["daily"]).run(once=True)

    assert [(job.kind, job.state, job.household_id) for job in queue.jobs()] == [
        ("daily", "done", None),
        ("daily", "done", None),
    ]
