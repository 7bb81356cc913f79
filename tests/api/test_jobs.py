"""Jobs over JSON."""

from mealtracker.jobs import commands
from mealtracker.jobs.commands import claim, enqueue, enqueue_daily
from mealtracker.jobs.models import Job

from tests.support.databases import NOW


def queue_one(db, person) -> str:
    with db.unit_of_work() as session:
        return str(enqueue(session, person.actor, "example", {"secret": "hunter2"}))


def test_job_shows_its_state_and_progress(db, alice, bob) -> None:
    job_id = queue_one(db, alice)
    waiting = bob.sees(f"/jobs/{job_id}")
    with db.unit_of_work() as session:
        (held,) = claim(session, ["example"], 1, NOW, commands.KEPT_FOR)
        commands.report(session, held, 40, 100)
    running = bob.sees(f"/jobs/{job_id}")
    with db.unit_of_work() as session:
        commands.give_up(session, held, "Row 41 has no date.", NOW)
    failed = bob.sees(f"/jobs/{job_id}")

    assert waiting == {
        "id": job_id,
        "kind": "example",
        "state": "queued",
        "steps_done": 0,
        "steps_total": None,
        "error": None,
        "created_at": waiting["created_at"],
        "started_at": None,
        "finished_at": None,
    }
    assert (running["state"], running["steps_done"], running["steps_total"]) == ("running", 40, 100)
    assert (failed["state"], failed["error"]) == ("failed", "Row 41 has no date.")


def test_job_of_another_household_is_not_there(db, alice, charlie) -> None:
    job_id = queue_one(db, alice)

    charlie.refused(404, "GET", f"/jobs/{job_id}")


def test_job_of_the_installation_is_nobodys(db, alice) -> None:
    with db.unit_of_work() as session:
        enqueue_daily(session, "purge", NOW)
        job_id = session.query(Job.id).scalar()

    alice.refused(404, "GET", f"/jobs/{job_id}")


def test_reading_a_job_is_one_statement_beside_the_check(db, alice, statements) -> None:
    job_id = queue_one(db, alice)

    with statements.counted(db):
        alice.sees(f"/jobs/{job_id}")

    assert len([text for text in statements.texts if "FROM jobs" in text]) == 1
