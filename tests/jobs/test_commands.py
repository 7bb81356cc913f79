"""The queue itself: who gets a job, for how long, and whose word counts."""

from collections.abc import Callable
from datetime import timedelta
from itertools import chain
from threading import Barrier, Thread

import pytest
from sqlalchemy import delete

from mealtracker.accounts.models import Household
from mealtracker.db.session import EngineDatabase
from mealtracker.domain.ids import uuid7
from mealtracker.jobs import commands
from mealtracker.jobs.commands import Claim, Lost, claim
from mealtracker.jobs.models import Job

from tests.jobs.conftest import LEASE, Queue


def test_job_is_there_only_if_the_unit_of_work_is_kept(queue: Queue) -> None:
    with pytest.raises(LookupError), queue.db.unit_of_work() as session:
        commands.enqueue(session, queue.actor, "example", {})
        raise LookupError

    assert queue.jobs() == []


def test_jobs_are_taken_in_their_order_and_once(queue: Queue) -> None:
    ids = queue.puts(count=3)

    first, second = queue.takes(2), queue.takes(2)

    assert [str(held.job_id) for held in first + second] == ids
    assert queue.takes() == []


def test_claim_carries_what_the_handler_needs(queue: Queue) -> None:
    queue.puts(file="a.csv", rows=[1, 2])

    (held,) = queue.takes()

    assert held.arguments == {"file": "a.csv", "rows": [1, 2]}
    assert (held.household_id, held.user_id) == (queue.actor.household_id, queue.actor.user_id)
    assert (held.attempt, held.steps_done) == (1, 0)


def test_jobs_of_an_unknown_kind_are_left_to_others(queue: Queue) -> None:
    queue.puts("newer")

    assert queue.takes() == []


def test_job_is_taken_again_when_its_lease_ran_out(queue: Queue) -> None:
    queue.puts()
    (held,) = queue.takes()

    queue.clock.advance(seconds=59)
    early = queue.takes()
    queue.clock.advance(seconds=1)
    (again,) = queue.takes()

    assert early == []
    assert (again.job_id, again.attempt) == (held.job_id, 2)


def test_lease_that_is_extended_does_not_run_out(queue: Queue) -> None:
    queue.puts()
    claims = queue.takes()
    queue.clock.advance(seconds=40)

    with queue.db.unit_of_work() as session:
        lost = commands.extend(session, claims, queue.clock() + LEASE)
    queue.clock.advance(seconds=40)

    assert lost == []
    assert queue.takes() == []


def test_extending_says_which_claims_are_lost(queue: Queue) -> None:
    queue.puts(count=2)
    gone, kept = queue.takes(1) + queue.takes(1, lease=LEASE * 3)
    queue.clock.advance(seconds=60)
    queue.takes()

    with queue.db.unit_of_work() as session:
        lost = commands.extend(session, [gone, kept], queue.clock() + LEASE)

    assert lost == [gone]


@pytest.mark.parametrize(
    "say",
    [
        pytest.param(commands.finish, id="finish"),
        pytest.param(commands.hand_back, id="hand back"),
        pytest.param(lambda s, c, now: commands.retry(s, c, "", now), id="retry"),
        pytest.param(lambda s, c, now: commands.give_up(s, c, "", now), id="give up"),
        pytest.param(lambda s, c, _: commands.report(s, c, 5, 5), id="report"),
        pytest.param(lambda s, c, _: commands.report(s, c, None, None), id="nothing to report"),
    ],
)
def test_old_claim_has_no_say(queue: Queue, say: Callable[..., None]) -> None:
    queue.puts()
    (old,) = queue.takes()
    queue.clock.advance(seconds=60)
    (new,) = queue.takes()

    with pytest.raises(Lost), queue.db.unit_of_work() as session:
        say(session, old, queue.clock())

    job = queue.job()
    assert (job.state, job.claim_id, job.steps_done) == ("running", new.claim_id, 0)


def test_job_that_is_handed_back_is_as_it_was(queue: Queue) -> None:
    queue.puts()
    (held,) = queue.takes()

    with queue.db.unit_of_work() as session:
        commands.hand_back(session, held, queue.clock())

    (again,) = queue.takes()
    assert (again.job_id, again.attempt) == (held.job_id, 1)


def test_progress_is_kept_for_the_next_attempt(queue: Queue) -> None:
    queue.puts()
    (held,) = queue.takes()
    with queue.db.unit_of_work() as session:
        commands.report(session, held, 40, 100)
    queue.clock.advance(seconds=60)

    (again,) = queue.takes()

    assert again.steps_done == 40
    assert queue.job().steps_total == 100


def test_daily_job_is_queued_once_a_day(queue: Queue) -> None:
    for hours in (0, 1, 24):
        with queue.db.unit_of_work() as session:
            now = queue.clock() + timedelta(hours=hours)
            commands.enqueue_daily(session, "purge", now)

    assert [job.once_key for job in queue.jobs()] == ["purge 2026-11-23", "purge 2026-11-24"]


def test_jobs_go_with_their_household(queue: Queue) -> None:
    household = Household(
        id=uuid7(), name="X", currency="EUR", zone="UTC", created_at=queue.clock()
    )
    with queue.db.unit_of_work() as session:
        session.add(household)
        session.flush()
        session.add(Job(**commands._new("example", queue.clock()), arguments={}))
        session.query(Job).update({"household_id": household.id})
        session.execute(delete(Household).where(Household.id == household.id))

    assert queue.jobs() == []


def test_purge_removes_what_ended_a_month_ago(queue: Queue) -> None:
    queue.puts(count=2)
    (held,) = queue.takes()
    with queue.db.unit_of_work() as session:
        commands.finish(session, held, queue.clock())

    with queue.db.unit_of_work() as session:
        early = commands.purge(session, queue.clock() + timedelta(days=29))
        late = commands.purge(session, queue.clock() + timedelta(days=30))

    assert (early, late) == (0, 1)
    assert queue.job().state == "queued"


def test_workers_that_claim_at_the_same_time_share_the_jobs(
    queue: Queue, engines: Callable[[], EngineDatabase]
) -> None:
    ids = queue.puts(count=60)
    workers = 4
    together = Barrier(workers)
    taken: list[list[Claim]] = [[] for _ in range(workers)]

    def take_all(number: int, database: EngineDatabase) -> None:
        together.wait()
        while True:
            with database.unit_of_work() as session:
                found = claim(session, ["example"], 3, queue.clock(), LEASE)
            if not found:
                return
            taken[number] += found

    threads = [Thread(target=take_all, args=(number, engines())) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(str(held.job_id) for held in chain(*taken)) == ids
