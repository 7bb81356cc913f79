"""A table for each system that is known by its columns."""

from dataclasses import fields

import pytest

from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.imports.readers.presets.own import OWN as OWN_PRESET
from mealtracker.imports.readers.words import header_key
from mealtracker.imports.rows import BankRow

from tests.imports.readers.reading import planned, rows

OWN = """\
id,version,kind,eaten_on,eaten_at,place,category,tags,people,currency,total,payment,note,deleted_at
018f,1,expense,2026-11-02,12:30,'=Soup,Dining,work; team,Ana; Bo,EUR,23.50,Card,quick,
018e,1,refund,2026-11-03,,Trattoria,Dining,,,EUR,5.00,,,2026-11-04T10:00:00Z
"""
SIMPLIFI = """\
,account,state,postedOn,payee,usage,category,tags,notes,amount,action
,Card,CLEARED,11/2/2026,Noodle Bar,,Dining,work,,-$6.48,

,Card,PENDING,"Nov 3, 2026",Corner Shop,,SPLIT,,,$0.00,
,,,,,,Groceries,,,-$10.00,
,,,,,,Household,,,-$2.00,
"""
SIMPLIFI_FILE = """\
"Date","Payee","Amount","Category","Tags","Notes","Check_No"
"11/2/2026","Noodle Bar","-6.48","Dining","work","","12"
"""
YNAB = """\
"Account","Flag","Date","Payee","Category Group/Category","Category Group","Category","Memo",\
"Outflow","Inflow","Cleared"
"Card","","11/22/2026","Noodle Bar","Food: Out","Food","Out","lunch","$4.25","$0.00","Cleared"
"Card","","11/23/2026","Transfer : Savings","","","","","$50.00","$0.00","Cleared"
"""
MINT = """\
Date,Description,Original Description,Amount,Transaction Type,Category,Account Name,Labels,Notes
11/2/2026,Noodle Bar,SQ *NOODLE,"1,006.48",debit,Restaurants,Card,work,
11/3/2026,Payment,ONLINE PMT,50.00,credit,Credit Card Payment,Card,,
"""
MONARCH = """\
Date,Merchant,Category,Account,Original Statement,Notes,Amount,Tags,Owner,Reviewed,Id
2026-11-02,Noodle Bar,Restaurants,Card,SQ *NOODLE,lunch,-6.48,"work,team",Ana,true,77
"""
ACTUAL = """\
Account,Date,Payee,Notes,Category,Amount,Split_Amount,Cleared
Card,2026-11-02,Corner Shop,(SPLIT INTO 2) food,,0,-12.00,Cleared
Card,2026-11-02,Corner Shop,(SPLIT 1 OF 2),Food: Groceries,-10.00,0,Cleared
Card,2026-11-02,Corner Shop,(SPLIT 2 OF 2),Home: Stuff,-2.00,0,Cleared
"""
FIREFLY = """\
user_id,journal_id,type,currency_code,amount,foreign_currency_code,foreign_amount,description,\
date,source_name,destination_name,category,tags
1,9,Withdrawal,EUR,-23.500000000000,USD,-25.10,Dinner,2026-11-02T23:30:00+01:00,Card,Trattoria,\
Dining,"a,b"
1,8,Deposit,EUR,5.00,,,Back,2026-11-03T00:00:00+01:00,Trattoria,Card,,
1,7,Transfer,EUR,-9.00,,,Move,2026-11-04T00:00:00+01:00,Card,Savings,,
"""
EZBOOKKEEPING = """\
Time\tTimezone\tType\tCategory\tSub Category\tAccount\tAccount Currency\tAmount\tAccount2\t\
Account2 Currency\tAccount2 Amount\tGeographic Location\tTags\tDescription
2026-11-02 12:30:00\t+01:00\tExpense\tFood\tLunch\tCard\tEUR\t6.48\t\t\t\t13.4 52.5\ta;b\tNoodle Bar
2026-11-03 09:00:00\t+01:00\tTransfer\tMove\t\tCard\tEUR\t50.00\tSavings\tEUR\t50.00\t\t\t
"""
SURE = """\
date,account_name,amount,name,category,tags,notes,currency
2026-11-02,Card,6.48,Noodle Bar,Food,"work,with\\,comma",,USD
2026-11-03,Card,-5.0,Back,,,,USD
"""
IHATEMONEY = """\
date,what,bill_type,amount,currency,payer_name,payer_weight,owers
2026-11-02,Pizza,Expense,30.0,EUR,Ana,1.0,"Ana, Bo"
2026-11-03,Back,Reimbursement,15.0,XXX,Bo,1.0,Ana
"""
RECEIPT_WRANGLER = """\
Id,Added At,Receipt Date,Name,Paid By,Amount,Status,Categories,Tags,Resolved Date
4,2026-11-03,2026-11-02,Noodle Bar,Ana,6.48,"Food,Lunch",work,OPEN,
5,2026-11-03,2026-11-02,Corner Shop,Bo,12,RESOLVED,Groceries,home,2026-11-04
"""


def _brief(row: BankRow) -> tuple[object, ...]:
    return (str(row.day), row.payee, row.minor, row.category, row.is_transfer)


