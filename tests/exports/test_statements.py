"""OFX and QIF: what a bank program reads."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from tests.support.databases import NOW

ORDER = ["TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "NAME", "EXTDNAME", "MEMO"]


@pytest.fixture
def ofx(exported):
    """Return the statements of a file, by their currency."""

    def read(q: str = "") -> dict[str, ET.Element]:
        root = ET.fromstring(exported("ofx", q))  # noqa: S314 - our own file
        assert [child.tag for child in root] == ["SIGNONMSGSRSV1", "BANKMSGSRSV1"]
        found = root.findall("BANKMSGSRSV1/STMTTRNRS/STMTRS")
        return {statement.findtext("CURDEF", ""): statement for statement in found}

    return read


def test_ofx_has_its_two_heads(exported):
    head = exported("ofx").split(b"\n")

    assert head[0] == b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    assert head[1].startswith(b'<?OFX OFXHEADER="200" VERSION="220"')


def test_ofx_has_a_statement_for_each_currency(alice, ofx):
    alice.spends("27.50", eaten_on="2026-11-01")
    alice.spends("2.50", eaten_on="2026-11-03", kind="refund")
    alice.spends("900", currency="JPY")

    found = ofx()

    assert list(found) == ["JPY", "USD"]
    dollars = found["USD"]
    assert [child.tag for child in dollars] == [
        "CURDEF",
        "BANKACCTFROM",
        "BANKTRANLIST",
        "LEDGERBAL",
    ]
    assert dollars.findtext("BANKTRANLIST/DTSTART") == "20261101120000"
    assert dollars.findtext("BANKTRANLIST/DTEND") == "20261103120000"
    assert dollars.findtext("LEDGERBAL/BALAMT") == "-25.00"
    assert dollars.findtext("LEDGERBAL/DTASOF") == f"{NOW:%Y%m%d%H%M%S}"
    amounts = [amount.text for amount in dollars.iter("TRNAMT")]
    assert amounts == ["-27.50", "2.50"]
    assert sum(map(Decimal, amounts)) == Decimal(dollars.findtext("LEDGERBAL/BALAMT"))


def test_ofx_accounts_differ_by_currency_and_stay_the_same(alice, ofx):
    alice.spends("27.50")
    alice.spends("900", currency="JPY")

    def accounts():
        return [statement.findtext("BANKACCTFROM/ACCTID") for statement in ofx().values()]

    first = accounts()
    assert len(set(first)) == 2
    assert max(map(len, first)) <= 22
    assert accounts() == first


def test_ofx_transaction_says_what_fits_in_the_order_of_the_standard(alice, ofx):
    long_name = "Trattoria <Da Enzo> & " + "x" * 100
    made = alice.spends(place=long_name, note="n&m\n" + "y" * 300)

    (transaction,) = ofx()["USD"].iter("STMTTRN")

    tags = [child.tag for child in transaction]
    assert tags == [tag for tag in ORDER if tag in tags]
    assert transaction.findtext("FITID") == made["id"]
    assert transaction.findtext("TRNTYPE") == "DEBIT"
    assert transaction.findtext("NAME") == long_name[:32]
    assert transaction.findtext("EXTDNAME") == long_name[:100]
    assert transaction.findtext("MEMO") == ("n&m " + "y" * 300)[:255]


def test_ofx_of_nothing_is_an_empty_statement(ofx):
    (statement,) = ofx().values()

    assert statement.findtext("CURDEF") == "USD"
    assert statement.findtext("LEDGERBAL/BALAMT") == "0.00"
    assert list(statement.iter("STMTTRN")) == []


def test_qif_has_an_account_for_each_currency(alice, exported):
    alice.spends("27.50", place="Bar  Luce", note="one\ntwo", category="Dining", tip="2.50")
    alice.spends("900", currency="JPY", kind="refund")

    assert exported("qif").decode().splitlines() == [
        *("!Account", "NMeals JPY", "TCash", "^", "!Type:Cash"),
        *("D11/20/2026", "T900", "LFood", "^"),
        *("!Account", "NMeals USD", "TCash", "^", "!Type:Cash"),
        *("D11/20/2026", "T-27.50", "PBar Luce", "Mone two", "LFood:Dining"),
        *("SFood:Dining", "$-25.00", "SFood:Tip", "$-2.50", "^"),
    ]


def test_qif_splits_add_up_to_the_amount(alice, exported):
    alice.spends("27.50", tip="2.50", tax="30.00")

    lines = exported("qif").decode().splitlines()

    (amount,) = (Decimal(line[1:]) for line in lines if line.startswith("T-"))
    assert sum(Decimal(line[1:]) for line in lines if line.startswith("$")) == amount
