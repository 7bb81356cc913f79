"""A file that comes again, whole or in part, adds exactly what is missing."""

from datetime import timedelta

import pytest

from mealtracker.domain.money import Currency
from mealtracker.imports.reasons import Reason

from tests.imports.household import DAY, coffee


def test_a_row_becomes_an_expense_with_its_place_category_and_payment(home, alice):
    import_id = home.imports([coffee(memo="Oat milk", time="08:15", tags=("work",))])

    row = home.row(import_id)
    expense = alice.sees(f"/expenses/{row.made_expense_id}")
    assert expense["eaten_on"] == DAY.isoformat()
    assert (expense["total"], expense["currency"], expense["kind"]) == ("4.50", "USD", "expense")
    assert (expense["place"], expense["category"]) == ("Blue Bottle Coffee", "Coffee")
    assert (expense["payment"], expense["note"]) == ("Sapphire card", "Oat milk")
    assert (expense["eaten_at"], expense["meal"], expense["tags"]) == (
        "08:15",
        "breakfast",
        ["work"],
    )
    assert expense["source"] == "import"
    assert home.state(import_id) == "applied"
    assert home.sums_are_right()


def test_three_equal_rows_imported_twice_are_three(home):
    rows = [coffee(line) for line in (1, 2, 3)]

    home.imports(rows)
    again = home.imports(rows)

    assert sum(home.expenses().values()) == 3
    assert {row.reason for row in home.rows(again)} == {Reason.KNOWN_ROW}


def test_the_same_coffee_every_morning_is_one_each_morning(home):
    mornings = [coffee(n, day=DAY + timedelta(days=n)) for n in range(10)]

    home.imports(mornings[:7])
    home.imports(mornings[3:])

    assert len(home.expenses()) == 10


def test_a_row_that_stands_twice_in_one_file_with_its_id_is_one(home):
    import_id = home.imports([coffee(1, bank_id="A1"), coffee(2, bank_id="A1")])

    assert sum(home.expenses().values()) == 1
    assert [row.reason for row in home.rows(import_id)][1] == Reason.TWICE_IN_FILE


def test_equal_rows_with_ids_of_their_own_are_as_many(home):
    home.imports([coffee(1, bank_id="A1"), coffee(2, bank_id="A2")])
    home.imports([coffee(1, bank_id="A2"), coffee(2, bank_id="A3")])

    assert sum(home.expenses().values()) == 3


def test_an_id_is_known_though_the_bank_writes_the_payee_and_the_day_otherwise(home):
    home.imports([coffee(bank_id="A1")])
    again = home.imports([coffee(bank_id="A1", payee="BB CAFE", day=DAY + timedelta(days=1))])

    assert home.row(again).reason == Reason.KNOWN_ID
    assert sum(home.expenses().values()) == 1


def test_an_id_that_a_bank_gives_to_different_rows_loses_none(home):
    rows = [coffee(1, bank_id="0"), coffee(2, bank_id="0", minor=-990)]
    rows += [coffee(3, bank_id="0", payee="TACO BELL")]

    home.imports(rows)
    home.imports(rows)

    assert sum(home.expenses().values()) == 3


def test_an_id_is_one_account_s_own(home):
    home.imports([coffee(bank_id="A1")])
    home.imports([coffee(bank_id="A1")], account=home.opens_account("Debit card"))

    assert sum(home.expenses().values()) == 2


def test_a_file_without_ids_is_known_again_with_them(home):
    home.imports([coffee(1), coffee(2)])
    home.imports([coffee(1, bank_id="A2")])
    home.imports([coffee(1, bank_id="A1"), coffee(2, bank_id="A2"), coffee(3, bank_id="A3")])
    home.imports([coffee(1), coffee(2), coffee(3)])

    assert sum(home.expenses().values()) == 3


def test_an_id_that_was_learned_is_no_other_row_s(home):
    home.imports([coffee(1), coffee(2)])
    for bank_id in ("A1", "A2", "A3"):
        home.imports([coffee(bank_id=bank_id)])

    assert sum(home.expenses().values()) == 3


def test_of_two_files_that_both_seemed_to_be_a_row_only_one_is(home):
    home.imports([coffee()])
    first, second = (home.rehearses([coffee(bank_id=bank_id)]) for bank_id in ("A1", "A2"))

    home.applies(first)
    home.applies(second)
    assert (home.row(second).decision, home.row(second).reason) == ("ignored", Reason.REFUSED)

    home.rehearses_again(second)
    home.applies(second)
    assert sum(home.expenses().values()) == 2
    assert home.row(home.imports([coffee(bank_id="A1")])).decision == "duplicate"


def test_rows_of_another_household_are_no_duplicates(home, strangers):
    home.imports([coffee()])
    theirs = strangers.imports([coffee()])

    assert strangers.row(theirs).decision == "create"
    assert sum(strangers.expenses().values()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"minor": -451}, id="amount"),
        pytest.param({"day": DAY + timedelta(days=1)}, id="day"),
        pytest.param({"payee": "TACO BELL"}, id="payee"),
        pytest.param({"currency": Currency("EUR")}, id="currency"),
        pytest.param({"minor": 450}, id="direction"),
    ],
)
def test_a_row_that_differs_is_another_one(home, fields):
    home.imports([coffee()])
    home.imports([coffee(**fields)])

    assert sum(home.expenses().values()) == 2


def test_an_expense_that_was_deleted_does_not_come_back(home, alice):
    row = home.row(home.imports([coffee()]))
    alice.api("DELETE", f"/expenses/{row.made_expense_id}")

    again = home.row(home.imports([coffee()]))

    assert (again.decision, again.reason) == ("duplicate", Reason.WAS_DELETED)
    assert not home.expenses()


def test_an_expense_that_was_edited_is_known_all_the_same(home, alice):
    row = home.row(home.imports([coffee()]))
    edited = {"eaten_on": "2026-11-01", "total": "99.00", "place": "Elsewhere"}
    alice.api("PATCH", f"/expenses/{row.made_expense_id}", json=edited)

    again = home.row(home.imports([coffee()]))

    assert (again.decision, again.expense_id) == ("duplicate", row.made_expense_id)


def test_what_another_file_brought_after_the_rehearsal_is_not_taken_in_twice(home):
    first = home.rehearses([coffee(1), coffee(2)])
    home.imports([coffee(1)])

    home.applies(first)

    assert sum(home.expenses().values()) == 2
    assert sorted(row.decision for row in home.rows(first)) == ["create", "duplicate"]


def test_a_row_that_somebody_left_out_is_not_asked_about_again(home):
    import_id = home.rehearses([coffee()])
    home.decides(import_id, positions=[1], decision="ignored")
    home.applies(import_id)

    again = home.row(home.imports([coffee()]))

    assert (again.decision, again.reason) == ("duplicate", Reason.LEFT_OUT)


def test_somebody_can_take_a_known_row_in_again(home):
    home.imports([coffee(bank_id="A1")])
    again = home.rehearses([coffee(bank_id="A1")])

    home.decides(again, positions=[1], decision="create")
    home.rehearses_again(again)
    home.applies(again)

    assert sum(home.expenses().values()) == 2
