"""What becomes of a job: done, again later, or failed."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from mealtracker.errors import Conflict, Unavailable
from mealtracker.jobs.attempt import wait_after
from mealtracker.jobs.commands import MAX_ATTEMPTS, Lost
from mealtracker.jobs.run import Run

from tests.jobs.conftest import Queue


def raising(error: Exception):
    def break_off(_run: Run) -> None:
        raise error

    return break_off


def test_job_is_done_with_its_arguments(queue: Queue) -> None:
    queue.puts(rows=3)
    seen = []

    queue.drains(lambda run: seen.append(run.job.arguments))

    job = queue.job()
    assert seen == [{"rows": 3}]
    assert (job.state, job.finished_at, job.error) == ("done", queue.clock(), None)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(LookupError("password=hunter2"), "Something went wrong.", id="unexpected"),
        pytest.param(Unavailable("Rates do not answer."), "Rates do not answer.", id="passing"),
    ],
)
def test_what_may_pass_is_tried_again_later(queue: Queue, error: Exception, said: str) -> None:
    queue.puts()

    queue.drains(raising(error))

    job = queue.job()
    assert (job.state, job.attempts, job.error) == ("queued", 1, said)
    wait = job.due_at - queue.clock()
    assert timedelta(seconds=7.5) <= wait <= timedelta(seconds=15)


def test_second_attempt_may_succeed(queue: Queue) -> None:
    queue.puts()
    queue.drains(raising(LookupError()))
    queue.clock.advance(seconds=15)

    queue.drains(lambda _run: None)

    job = queue.job()
    assert (job.state, job.attempts, job.error) == ("done", 2, None)


def test_refusal_is_final(queue: Queue) -> None:
    queue.puts()

    queue.drains(raising(Conflict("This file was imported before.")))

    job = queue.job()
    assert (job.state, job.attempts) == ("failed", 1)
    assert job.error == "This file was imported before."


def test_poison_ends_failed_and_others_pass(queue: Queue) -> None:
    queue.puts("poison")
    queue.puts(count=3)

    for _ in range(MAX_ATTEMPTS + 1):
        queue.drains(lambda _run: None, poison=raising(LookupError()))
        queue.clock.advance(hours=1)

    poison, *others = queue.jobs()
    assert (poison.state, poison.attempts) == ("failed", MAX_ATTEMPTS)
    assert {job.state for job in others} == {"done"}


def test_job_that_kills_its_workers_ends_failed(queue: Queue) -> None:
    queue.puts()
    for _ in range(MAX_ATTEMPTS):
        assert len(queue.takes()) == 1
        queue.clock.advance(seconds=60)
    called = []

    queue.drains(called.append)

    job = queue.job()
    assert (job.state, called) == ("failed", [])
    assert job.error == "The worker ended in the middle, each time."


def test_step_counts_with_its_progress(queue: Queue) -> None:
    queue.puts()

    def work(run: Run) -> None:
        for done in range(run.job.steps_done, 3):
            with run.step(done + 1, total=3) as session:
                session.execute(_mark(run.job.attempt, done))
                if run.job.attempt == 1 and done == 1:
                    raise LookupError

    queue.drains(work)
    half = queue.job().steps_done
    queue.clock.advance(seconds=15)
    queue.drains(work)

    assert (half, queue.job().steps_done, queue.job().steps_total) == (1, 3, 3)
    with queue.db.unit_of_work() as session:
        marks = [row[0] for row in session.execute(text("SELECT key FROM throttle_buckets"))]
        session.execute(text("DELETE FROM throttle_buckets"))
    assert sorted(marks) == ["step 0 of 1", "step 1 of 2", "step 2 of 2"]


def test_step_of_a_lost_job_does_not_count(queue: Queue) -> None:
    queue.puts()
    refused = []

    def work(run: Run) -> None:
        queue.clock.advance(seconds=60)
        queue.takes()
        try:
            with run.step(1) as session:
                session.execute(_mark(run.job.attempt, 0))
        except Lost as error:
            refused.append(error)
            raise

    queue.drains(work)

    job = queue.job()
    assert (len(refused), job.state, job.attempts, job.steps_done) == (1, "running", 2, 0)


@pytest.mark.parametrize(
    ("attempt", "chance", "seconds"),
    [(1, 0, 15), (1, 1, 7.5), (2, 0, 60), (4, 0, 960), (5, 0, 3600), (500, 0.5, 2700)],
)
def test_waits_grow_and_are_spread(attempt: int, chance: float, seconds: float) -> None:
    assert wait_after(attempt, chance) == timedelta(seconds=seconds)


def _mark(attempt: int, done: int):
    values = {"key": f"step {done} of {attempt}"}
    return text("INSERT INTO throttle_buckets VALUES (:key, 1, 1)").bindparams(**values)
