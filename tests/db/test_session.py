"""The unit of work, reading, and a snapshot, on engines of their own."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mealtracker.accounts.models import Invite
from mealtracker.db.session import EngineDatabase

from tests.support.databases import NOW, undone

COUNT = text("SELECT count(*) FROM invites")


@pytest.fixture
def own(template, tmp_path):
    """A database of a running process: everything in it is really committed."""
    database = EngineDatabase(template.url)
    yield database
    with database.unit_of_work() as session:
        session.execute(text("DELETE FROM invites"))
    database.dispose()


def insert(runner, number):
    values = {"id": UUID(int=number), "code_hash": str(number), "created_at": NOW, "ends_at": NOW}
    runner.execute(Invite.__table__.insert().values(values))


def test_unit_of_work_is_kept_when_its_block_ends(own):
    with own.unit_of_work() as session:
        insert(session, 1)

    with own.reading() as reading:
        assert reading.value(COUNT) == 1


def test_unit_of_work_is_undone_when_its_block_breaks(own):
    with pytest.raises(LookupError), own.unit_of_work() as session:
        insert(session, 1)
        raise LookupError

    with own.reading() as reading:
        assert reading.value(COUNT) == 0


@pytest.mark.parametrize("snapshot", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM users",
        "UPDATE users SET name = 'x'",
        "INSERT INTO throttle_buckets VALUES ('x', 1, 1)",
        "CREATE TABLE more (id INTEGER)",
    ],
)
def test_reading_refuses_to_write(own, snapshot, statement):
    with own.reading(snapshot=snapshot) as reading, pytest.raises(DBAPIError, match="read.?only"):
        reading.all(text(statement))

    with own.reading() as reading:
        assert reading.value(text("SELECT count(*) FROM users")) == 4


def test_writing_works_after_a_reader_had_the_connection(own):
    with own.reading() as reading:
        reading.value(COUNT)
    with own.reading(snapshot=True) as reading:
        reading.value(COUNT)

    with own.unit_of_work() as session:
        insert(session, 1)

    with own.reading() as reading:
        assert reading.value(COUNT) == 1


def test_snapshot_sees_one_moment(own):
    with own.reading(snapshot=True) as reading:
        before = reading.value(COUNT)
        with own.unit_of_work() as session:
            insert(session, 1)

        assert reading.value(COUNT) == before == 0


def test_reading_sees_what_was_kept_meanwhile(own):
    with own.reading() as reading:
        first = reading.value(COUNT)
    with own.unit_of_work() as session:
        insert(session, 1)
    with own.reading() as reading:
        second = reading.value(COUNT)

    assert (first, second) == (0, 1)


def test_foreign_keys_are_kept(own):
    with pytest.raises(DBAPIError), own.unit_of_work() as session:
        session.execute(
            text(
                "INSERT INTO people (id, household_id, name, name_key, created_at, version) VALUES"
                " ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002',"
                " 'a', 'a', '2026-01-01', 1)"
            )
        )


def test_bound_database_is_as_it_was_after_a_test(own, template):
    with undone(template) as database:
        with database.unit_of_work() as session:
            insert(session, 1)
        with database.reading() as reading:
            assert reading.value(COUNT) == 1

    with own.reading() as reading:
        assert reading.value(COUNT) == 0
