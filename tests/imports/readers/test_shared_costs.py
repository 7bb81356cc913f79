"""Costs that people share: nets that add up to the file's own totals, and what cannot be known."""

import json
from collections import Counter

import pytest

from mealtracker.imports.rows import BankRow, UnreadableFile

from tests.imports.readers.reading import bad, planned, reads, rows, statements

SPLITWISE = """\
Date,Description,Category,Cost,Currency,Ana,Bo,Cem

2026-11-02,Dinner,Dining out,90.00,EUR,60.00,-30.00,-30.00
2026-11-03,Brunch,Dining out,60.00,EUR,10.00,10.00,-20.00
2026-11-04,Bo paid Ana,Payment,20.00,EUR,-20.00,20.00,0.00
2026-11-05,Ramen,Dining out,3000,JPY,2000,-1000,-1000

2026-11-25,Total balance, , ,EUR,50.00,0.00,-50.00
2026-11-25,Total balance, , ,JPY,2000,-1000,-1000
"""
SPLIIT = """\
\ufeffDate,Description,Category,Currency,Cost,Original cost,Original currency,Conversion rate,\
Is Reimbursement,Split mode,Ana,Bo
2026-11-02,Dinner,Dining Out,EUR,90.00,99.00,USD,0.91,No,Evenly,45.00,-45.00
2026-11-03,Back,Payment,EUR,45.00,,,,Yes,Evenly,-45.00,0
2026-11-04,Gift,General,$,10.00,,,,No,Evenly,-10.00,0
"""
GROUP = {
    "id": "g",
    "name": "Trip",
    "currency": "€",
    "currencyCode": "EUR",
    "expenses": [
        {
            "id": "e1",
            "expenseDate": "2026-11-02T00:00:00.000Z",
            "title": "Dinner",
            "category": {"grouping": "Food", "name": "Dining Out"},
            "amount": 10000,
            "originalAmount": 11000,
            "originalCurrency": "USD",
            "paidById": "a",
            "paidFor": [
                {"participantId": "a", "shares": 100},
                {"participantId": "b", "shares": 200},
            ],
            "isReimbursement": False,
            "splitMode": "BY_SHARES",
            "notes": "late",
        },
        {"id": "e2", "expenseDate": "2026-13-02", "title": "Broken", "amount": 1},
        {"id": "e3", "expenseDate": "2026-11-03", "title": "No cent", "amount": "1.50"},
        {"id": "e4", "expenseDate": "2026-11-04", "title": "Back", "amount": 500}
        | {"isReimbursement": True},
    ],
    "participants": [{"id": "a", "name": "Ana"}, {"id": "b", "name": "Bo"}],
    "activities": [],
}
BILLS = [
    {
        "what": "Pizza",
        "bill_type": "Expense",
        "amount": 30.0,
        "currency": "EUR",
        "date": "2026-11-02",
        "payer_name": "Ana",
        "payer_weight": 1.0,
        "owers": ["Ana", "Bo"],
    },
    {
        "what": "Back",
        "bill_type": "Reimbursement",
        "amount": 20,
        "currency": "EUR",
        "date": "2026-11-03",
        "payer_name": "Bo",
        "payer_weight": 2.0,
        "owers": ["Ana"],
    },
    {
        "what": "Soup",
        "amount": 5.5,
        "date": "2026-11-04",
        "payer_name": "Ana",
        "payer_weight": 1,
        "owers": ["Cem"],
    },
]


def test_nets_of_splitwise_add_up_to_its_own_totals():
    found = reads(SPLITWISE)

    sums: Counter[tuple[str, str]] = Counter()
    for row in found:
        if isinstance(row, BankRow):
            sums.update({(str(row.currency), name): net for name, net in row.nets})
    assert planned(SPLITWISE).preset == "splitwise"
    assert {key: net for key, net in sums.items() if net} == {
        (str(said.currency), name): net
        for said in statements(found)
        for name, net in said.nets
        if net
    }
    assert bad(found) == []


def test_splitwise_says_what_was_settled_and_not_who_of_several_paid():
    found = [one for one in reads(SPLITWISE) if isinstance(one, BankRow)]

    assert [(one.line, one.minor, one.is_transfer, one.flags) for one in found] == [
        (3, -9000, False, ()),
        (4, -6000, False, ("several_payers",)),
        (5, -2000, True, ()),
        (6, -3000, False, ()),
    ]
    assert found[2].people == ("Ana", "Bo")


