"""Throttle buckets and idempotency keys, without HTTP."""

from datetime import timedelta

import pytest

from mealtracker.errors import InProgress, Invalid, TooMany
from mealtracker.guards.commands import Answer, Rate, claim_key, keep_answer, purge, take
from mealtracker.guards.models import ThrottleBucket

from tests.support.databases import NOW

SECRET = b"secret"
RATE = Rate(burst=3, every_s=60)
ANSWER = Answer(201, b"{}", "/there", '"1"', "01a212cb-5463-7675-9f39-460fc9b3dfc3")


def tries(db, now, count, name="bucket", rate=RATE):
    """Return how many of `count` tries pass."""
    passed = 0
    for _ in range(count):
        try:
            with db.unit_of_work() as session:
                take(session, SECRET, name, rate, now)
            passed += 1
        except TooMany:
            continue
    return passed


def test_burst_passes_and_no_more(db, template):
    assert tries(db, NOW, 10) == 3


def test_bucket_leaks_one_try_at_a_time(db, template):
    tries(db, NOW, 3)

    assert tries(db, NOW + timedelta(seconds=59), 5) == 0
    assert tries(db, NOW + timedelta(seconds=60), 5) == 1
    assert tries(db, NOW + timedelta(seconds=180), 5) == 2
    assert tries(db, NOW + timedelta(days=365 * 50), 5) == 3


def test_refused_tries_do_not_count(db, template):
    tries(db, NOW, 100)

    assert tries(db, NOW + timedelta(seconds=60), 1) == 1


def test_buckets_are_apart_and_named_by_hash(db, template):
    tries(db, NOW, 3, "ana@example.org")

    assert tries(db, NOW, 1, "ben@example.org") == 1
    with db.unit_of_work() as session:
        keys = [bucket.key for bucket in session.query(ThrottleBucket)]
    assert not any("@" in key for key in keys)


def test_wait_is_told(db, template):
    tries(db, NOW, 3)

    with pytest.raises(TooMany) as caught, db.unit_of_work() as session:
        take(session, SECRET, "bucket", RATE, NOW)
    assert caught.value.retry_after_s == 60


def test_clock_that_goes_back_locks_nobody_out_for_ever(db, template):
    tries(db, NOW, 1)

    assert tries(db, NOW - timedelta(hours=1), 1) in {0, 1}
    assert tries(db, NOW + timedelta(seconds=600), 1) == 1


def test_key_is_claimed_answered_and_replayed(db, alice):
    user = alice.actor.user_id
    with db.unit_of_work() as session:
        assert claim_key(session, user, "k", "hash", NOW) is None
        keep_answer(session, user, "k", ANSWER)

    with db.unit_of_work() as session:
        assert claim_key(session, user, "k", "hash", NOW) == ANSWER
        with pytest.raises(Invalid):
            claim_key(session, user, "k", "other", NOW)


def test_key_without_an_answer_is_in_progress(db, alice):
    with db.unit_of_work() as session:
        claim_key(session, alice.actor.user_id, "k", "hash", NOW)
        with pytest.raises(InProgress):
            claim_key(session, alice.actor.user_id, "k", "hash", NOW)


def test_purge_removes_what_is_over_and_nothing_else(db, alice):
    user = alice.actor.user_id
    tries(db, NOW - timedelta(days=2), 1, "old")
    tries(db, NOW, 1, "new")
    with db.unit_of_work() as session:
        claim_key(session, user, "old", "hash", NOW - timedelta(days=7, seconds=1))
        claim_key(session, user, "new", "hash", NOW - timedelta(days=6))

    with db.unit_of_work() as session:
        assert purge(session, NOW) == 2

    with db.unit_of_work() as session:
        assert purge(session, NOW) == 0
