"""Rows that somebody noted already: proposed with a reason, filled in, never written over."""

from datetime import timedelta

import pytest

from mealtracker.imports.near import near_expenses
from mealtracker.imports.reasons import Reason

from tests.imports.household import DAY, coffee

BLUE = {"place": "Blue Bottle Coffee", "eaten_on": DAY.isoformat()}


def noted(alice, total="4.50", **fields):
    return alice.spends(total, **(BLUE | fields))


def test_an_expense_of_the_same_amount_is_the_row(home, alice):
    expense = noted(alice)

    import_id = home.imports([coffee(memo="Card 1")])

    row = home.row(import_id)
    assert (row.decision, row.reason) == ("match", Reason.SAME_EXPENSE)
    assert str(row.expense_id) == expense["id"]
    assert sum(home.expenses().values()) == 1


def test_a_blank_keeps_and_only_what_is_empty_is_filled(home, alice):
    full = {
        "category": "Dining",
        "meal": "brunch",
        "order_type": "dine_in",
        "covers": 2,
        "note": "With cake",
        "tags": ["treat"],
        "people": ["Ana"],
    }
    expense = noted(alice, **full)

    home.imports([coffee(memo="POS 4711", time="10:40", category="")])

    after = alice.sees(f"/expenses/{expense['id']}")
    assert {name: after[name] for name in full} == full
    assert after["deleted_at"] is None
    assert (after["payment"], after["eaten_at"]) == ("Sapphire card", "10:40")


def test_a_field_that_is_taken_is_written_over(home, alice):
    expense = noted(alice, note="Cake")
    import_id = home.rehearses([coffee(memo="POS 4711")])

    changes = home.row(import_id).changes
    home.decides(import_id, positions=[1], taken=["note"])
    home.applies(import_id)

    assert {"field": "note", "old": "Cake", "new": "POS 4711"} in changes
    after = alice.sees(f"/expenses/{expense['id']}")
    assert (after["note"], after["payment"]) == ("POS 4711", None)


def test_what_was_edited_since_the_rehearsal_is_not_written_over(home, alice):
    expense = noted(alice)
    import_id = home.rehearses([coffee(memo="POS 4711")])
    alice.api("PATCH", f"/expenses/{expense['id']}", json={"note": "Mine"})

    home.applies(import_id)

    assert alice.sees(f"/expenses/{expense['id']}")["note"] == "Mine"


def test_a_higher_charge_at_a_restaurant_proposes_a_tip_and_takes_it_when_told(home, alice):
    expense = noted(alice, "40.00")
    row = coffee(minor=-4800, day=DAY + timedelta(days=2), mcc="5812")
    import_id = home.rehearses([row])

    found = home.row(import_id)
    assert (found.decision, found.reason) == ("match", Reason.TIP)
    assert str(found.why) == "You noted 40.00 on 2026-11-10. The rest, 8.00, may be a tip."
    assert not {"tip", "total"} & set(found.taken)
    assert home.summary(import_id).effects[0].matched == "0.00"

    home.decides(import_id, positions=[1], taken=["tip", "total"])
    assert home.summary(import_id).effects[0].matched == "8.00"
    home.applies(import_id)

    after = alice.sees(f"/expenses/{expense['id']}")
    assert (after["total"], after["tip"]) == ("48.00", "8.00")
    assert home.sums_are_right()


def test_a_tip_that_nobody_takes_leaves_the_total(home, alice):
    expense = noted(alice, "40.00")

    home.imports([coffee(minor=-4800, mcc="5812")])

    after = alice.sees(f"/expenses/{expense['id']}")
    assert (after["total"], after["tip"]) == ("40.00", None)


def test_two_that_could_be_it_are_asked_about(home, alice, db):
    first = noted(alice)
    noted(alice)

    import_id = home.imports([coffee()])
    row = home.row(import_id)
    assert (row.decision, row.reason, row.is_review) == ("ignored", Reason.SEVERAL_MATCHES, True)
    assert sum(home.expenses().values()) == 2

    with db.reading() as reading:
        near = near_expenses(reading, home.actor, import_id, 1)
    assert [(one.total, one.place) for one in near] == [("4.50", "Blue Bottle Coffee")] * 2
    home.decides(import_id, positions=[1], expense_id=first["id"])
    home.applies(import_id)

    assert alice.sees(f"/expenses/{first['id']}")["payment"] == "Sapphire card"
    assert sum(home.expenses().values()) == 2


def test_an_expense_is_one_row_at_most(home, alice):
    noted(alice)

    import_id = home.imports([coffee(1), coffee(2)])

    assert sorted(row.decision for row in home.rows(import_id)) == ["create", "match"]
    assert sum(home.expenses().values()) == 2


def test_the_same_amount_elsewhere_is_another_expense_and_says_so(home, alice):
    noted(alice, place="Dentist’s canteen")

    row = home.row(home.imports([coffee()]))

    assert (row.decision, row.reason, row.is_review) == ("create", Reason.SIMILAR, True)


def test_an_expense_that_is_a_row_already_is_no_match(home):
    home.imports([coffee(1)])

    row = home.row(home.imports([coffee(1, day=DAY + timedelta(days=1))]))

    assert row.decision == "create"


def test_a_pending_row_waits_and_one_taken_in_is_matched_when_it_is_booked(home, alice):
    pending = coffee(bank_id="P1", is_pending=True, mcc="5812", minor=-4000)
    first = home.imports([pending])
    assert home.row(first).reason == Reason.PENDING

    home.decides(first, positions=[1], decision="create")
    home.applies(first)
    booked = home.rehearses([coffee(bank_id="P1", minor=-4600, day=DAY + timedelta(days=1))])

    row = home.row(booked)
    assert (row.decision, row.reason) == ("match", Reason.TIP)
    assert row.expense_id == home.row(first).made_expense_id


def test_a_booked_row_is_never_before_a_pending_one(home):
    first = home.rehearses([coffee(is_pending=True)])
    home.decides(first, positions=[1], decision="create")
    home.applies(first)

    booked = home.rehearses([coffee(day=DAY - timedelta(days=1))])

    assert home.row(booked).decision == "create"


def test_a_match_whose_expense_is_gone_waits_for_somebody(home, alice):
    expense = noted(alice)
    import_id = home.rehearses([coffee()])
    alice.api("DELETE", f"/expenses/{expense['id']}")

    home.applies(import_id)

    row = home.row(import_id)
    assert (row.decision, row.reason, row.applied_at) == ("ignored", Reason.REFUSED, None)
    home.rehearses_again(import_id)
    home.applies(import_id)
    assert sum(home.expenses().values()) == 1


@pytest.mark.parametrize("fields", [{"place": None}, {"place": "blue bottle coffee"}])
def test_a_place_is_given_or_kept(home, alice, fields):
    expense = noted(alice, **fields)

    home.imports([coffee()])

    place = alice.sees(f"/expenses/{expense['id']}")["place"]
    assert place.casefold() == "blue bottle coffee"
