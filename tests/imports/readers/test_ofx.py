"""OFX as the standard has it, and as banks write it."""

import io
from dataclasses import replace
from datetime import date

import pytest

from mealtracker.imports.readers.ofx import OfxReader

from tests.imports.readers.bank_files import (
    OPTIONS,
    bad_rows,
    ofx,
    read,
    rows,
    statements,
    transaction,
)

READER = OfxReader()


def test_a_transaction_is_a_row_with_its_line_text_and_reference() -> None:
    found = read(READER, ofx(transaction(more="<MEMO>Card 4711, table 9\n<SIC>5812")))

    row = rows(found)[0]
    assert (row.day, row.booked_on) == (date(2026, 11, 3), date(2026, 11, 3))
    assert (row.payee, row.memo, row.minor, row.currency) == (
        "Blue Heron", "Card 4711, table 9", -1250, "EUR",
    )  # fmt: skip
    assert (row.bank_id, row.account, row.mcc) == ("A1", "111", "5812")
    assert row.line == 22
    assert row.raw.startswith("<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>20261103")
    assert row.raw.endswith("</STMTTRN>")


def test_the_statement_follows_its_rows() -> None:
    *_, statement = read(READER, ofx(transaction()))

    assert statement == statements([statement])[0]
    assert (statement.account, statement.currency, statement.closing_minor) == ("111", "EUR", 8150)
    assert (statement.starts_on, statement.ends_on) == (date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        pytest.param("-2000,00", -200000, id="comma"),
        pytest.param("+1 006,60", 100660, id="plus and a blank"),
        pytest.param("-1,234.56", -123456, id="grouped"),
        pytest.param("-00000000001500.0000", -150000, id="zeros around it"),
        pytest.param("-80", -8000, id="no decimals"),
        pytest.param("6.05-", -605, id="minus behind"),
    ],
)
def test_amounts_are_read_as_banks_write_them(written: str, minor: int) -> None:
    assert rows(read(READER, ofx(transaction(written))))[0].minor == minor


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("20261103235959.000[-5:EST]", date(2026, 11, 3), id="the bank's own day"),
        pytest.param("20261103000000[0:GMT]", date(2026, 11, 3), id="midnight"),
        pytest.param("20261103093914:014", date(2026, 11, 3), id="odd fraction"),
        pytest.param("2026-11-03", date(2026, 11, 3), id="dashes"),
    ],
)
def test_the_day_is_the_one_that_is_written(written: str, day: date) -> None:
    assert rows(read(READER, ofx(transaction(day=written))))[0].day == day


