"""What a rehearsal decides, what people decide instead, and what is remembered of that."""

from datetime import date, timedelta

import pytest

from mealtracker.errors import Conflict, Forbidden, Invalid, NotFound
from mealtracker.imports.reasons import Reason
from mealtracker.imports.rows import BadRow

from tests.imports.household import DAY, Household, coffee

GAS = {"payee": "SHELL OIL 57444", "mcc": "5542"}
ODD = {"payee": "ZYXW 1", "mcc": None}


@pytest.mark.parametrize(
    ("fields", "decision", "reason"),
    [
        pytest.param({}, "create", Reason.BANK_CODE, id="restaurant by its code"),
        pytest.param({"mcc": "5411"}, "create", Reason.BANK_CODE, id="groceries by their code"),
        pytest.param({"mcc": None}, "create", Reason.PAYEE_WORD, id="coffee in the name"),
        pytest.param({"minor": 450}, "create", Reason.BANK_CODE, id="a refund"),
        pytest.param({"mcc": "5732"}, "ignored", Reason.NOT_FOOD_CODE, id="electronics"),
        pytest.param(GAS, "ignored", Reason.NOT_FOOD_WORD, id="fuel"),
        pytest.param(ODD, "ignored", Reason.NOT_SURE_FOOD, id="nobody knows"),
        pytest.param({"minor": 0}, "ignored", Reason.ZERO, id="nothing"),
        pytest.param({"is_transfer": True}, "ignored", Reason.TRANSFER, id="transfer"),
        pytest.param({"is_pending": True}, "ignored", Reason.PENDING, id="pending"),
        pytest.param({"day": date(2026, 12, 24)}, "ignored", Reason.FUTURE, id="to come"),
        pytest.param({"day": date(1, 1, 1)}, "ignored", Reason.FUTURE, id="long ago"),
        pytest.param({"day": date.max}, "ignored", Reason.FUTURE, id="the last day there is"),
    ],
)
def test_each_row_is_decided_with_its_reason(home, fields, decision, reason):
    row = home.row(home.rehearses([coffee(**fields)]))

    assert (row.decision, row.reason, row.decided_by) == (decision, reason, "rule")
    assert row.why
    assert 0 < row.confidence <= 100


def test_a_day_stays_the_day_that_the_file_says(home, alice):
    """A row without a time is of its day wherever somebody reads it."""
    rows = [coffee(1), coffee(2, time="23:58", payee="LATE BAR"), coffee(3, time="00:01")]

    import_id = home.imports(rows)

    days = {
        alice.sees(f"/expenses/{row.made_expense_id}")["eaten_on"] for row in home.rows(import_id)
    }
    assert days == {DAY.isoformat()}


def test_a_bad_row_is_told_by_its_line_and_the_rest_goes_in(home):
    bad = BadRow(2, "x;y", "“x” is no day.")

    import_id = home.imports([coffee(1), bad, coffee(3, minor=-700)])

    row = home.rows(import_id, reason="unreadable")[0]
    assert (row.line, row.error, row.raw) == (2, "“x” is no day.", "x;y")
    assert sum(home.expenses().values()) == 2


def test_somebody_decides_otherwise_and_a_rehearsal_keeps_it(home):
    import_id = home.rehearses([coffee(1, **ODD), coffee(2, **GAS), coffee(3)])

    done = home.decides(import_id, positions=[1, 2], decision="create", place="Corner shop")
    home.rehearses_again(import_id)
    home.applies(import_id)

    assert (done.changed, done.left) == (2, 0)
    assert [row.decision for row in home.rows(import_id)] == ["create"] * 3
    assert [row.place for row in home.rows(import_id)][:2] == ["Corner shop"] * 2


@pytest.mark.parametrize(
    ("where", "positions"),
    [
        pytest.param({"decision": "create"}, {1, 4}, id="decision"),
        pytest.param({"reason": "not_sure_food"}, {2}, id="reason"),
        pytest.param({"food": "not"}, {3}, id="food"),
        pytest.param({"month": "2026-10"}, {4}, id="month"),
        pytest.param({"payee": "BLUE BOTTLE COFFEE"}, {1, 4}, id="payee"),
        pytest.param({"review": True}, {2}, id="review"),
        pytest.param({"payee": "Blue Bottle Coffee", "month": "2026-11"}, {1}, id="two of them"),
        pytest.param({}, {1, 2, 3, 4}, id="all"),
    ],
)
def test_a_filter_means_the_same_for_reading_and_deciding(home, where, positions):
    rows = [coffee(1), coffee(2, **ODD), coffee(3, **GAS), coffee(4, day=date(2026, 10, 31))]
    import_id = home.rehearses(rows)

    assert {row.position for row in home.rows(import_id, **where)} == positions
    home.decides(import_id, where=where, category="Groceries")

    decided = {row.position for row in home.rows(import_id) if row.decided_by == "person"}
    assert decided == positions


def test_what_somebody_takes_or_leaves_is_learned(home):
    import_id = home.rehearses([coffee(1, **ODD), coffee(2, **GAS)])
    home.decides(import_id, positions=[1], decision="create", category="Groceries")
    home.decides(import_id, positions=[2], decision="create")
    home.applies(import_id)

    later = DAY + timedelta(days=9)
    again = home.rehearses([coffee(1, day=later, **ODD), coffee(2, day=later, **GAS)])

    assert {row.reason for row in home.rows(again)} == {Reason.LEARNED}
    assert [row.category for row in home.rows(again)] == ["Groceries", None]