@pytest.mark.parametrize(
    ("content", "preset", "expected"),
    [
        pytest.param(
            OWN,
            "own",
            [
                ("2026-11-02", "=Soup", -2350, "Dining", False),
                ("2026-11-03", "Trattoria", 500, "Dining", False),
            ],
            id="our own",
        ),
        pytest.param(
            SIMPLIFI,
            "simplifi",
            [
                ("2026-11-02", "Noodle Bar", -648, "Dining", False),
                ("2026-11-03", "Corner Shop", -1000, "Groceries", False),
                ("2026-11-03", "Corner Shop", -200, "Household", False),
            ],
            id="Simplifi, with a split row",
        ),
        pytest.param(
            SIMPLIFI_FILE,
            "simplifi_file",
            [("2026-11-02", "Noodle Bar", -648, "Dining", False)],
            id="what Simplifi takes in",
        ),
        pytest.param(
            YNAB,
            "ynab",
            [
                ("2026-11-22", "Noodle Bar", -425, "Out", False),
                ("2026-11-23", "Transfer : Savings", -5000, None, True),
            ],
            id="YNAB register",
        ),
        pytest.param(
            "Date,Payee,Memo,Amount\n2026-11-02,Noodle Bar,lunch,-6.48\n",
            "ynab_file",
            [("2026-11-02", "Noodle Bar", -648, None, False)],
            id="YNAB file with one amount",
        ),
        pytest.param(
            "Date,Payee,Category,Memo,Outflow,Inflow\n2026-11-02,Noodle Bar,Out,,6.48,\n",
            "ynab_flows",
            [("2026-11-02", "Noodle Bar", -648, "Out", False)],
            id="YNAB file with flows",
        ),
        pytest.param(
            MINT,
            "mint",
            [
                ("2026-11-02", "Noodle Bar", -100648, "Restaurants", False),
                ("2026-11-03", "Payment", 5000, "Credit Card Payment", True),
            ],
            id="Mint",
        ),
        pytest.param(
            MONARCH,
            "monarch",
            [("2026-11-02", "Noodle Bar", -648, "Restaurants", False)],
            id="Monarch",
        ),
        pytest.param(
            ACTUAL,
            "actual",
            [
                ("2026-11-02", "Corner Shop", -1000, "Food: Groceries", False),
                ("2026-11-02", "Corner Shop", -200, "Home: Stuff", False),
            ],
            id="Actual, whose split rows say the amounts",
        ),
        pytest.param(
            FIREFLY,
            "firefly",
            [
                ("2026-11-02", "Trattoria", -2350, "Dining", False),
                ("2026-11-03", "Trattoria", 500, None, False),
                ("2026-11-04", "Savings", -900, None, True),
            ],
            id="Firefly III",
        ),
        pytest.param(
            EZBOOKKEEPING,
            "ezbookkeeping",
            [
                ("2026-11-02", "Noodle Bar", -648, "Lunch", False),
                ("2026-11-03", "", -5000, "Move", True),
            ],
            id="ezBookkeeping with tabs",
        ),
        pytest.param(
            SURE,
            "sure",
            [
                ("2026-11-02", "Noodle Bar", -648, "Food", False),
                ("2026-11-03", "Back", 500, None, False),
            ],
            id="Sure, where what goes out is above zero",
        ),
        pytest.param(
            "Date,Name,Amount,Category,Tags,Account,Notes\n2026-11-02,Bar,-6.48,Food,a|b,Card,\n",
            "sure_file",
            [("2026-11-02", "Bar", -648, "Food", False)],
            id="what Sure takes in",
        ),
        pytest.param(
            IHATEMONEY,
            "ihatemoney",
            [
                ("2026-11-02", "Pizza", -3000, None, False),
                ("2026-11-03", "Back", -1500, None, True),
            ],
            id="I Hate Money",
        ),
        pytest.param(
            RECEIPT_WRANGLER,
            "receipt_wrangler",
            [
                ("2026-11-02", "Noodle Bar", -648, "Food", False),
                ("2026-11-02", "Corner Shop", -1200, "Groceries", False),
            ],
            id="Receipt Wrangler, with three columns in either order",
        ),
    ],
)
def test_systems_are_known_by_their_columns(content, preset, expected):
    plan = planned(content)

    assert plan.preset == preset
    assert plan.questions == ()
    assert [_brief(row) for row in rows(content)] == expected


def test_our_own_file_has_the_columns_that_are_read_of_it():
    columns = {header_key(field.name) for field in fields(ExpenseOut)}

    assert OWN_PRESET.needs | OWN_PRESET.roles.keys() <= columns


def test_lists_are_cut_where_each_system_cuts_them():
    assert rows(OWN)[0].tags == ("work", "team")
    assert rows(OWN)[0].people == ("Ana", "Bo")
    assert rows(MONARCH)[0].tags == ("work", "team")
    assert rows(FIREFLY)[0].tags == ("a", "b")
    assert rows(EZBOOKKEEPING)[0].tags == ("a", "b")
    assert rows(SURE)[0].tags == ("work", "with,comma")
    assert rows(RECEIPT_WRANGLER)[0].tags == ("work",)
    assert rows(IHATEMONEY)[0].people == ("Ana", "Bo")


def test_what_else_a_system_says_is_kept():
    firefly, mint, simplifi = rows(FIREFLY)[0], rows(MINT)[0], rows(SIMPLIFI)

    assert (firefly.original_minor, firefly.original_currency) == (-2510, "USD")
    assert (firefly.bank_id, firefly.account, firefly.memo) == ("9", "Card", "Dinner")
    assert mint.memo == "SQ *NOODLE"
    assert [row.is_pending for row in simplifi] == [False, True, True]
    assert [row.line for row in simplifi] == [2, 5, 6]
    assert rows(EZBOOKKEEPING)[0].time == "12:30"
    assert rows(OWN)[0].time == "12:30"
    assert rows(OWN)[1].flags == ("deleted",)
    assert rows(IHATEMONEY)[0].flags == ("shares_unknown",)
    assert rows(IHATEMONEY)[1].currency is None


def test_a_preset_can_be_left_aside():
    plan = planned(MINT, preset="")

    assert plan.preset is None
    assert [row.minor for row in rows(MINT, preset="")] == [-100648, 5000]
