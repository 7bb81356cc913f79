"""Reading a file into rows: whose it is, what it says of itself, and how it fails."""

import pytest

from mealtracker.domain.money import Currency
from mealtracker.errors import Conflict, NotFound
from mealtracker.imports.commands.accounts import create_account, update_account
from mealtracker.imports.commands.load import load_rows
from mealtracker.imports.commands.mappings import remember_mapping
from mealtracker.imports.commands.uploads import delete_import, open_import
from mealtracker.imports.queries import list_accounts, list_imports, mapping_for, show_import
from mealtracker.imports.rows import Statement, UnreadableFile
from mealtracker.imports.schemas import AccountDraft, ImportDraft
from mealtracker.sentences import say

from tests.imports.household import FILE, coffee


def test_a_file_of_several_accounts_is_sorted_by_them(home, db):
    rows = [coffee(1, account="Joint 1"), coffee(2, account="Visa 2"), coffee(3, account="Joint 1")]

    import_id = home.rehearses(rows)

    names = [row.bank_account for row in home.rows(import_id)]
    assert names == ["Sapphire card", "Visa 2", "Sapphire card"]
    with db.reading() as reading:
        assert len(list_accounts(reading, home.actor)) == 2
    again = home.imports(rows)
    assert [row.bank_account for row in home.rows(again)] == names


def test_the_currency_is_the_account_s_where_the_file_says_none(home, db):
    with db.unit_of_work() as session:
        draft = AccountDraft(name="Karte", currency="EUR")
        account = create_account(session, home.actor, draft)

    import_id = home.rehearses([coffee(1, currency=None), coffee(2)], account)

    assert [row.currency for row in home.rows(import_id)] == ["EUR", "USD"]


def test_rows_are_checked_against_what_the_file_says_of_the_account(home, db):
    said = Statement(None, Currency("USD"), opening_minor=10000, closing_minor=9000)

    import_id = home.loads([said, coffee(1), coffee(2)])

    with db.reading() as reading:
        (statement,) = show_import(reading, home.actor, import_id).statements
    assert statement["missing_minor"] == -100


def test_a_file_that_breaks_off_fails_and_can_be_read_again(home, db):
    def broken():
        yield coffee(1)
        raise UnreadableFile(say("This file ends in the middle."))

    import_id = home.loads([coffee(1), coffee(2)])
    with pytest.raises(UnreadableFile):
        load_rows(db, home.actor, import_id, broken())

    with db.reading() as reading:
        found = show_import(reading, home.actor, import_id)
    assert (found.state, found.error) == ("failed", "This file ends in the middle.")
    loaded = load_rows(db, home.actor, import_id, [coffee(1)])
    assert (loaded.rows, len(home.rows(import_id)), home.state(import_id)) == (1, 1, "mapped")


def test_signs_that_hide_are_taken_out(home):
    row = coffee(payee="Caf\u202eé\x00 Bar", memo="a\x07b", tags=("x\ty", " "), mcc="99999")

    import_id = home.loads([row])
    home.rehearses_again(import_id)
    home.decides(import_id, positions=[1], decision="create")
    home.applies(import_id)

    assert sum(home.expenses().values()) == 1


def test_what_no_column_could_hold_is_cut_or_told(home):
    long = "\ufdfa" * 300
    row = coffee(1, payee=long, memo=long * 9, tags=(long,), people=(long,), category=long)

    import_id = home.imports([row, coffee(2, minor=-(10**30)), coffee(3)])

    assert [row.error is None for row in home.rows(import_id)] == [True, False, True]
    assert sum(home.expenses().values()) == 2


def test_a_file_needs_its_account_first(home, db):
    with db.unit_of_work() as session:
        draft = ImportDraft(file_name="a.csv", **FILE)
        import_id = open_import(session, home.actor, draft)

    with pytest.raises(Conflict, match="bank account"):
        load_rows(db, home.actor, import_id, [])


def test_what_is_in_effect_is_neither_read_again_nor_deleted(home, db):
    import_id = home.imports([coffee()])

    with pytest.raises(Conflict):
        load_rows(db, home.actor, import_id, [])
    with db.unit_of_work() as session, pytest.raises(Conflict):
        delete_import(session, home.actor, import_id)
    home.undoes(import_id)
    with db.unit_of_work() as session:
        delete_import(session, home.actor, import_id)
    with db.reading() as reading:
        assert list_imports(reading, home.actor, 10).items == []


def test_an_account_keeps_its_rows_under_another_name(home, db):
    home.imports([coffee()])
    with db.unit_of_work() as session:
        update_account(session, home.actor, home.account, AccountDraft(name="Old card"), None)
        with pytest.raises(NotFound):
            update_account(session, home.actor, home.rehearses([]), AccountDraft(name="x"), None)

    assert home.row(home.rehearses([coffee()])).decision == "duplicate"


def test_a_mapping_is_remembered_for_its_household(home, strangers, db):
    for mapping in ({"mapping": ["day"]}, {"mapping": ["day", "amount"]}):
        with db.unit_of_work() as session:
            remember_mapping(session, home.actor, "f" * 64, mapping)

    with db.reading() as reading:
        assert mapping_for(reading, home.actor, "f" * 64) == {"mapping": ["day", "amount"]}
        assert mapping_for(reading, strangers.actor, "f" * 64) is None