def test_splitwise_is_known_in_any_language():
    content = (
        "Datum,Beschreibung,Kategorie,Kosten,Währung,Ana (entfernt),Bo\n\n"
        "2026-11-02,Essen,Restaurant,20.00,EUR,10.00,-10.00\n"
        "2026-11-03,Bo zahlte Ana,Zahlung,10.00,EUR,-10.00,10.00\n"
        "2026-11-25,Gesamtsaldo, , ,EUR,0.00,0.00\n"
    )

    found = reads(content)

    assert planned(content).preset == "splitwise"
    assert [one.is_transfer for one in found if isinstance(one, BankRow)] == [False, True]
    assert statements(found)[0].nets == (("Ana (entfernt)", 0), ("Bo", 0))


def test_columns_of_spliit_are_shares_with_a_sign_for_who_paid():
    dinner, back, gift = rows(SPLIIT)

    assert planned(SPLIIT).preset == "spliit"
    assert dinner.nets == (("Ana", 4500), ("Bo", -4500))
    assert (dinner.original_minor, dinner.original_currency) == (-9900, "USD")
    assert (back.is_transfer, back.minor) == (True, -4500)
    assert back.flags == gift.flags == ("payer_unknown",)
    assert gift.currency is None


def test_spliit_as_json_is_read_to_the_cent_and_line_by_line():
    found = reads(json.dumps(GROUP, indent=1), "group.json")

    dinner, back = (one for one in found if isinstance(one, BankRow))
    assert (dinner.line, dinner.bank_id, dinner.minor, str(dinner.day)) == (
        7,
        "e1",
        -10000,
        "2026-11-02",
    )
    assert dinner.nets == (("Ana", 6667), ("Bo", -6667))
    assert (dinner.original_minor, dinner.memo, dinner.category) == (-11000, "late", "Dining Out")
    assert back.is_transfer
    assert back.flags == ("shares_unknown",)
    assert [one.message for one in bad(found)] == [
        "“2026-13-02” is no date. Write it like 2026-11-02.",
        "“amount” is no whole number of the smallest unit.",
    ]


@pytest.mark.parametrize(
    ("currency", "minor"),
    [pytest.param("EUR", -10000, id="cents"), pytest.param("JPY", -100, id="yen")],
)
def test_a_group_without_a_code_counts_in_hundredths(currency, minor):
    group = GROUP | {"currencyCode": None, "expenses": GROUP["expenses"][:1]}

    row = rows(json.dumps(group), "group.json", currency=currency)[0]

    assert (row.minor, row.currency) == (minor, None)


def test_i_hate_money_as_json_shares_by_the_weights_that_are_known():
    pizza, back, soup = rows(json.dumps(BILLS), "bills.json")

    assert pizza.nets == (("Ana", 2000), ("Bo", -2000))
    assert (back.is_transfer, back.nets) == (True, (("Bo", 2000), ("Ana", -2000)))
    assert (soup.minor, soup.nets, soup.flags) == (-550, (), ("shares_unknown",))
    assert planned(json.dumps(BILLS), "bills.json").preset == "ihatemoney"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            '[{"ower": "Ana", "receiver": "Bo", "amount": 3}]', "who pays whom", id="settle"
        ),
        pytest.param('[{"a": 1}]', "no list of bills", id="another list"),
        pytest.param('{"a": 1}', "no group of Spliit", id="another object"),
        pytest.param('{"expenses": [{"id": 1}, {"id"', "broken or cut off", id="cut off"),
        pytest.param('[{"what": 1', "broken or cut off", id="cut off in a list"),
        pytest.param("[" * 100_000, "broken or cut off", id="too deep"),
        pytest.param('{"expenses" 5}', "broken or cut off", id="no colon"),
        pytest.param('{"expenses": [] "x": 1}', "broken or cut off", id="no comma"),
    ],
)
def test_json_of_others_and_broken_json_is_refused(content, message):
    with pytest.raises(UnreadableFile, match=message):
        reads(content, "file.json")
