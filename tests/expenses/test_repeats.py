"""What is proposed for recording again: by habit, by the clock, and by what it usually costs."""

from datetime import UTC, date, datetime

import pytest

from mealtracker.expenses.commands import delete_expense
from mealtracker.expenses.create import create_expense
from mealtracker.expenses.repeats import Moment, likelihood, list_repeats, moment_of

from tests.factories import ExpenseDraftFactory

MONDAY = date(2026, 11, 23)
NOON = Moment(MONDAY, 12 * 60, "lunch")


@pytest.fixture
def record(db, alice):
    """Record an expense; returns its id."""

    def run(place, eaten_on=MONDAY, total="10.00", **fields):
        draft = ExpenseDraftFactory.build(
            place=place, eaten_on=eaten_on, total=total, **({"eaten_at": None} | fields)
        )
        with db.unit_of_work() as session:
            return create_expense(session, alice.actor, draft).id

    return run


@pytest.fixture
def repeats(db, alice):
    """Return what is proposed to somebody, alice unless another is named."""

    def run(person=alice, limit=3):
        with db.reading() as reading:
            return list_repeats(reading, person.actor, limit)

    return run


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(Moment(MONDAY, None, None), Moment(date(2026, 9, 28), None, None), id="fresh"),
        pytest.param(
            Moment(date(2026, 11, 16), None, None),
            Moment(date(2026, 11, 17), None, None),
            id="same weekday",
        ),
        pytest.param(Moment(MONDAY, 13 * 60, None), Moment(MONDAY, 19 * 60, None), id="same hour"),
        pytest.param(Moment(MONDAY, None, "lunch"), Moment(MONDAY, None, "dinner"), id="same meal"),
        pytest.param(Moment(MONDAY, 12 * 60, None), Moment(MONDAY, None, "lunch"), id="time first"),
    ],
)
def test_a_visit_counts_more_when_it_resembles_now(better, worse):
    assert likelihood(better, NOON) > likelihood(worse, NOON)


def test_times_are_near_across_midnight():
    before, after = Moment(MONDAY, 23 * 60 + 50, None), Moment(MONDAY, 10, None)

    assert likelihood(before, after) == likelihood(after, after)


def test_an_old_visit_still_counts_no_less_than_nothing():
    assert likelihood(Moment(date(1990, 1, 1), None, None), NOON) >= 0


def test_a_moment_is_that_of_the_zone():
    instant = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert moment_of(instant, "Asia/Tokyo")[:2] == (MONDAY, 8 * 60 + 30)


def test_the_most_habitual_place_comes_first(record, repeats):
    record("Once")
    for day in (2, 9, 16):
        record("Mondays", date(2026, 11, day))

    assert [repeat.place for repeat in repeats()] == ["Mondays", "Once"]


def test_the_price_is_proposed_when_the_last_two_visits_cost_the_same(record, repeats):
    record("Steady", date(2026, 11, 20), "4.85")
    record("Steady", date(2026, 11, 21), "4.85")
    record("Varied", date(2026, 11, 20), "4.85")
    record("Varied", date(2026, 11, 21), "9.00")
    record("Once", total="4.85")

    assert {repeat.place: repeat.total for repeat in repeats()} == {
        "Steady": "4.85",
        "Varied": None,
        "Once": None,
    }


def test_the_same_number_in_another_currency_is_another_price(record, repeats):
    record("Abroad", date(2026, 11, 20), "4.85", currency="EUR")
    record("Abroad", date(2026, 11, 21), "4.85", currency="USD")

    assert repeats()[0].total is None


def test_the_last_visit_is_the_one_that_is_repeated(record, repeats):
    record("Bar", date(2026, 11, 20), meal="lunch")
    last = record("Bar", date(2026, 11, 21), meal="dinner")

    (found,) = repeats()

    assert (found.expense_id, found.meal) == (last, "dinner")


def test_refunds_deleted_ones_and_those_without_a_place_are_no_habit(db, alice, record, repeats):
    record("Refunded", kind="refund")
    record(None)
    deleted = record("Deleted")
    with db.unit_of_work() as session:
        delete_expense(session, alice.actor, deleted, None)

    assert repeats() == []


def test_another_household_has_its_own_habits(record, repeats, bob, charlie):
    record("Bar")

    assert [repeat.place for repeat in repeats(bob)] == ["Bar"]
    assert repeats(charlie) == []


def test_only_as_many_as_asked_for(record, repeats):
    for name in "ABCD":
        record(name)

    assert len(repeats(limit=2)) == 2