def test_the_day_of_the_purchase_comes_before_that_of_the_booking() -> None:
    found = read(READER, ofx(transaction(more="<DTUSER>20261101193000")))

    row = rows(found)[0]
    assert (row.day, row.time, row.booked_on) == (date(2026, 11, 1), "19:30", date(2026, 11, 3))


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        pytest.param(transaction(day="00000000"), "no date", id="zero date"),
        pytest.param(transaction(day=""), "no date", id="empty date"),
        pytest.param(transaction(day="20260231"), "“20260231” is not a date", id="no such day"),
        pytest.param(transaction("12.5O"), "“12.5O” is no amount", id="letter for a zero"),
        pytest.param(transaction(""), "no amount", id="no amount"),
        pytest.param(transaction("-1.239"), "more decimals", id="too many decimals"),
        pytest.param(transaction(more="<CURRENCY><CURSYM>ZZZ</CURRENCY>"), "“ZZZ”", id="currency"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_others_go_in(broken: str, message: str) -> None:
    found = read(READER, ofx(transaction(), broken, transaction("-6.00")))

    assert [row.minor for row in rows(found)] == [-1250, -600]
    assert [(row.line, message in row.message) for row in bad_rows(found)] == [(30, True)]


def test_escapes_are_undone_twice_and_bare_signs_stay() -> None:
    names = ["TPAY &amp;lt;TAX&amp;gt;", "Fish & Chips&copyright", "<![CDATA[A <B> & &amp; C]]>"]

    found = read(READER, ofx(*(transaction().replace("Blue Heron", name) for name in names)))

    assert [row.payee for row in rows(found)] == [
        "TPAY <TAX>", "Fish & Chips&copyright", "A <B> & &amp; C",
    ]  # fmt: skip


def test_empty_tags_are_as_if_they_were_not_there() -> None:
    text = ofx(
        "<TRNTYPE></TRNTYPE><DTPOSTED>20261103<TRNAMT>-1<FITID></FITID><NAME></NAME><MEMO/>",
        currency="</CURDEF>",
    )

    row = rows(read(READER, text, currency="JPY"))[0]
    assert (row.payee, row.memo, row.bank_id, row.currency, row.minor) == ("", "", None, None, -1)


def test_the_note_stands_for_a_missing_name_and_a_cheque_has_its_number() -> None:
    unnamed = "<DTPOSTED>20261103<TRNAMT>-1<MEMO>Corner shop"
    cheque = "<DTPOSTED>20261103<TRNAMT>-1<CHKNUM>1932"

    found = rows(read(READER, ofx(unnamed, cheque)))

    assert [(row.payee, row.memo) for row in found] == [("Corner shop", ""), ("", "#1932")]


def test_the_sign_counts_and_a_type_against_it_is_flagged() -> None:
    found = rows(read(READER, ofx(transaction("+5.00"), transaction("-5.00"))))

    assert [(row.minor, row.flags) for row in found] == [
        (500, ("sign_against_type",)), (-500, ()),
    ]  # fmt: skip


def test_a_plan_keeps_what_somebody_chose() -> None:
    text = ofx(transaction("5.00")).encode("cp1252")
    options = replace(OPTIONS, is_flipped=True)

    plan = READER.plan(io.BytesIO(text), options)

    assert (plan.format, plan.encoding, plan.is_flipped) == ("ofx", "utf-8", True)
    assert [row.minor for row in rows(list(plan.first_rows))] == [-500]


def test_amounts_can_be_flipped() -> None:
    assert rows(read(READER, ofx(transaction("5.00")), is_flipped=True))[0].minor == -500


@pytest.mark.parametrize(
    ("kind", "amount", "is_transfer"),
    [("XFER", "-5", True), ("ATM", "-40", True), ("Pos", "-5", False), ("PAYMENT", "-5", False)],
)
def test_transfers_are_told_by_their_type(kind: str, amount: str, is_transfer: bool) -> None:
    text = ofx(transaction(amount).replace("DEBIT", kind))

    assert rows(read(READER, text))[0].is_transfer is is_transfer


def test_a_card_that_is_paid_off_is_a_transfer() -> None:
    text = ofx(transaction("300").replace("DEBIT", "PAYMENT"))

    card = text.replace("STMTRS>", "CCSTMTRS>").replace("BANKACCTFROM", "CCACCTFROM")

    row = rows(read(READER, card))[0]
    assert (row.is_transfer, row.account) == (True, "111")


def test_currencies_are_of_the_row_or_of_the_account() -> None:
    own = transaction(more="<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY>")
    exchanged = transaction(more="<ORIGCURRENCY><CURRATE>160<CURSYM>JPY</ORIGCURRENCY>")

    found = rows(read(READER, ofx(own, exchanged)))

    assert [(row.currency, row.original_currency) for row in found] == [
        ("USD", None), ("EUR", "JPY"),
    ]  # fmt: skip


def test_tags_that_are_not_in_the_standard_do_no_harm() -> None:
    more = "<VALUEDATE>20261103<CATEGORY>Eating out<ACCTBAL>-400.52<INTU.X>7"

    row = rows(read(READER, ofx(transaction(more=more))))[0]

    assert (row.minor, row.category) == (-1250, "Eating out")


def test_what_is_pending_is_marked() -> None:
    pending = "<STMTTRNP><TRNTYPE>POS<DTTRAN>20261129<TRNAMT>-9.00<NAME>Kiosk</STMTTRNP>"
    text = ofx(transaction()).replace(
        "</STMTRS>", f"<BANKTRANLISTP>{pending}</BANKTRANLISTP></STMTRS>"
    )

    found = rows(read(READER, text))

    assert [(row.is_pending, row.day.day, row.booked_on) for row in found] == [
        (False, 3, date(2026, 11, 3)), (True, 29, None),
    ]  # fmt: skip


def test_a_name_inside_the_receiver_is_who_was_paid_and_its_account_is_not_ours() -> None:
    more = "<PAYEE><NAME>Luna Bar<CITY>Rome</PAYEE><BANKACCTTO><ACCTID>999</BANKACCTTO>"

    row = rows(read(READER, ofx(transaction(more=more).replace("<NAME>Blue Heron\n", ""))))[0]

    assert (row.payee, row.account) == ("Luna Bar", "111")
