"""Which expense a row may be: the numbers, to the cent and to the day."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from mealtracker.imports.candidates import Directory, KnownPlace, likeness
from mealtracker.imports.matching import Charge, Noted, find_match
from mealtracker.imports.payees import read_payee
from mealtracker.imports.reasons import Reason

DAY = date(2026, 11, 10)


def expense(number=1, days=0, minor=-4000, **fields):
    told = {"is_named": True, "place": "Pine Diner"} | fields
    return Noted(id=UUID(int=number), day=DAY - timedelta(days=days), minor=minor, **told)


def match(*noted, minor=-4000, is_tipped=True, **fields):
    return find_match(Charge(DAY, minor, is_tipped, **fields), noted)


@pytest.mark.parametrize(
    ("days", "is_found"), [(0, True), (7, True), (-7, True), (8, False), (-8, False)]
)
def test_a_week_around_the_day_is_near(days, is_found):
    assert bool(match(expense(days=days))) is is_found


@pytest.mark.parametrize(
    ("minor", "reason"),
    [
        pytest.param(-4000, Reason.SAME_EXPENSE, id="the same"),
        pytest.param(-4001, Reason.TIP, id="a cent"),
        pytest.param(-5200, Reason.TIP, id="30 percent"),
        pytest.param(-5201, Reason.TIP_TOO_HIGH, id="a cent more"),
        pytest.param(-8000, Reason.TIP_TOO_HIGH, id="100 percent"),
        pytest.param(-8001, None, id="a cent more than that"),
        pytest.param(-3999, None, id="a cent less"),
        pytest.param(4000, None, id="money back"),
    ],
)
def test_how_much_more_can_be_a_tip(minor, reason):
    found = match(expense(), minor=minor)

    assert (found and found.reason) == reason
    if found:
        assert found.tip_minor == -4000 - minor
        assert found.is_match is (reason in {Reason.SAME_EXPENSE, Reason.TIP})


@pytest.mark.parametrize(
    "noted",
    [
        pytest.param({"has_tip": True}, id="a tip already"),
        pytest.param({"is_of_card": False}, id="paid with another card"),
        pytest.param({"is_named": False}, id="elsewhere"),
        pytest.param({"is_named": None}, id="nobody knows where"),
        pytest.param({"days": 6}, id="six days before"),
        pytest.param({"days": -1}, id="a day after"),
        pytest.param({"minor": 4000}, id="money back"),
    ],
)
def test_what_is_no_tip(noted):
    assert match(expense(**noted), minor=-4600) is None


def test_nobody_tips_at_a_supermarket():
    assert match(expense(), minor=-4600, is_tipped=False) is None


def test_booked_is_never_before_pending():
    assert match(expense(days=-1, is_pending=True)) is None
    assert match(expense(days=1, is_pending=True)).reason == Reason.SAME_EXPENSE


def test_of_several_the_only_one_of_that_day_is_taken_and_two_are_a_question():
    assert match(expense(1, 3), expense(2, 0), expense(3, 4)).noted.id == UUID(int=2)

    for several in ((expense(1), expense(2)), (expense(1, 2), expense(2, 3))):
        found = match(*several)
        assert (found.reason, found.is_match, found.count) == (Reason.SEVERAL_MATCHES, False, 2)


def test_what_is_no_food_is_not_taken_for_a_meal_without_a_place():
    nowhere = expense(is_named=None, place=None)

    assert match(nowhere, is_food=False) is None
    assert match(nowhere).reason == Reason.SAME_EXPENSE


def test_nearer_is_surer():
    scores = [match(expense(days=days)).confidence for days in range(8)]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 8


PLACES = [
    KnownPlace(UUID(int=1), "Pine Diner", None, ("TST PINE",)),
    KnownPlace(UUID(int=2), "Blue Bottle Mission", "Blue Bottle Coffee"),
    KnownPlace(UUID(int=3), "Logan’s Roadhouse", None),
    KnownPlace(UUID(int=4), "Café Luna", None),
    KnownPlace(UUID(int=5), "Panda House", None),
    KnownPlace(UUID(int=6), "Panda Garden", None),
]


@pytest.mark.parametrize(
    ("payee", "best", "is_sure"),
    [
        pytest.param("TST PINE", 1, True, id="an alias"),
        pytest.param("PINE DINER #12", 1, True, id="the name"),
        pytest.param("SQ *BLUE BOTTLE COFFEE", 2, True, id="the chain"),
        pytest.param("CAFE LUNA LISBOA PT", 4, True, id="without its accent"),
        pytest.param("LOGANS ROADHOUSE GRILL", 3, False, id="alike"),
        pytest.param("PANDA EXPRESS", None, False, id="a word alone"),
        pytest.param("RESTAURANT", None, False, id="a word that says nothing"),
        pytest.param("", None, False, id="nobody"),
    ],
)
def test_a_payee_finds_its_place(payee, best, is_sure):
    found = Directory(PLACES).candidates(read_payee(payee))

    assert (found[0].id.int if found else None) == best
    assert bool(found and found[0].is_sure) is is_sure


def test_likeness_is_of_two_and_a_name_is_most_like_itself():
    names = ["pine diner", "pine dinner", "the pine", "blue bottle coffee", ""]

    for one in names:
        assert likeness(one, one) == 100
        for other in names:
            assert likeness(one, other) == likeness(other, one)
            assert one == other or likeness(one, other) < 100
