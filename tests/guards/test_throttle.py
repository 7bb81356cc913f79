"""Throttle buckets: how often, how long, and what makes them forget."""

from datetime import timedelta

import pytest

from mealtracker.db.session import BoundDatabase
from mealtracker.errors import TooMany
from mealtracker.guards.commands import Rate, forgive, purge, take

from tests.support.databases import NOW

RATE = Rate(burst=3, every_s=60)
SECRET = b"secret"


def tries(db: BoundDatabase, count: int, seconds: int = 0, name: str = "door") -> None:
    """Try so often at an instant."""
    for _ in range(count):
        with db.unit_of_work() as session:
            take(session, SECRET, name, RATE, NOW + timedelta(seconds=seconds))


def test_bucket_refuses_when_it_is_full(db: BoundDatabase) -> None:
    tries(db, 3)

    with pytest.raises(TooMany) as refusal:
        tries(db, 1)

    assert refusal.value.retry_after_s == 60


def test_bucket_lets_one_more_in_for_each_stretch_of_time(db: BoundDatabase) -> None:
    tries(db, 3)

    tries(db, 1, seconds=61)

    with pytest.raises(TooMany):
        tries(db, 1, seconds=62)


def test_buckets_do_not_share_their_tries(db: BoundDatabase) -> None:
    tries(db, 3)

    tries(db, 3, name="other door")


def test_bucket_is_empty_when_it_was_forgiven(db: BoundDatabase) -> None:
    tries(db, 3)

    with db.unit_of_work() as session:
        forgive(session, SECRET, "door")

    tries(db, 3)


def test_purge_removes_buckets_that_have_run_empty(db: BoundDatabase) -> None:
    tries(db, 1)

    with db.unit_of_work() as session:
        early = purge(session, NOW)
        late = purge(session, NOW + timedelta(days=2))

    assert (early, late) == (0, 1)
