"""Reading really only reads, and a unit of work is all or nothing, on both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mealtracker.db.session import EngineDatabase
from tests.support.databases import Template


@pytest.fixture
def real(template: Template) -> Iterator[EngineDatabase]:
    """The database as a running process opens it."""
    database = EngineDatabase(template.url)
    yield database
    database.dispose()


def test_reading_refuses_to_write(real: EngineDatabase) -> None:
    with real.reading() as reading, pytest.raises(DBAPIError, match=r"read-?only"):
        reading.all(text("DELETE FROM throttle_buckets"))


def test_snapshot_refuses_to_write(real: EngineDatabase) -> None:
    with real.reading(snapshot=True) as reading, pytest.raises(DBAPIError, match=r"read-?only"):
        reading.all(text("DELETE FROM throttle_buckets"))


def test_unit_of_work_leaves_nothing_when_it_fails(real: EngineDatabase) -> None:
    def fails() -> None:
        with real.unit_of_work() as session:
            session.execute(text("INSERT INTO throttle_buckets VALUES ('half', 1, 1)"))
            message = "half-way"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        fails()

    with real.reading() as reading:
        assert reading.first(text("SELECT key FROM throttle_buckets WHERE key = 'half'")) is None


def test_unit_of_work_can_write_after_a_reading_of_the_same_pool(real: EngineDatabase) -> None:
    for number in range(3):
        with real.reading() as reading:
            reading.value(text("SELECT 1"))
        with real.unit_of_work() as session:
            values = {"key": f"turn {number}"}
            session.execute(text("INSERT INTO throttle_buckets VALUES (:key, 1, 1)"), values)

    with real.unit_of_work() as session:
        found = session.execute(text("DELETE FROM throttle_buckets WHERE key LIKE 'turn %'"))
        assert found.rowcount == 3  # type: ignore[attr-defined]  # a DML result


def test_snapshot_sees_one_moment(real: EngineDatabase) -> None:
    count = text("SELECT count(*) FROM throttle_buckets WHERE key = 'later'")
    with real.reading(snapshot=True) as reading:
        before = reading.value(count)
        with real.unit_of_work() as session:
            session.execute(text("INSERT INTO throttle_buckets VALUES ('later', 1, 1)"))
        after = reading.value(count)

    with real.unit_of_work() as session:
        session.execute(text("DELETE FROM throttle_buckets WHERE key = 'later'"))
    assert before == after == 0