def test_what_came_in_since_is_known_whatever_somebody_decided_before(home):
    import_id = home.rehearses([coffee(**ODD)])
    home.decides(import_id, positions=[1], decision="create")
    other = home.rehearses([coffee(**ODD)])
    home.decides(other, positions=[1], decision="create")
    home.applies(other)

    home.rehearses_again(import_id)

    row = home.row(import_id)
    assert (row.decision, row.decided_by) == ("duplicate", "rule")


def test_what_is_left_out_for_another_reason_teaches_nothing_of_food(home):
    import_id = home.rehearses([coffee(is_transfer=True, **ODD)])
    home.decides(import_id, positions=[1], decision="ignored")
    home.applies(import_id)

    later = coffee(day=DAY + timedelta(days=1), **ODD)
    assert home.row(home.rehearses([later])).reason == Reason.NOT_SURE_FOOD


def test_what_is_noted_already_is_left_out_for_good_and_teaches_nothing(home):
    import_id = home.rehearses([coffee(1, **ODD)])
    home.decides(import_id, positions=[1], decision="duplicate")
    home.applies(import_id)

    again = [coffee(1, **ODD), coffee(2, day=DAY + timedelta(days=1), **ODD)]
    rows = home.rows(home.rehearses(again))

    assert [row.reason for row in rows] == [Reason.LEFT_OUT, Reason.NOT_SURE_FOOD]


def test_leaving_one_coffee_out_does_not_make_coffee_something_else(home):
    import_id = home.rehearses([coffee(1)])
    home.decides(import_id, positions=[1], decision="ignored")
    home.applies(import_id)

    row = home.row(home.rehearses([coffee(1, day=DAY + timedelta(days=1))]))

    assert row.decision == "create"


def test_a_place_is_known_by_what_the_bank_calls_it_from_then_on(home, alice):
    place = alice.makes("/places", name="Logan’s Roadhouse")
    import_id = home.rehearses([coffee(payee="TST* LOGANS 354 LEWISVILLE TX")])
    home.decides(import_id, positions=[1], place_id=place["id"])
    home.applies(import_id)

    later = coffee(payee="TST* LOGANS 112 AUSTIN TX", day=DAY + timedelta(days=9))
    row = home.row(home.rehearses([later]))

    assert (str(row.place_id), row.candidates[0]["score"]) == (place["id"], 100)


def test_a_place_that_was_deleted_since_is_made_anew(home, alice):
    place = alice.makes("/places", name="Blue Bottle Coffee")
    import_id = home.rehearses([coffee()])
    alice.api("DELETE", f"/places/{place['id']}")

    home.applies(import_id)

    made = alice.sees(f"/expenses/{home.row(import_id).made_expense_id}")
    assert made["place"] == "Blue Bottle Coffee"
    assert made["place_id"] != place["id"]


def test_two_branches_of_one_name_are_a_question_and_no_guess(home, alice):
    for street in ("Main Street 1", "High Street 9"):
        alice.makes("/places", name="Blue Bottle Coffee", street=street)

    row = home.row(home.rehearses([coffee()]))

    assert row.place_id is None
    assert len(row.candidates) == 2


def test_a_new_place_is_made_once_for_all_its_rows(home, alice):
    home.imports([coffee(n, minor=-100 * n) for n in range(1, 6)])

    assert [place["name"] for place in alice.sees("/places")["items"]] == ["Blue Bottle Coffee"]


def test_counts_and_effects_say_what_applying_would_do(home):
    rows = [coffee(1), coffee(2, minor=-1000), coffee(3, minor=200), coffee(4, **ODD)]

    summary = home.summary(home.rehearses(rows))

    assert [(t.decision, t.reason, t.count) for t in summary.decisions] == [
        ("create", "bank_code", 3),
        ("ignored", "not_sure_food", 1),
    ]
    (effect,) = summary.effects
    assert (effect.currency, effect.creates, effect.created) == ("USD", 3, "12.50")


def test_what_was_applied_is_not_decided_again(home):
    import_id = home.imports([coffee()])

    done = home.decides(import_id, positions=[1], decision="ignored")

    assert (done.changed, done.left) == (0, 1)


def test_a_row_without_an_expense_cannot_be_a_match(home):
    import_id = home.rehearses([coffee()])

    assert home.decides(import_id, positions=[1], decision="match").changed == 0


def test_what_cannot_be_taken_in_is_refused_alone(home):
    many = tuple(f"tag {n}" for n in range(51))
    rows = [coffee(1), coffee(2, minor=-(10**14)), coffee(3, tags=many, minor=-7), coffee(4)]

    import_id = home.imports(rows)

    refused = home.rows(import_id, reason="refused")
    assert [(row.position, row.decision) for row in refused] == [(2, "ignored"), (3, "ignored")]
    assert "“1000000000000.00” is not an amount" in refused[0].why
    assert sum(home.expenses().values()) == 2


def test_deciding_needs_a_rehearsal_a_role_and_the_own_household(home, db, alice, vera, strangers):
    import_id = home.loads([coffee()])
    with pytest.raises(Conflict):
        home.decides(import_id, positions=[1], decision="create")
    home.rehearses_again(import_id)
    theirs = strangers.rehearses([coffee()])

    with pytest.raises(Forbidden):
        Household(db, vera.actor).decides(import_id, positions=[1], decision="create")
    with pytest.raises(NotFound):
        home.decides(theirs, positions=[1], decision="create")
    with pytest.raises(NotFound):
        home.decides(import_id, positions=[1], place_id=str(theirs))
    with pytest.raises(Invalid):
        home.decides(import_id, positions=[1], category="No such")
    assert strangers.row(theirs).decided_by == "rule"
