"""The entries of CAMT, alone and in batches, with what banks put into them."""

from datetime import date

import pytest

from mealtracker.imports.readers.camt import CamtReader

from tests.imports.readers.bank_files import (
    bad_rows,
    camt,
    entry,
    read,
    rows,
)

READER = CamtReader()
PARTIES = (
    "<RltdPties><Dbtr><Nm>Ann Lee</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02100500000054540402</IBAN>"
    "</Id></DbtrAcct><Cdtr><Nm>Blue Heron</Nm></Cdtr></RltdPties>"
)


def details(amount: str, who: str, *, sign: str = "", currency: str = "EUR", more: str = "") -> str:
    direction = f"<CdtDbtInd>{sign}</CdtDbtInd>" if sign else ""
    return (
        f'<TxDtls>{more}<Amt Ccy="{currency}">{amount}</Amt>{direction}'
        f"<RltdPties><Cdtr><Nm>{who}</Nm></Cdtr></RltdPties></TxDtls>"
    )


def test_an_entry_is_a_row_with_its_line_text_and_reference() -> None:
    note = "<RmtInf><Ustrd>Table 9,</Ustrd><Ustrd>with Bo</Ustrd></RmtInf>"
    text = camt(
        entry(
            more="<AcctSvcrRef>R-1</AcctSvcrRef>",
            details=f"<TxDtls>{PARTIES}{note}</TxDtls>",
        )
    )

    row = rows(read(READER, text))[0]

    assert (row.day, row.booked_on) == (date(2026, 11, 3), date(2026, 11, 3))
    assert (row.payee, row.memo, row.minor, row.currency) == (
        "Blue Heron", "Table 9, with Bo", -1250, "EUR",
    )  # fmt: skip
    assert (row.bank_id, row.account) == ("R-1", "DE02100500000054540402")
    assert row.line == 8
    assert row.raw.startswith('<Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>')


def test_later_versions_nest_the_party_and_the_status() -> None:
    party = "<TxDtls><RltdPties><Cdtr><Pty><Nm>Luna Bar</Nm></Pty></Cdtr></RltdPties></TxDtls>"
    text = camt(entry(details=party).replace("BOOK", "<Cd>PDNG</Cd>"), version="053.001.08")

    row = rows(read(READER, text))[0]

    assert (row.payee, row.is_pending) == ("Luna Bar", True)


def test_payments_that_add_up_to_the_entry_are_one_row_each() -> None:
    batch = details("10.00", "Blue Heron") + details("2.50", "Luna Bar")

    found = rows(read(READER, camt(entry(more="<AcctSvcrRef>R-1</AcctSvcrRef>", details=batch))))

    assert [(row.payee, row.minor, row.bank_id) for row in found] == [
        ("Blue Heron", -1000, "R-1/1"), ("Luna Bar", -250, "R-1/2"),
    ]  # fmt: skip


def test_payments_in_the_direction_of_the_other_party_are_turned() -> None:
    batch = details("10.00", "Blue Heron", sign="CRDT") + details("2.50", "Luna Bar", sign="CRDT")

    assert [row.minor for row in rows(read(READER, camt(entry(details=batch))))] == [-1000, -250]


def test_a_refund_inside_a_batch_keeps_its_sign() -> None:
    batch = details("15.00", "Blue Heron", sign="DBIT") + details("2.50", "Luna", sign="CRDT")

    assert [row.minor for row in rows(read(READER, camt(entry(details=batch))))] == [-1500, 250]


@pytest.mark.parametrize(
    "batch",
    [
        pytest.param(details("10", "A") + details("2", "B"), id="they add up to something else"),
        pytest.param(
            details("10", "A", currency="CHF") + details("2.50", "B", currency="CHF"),
            id="in another currency",
        ),
        pytest.param("<TxDtls></TxDtls><TxDtls></TxDtls>", id="without amounts"),
        pytest.param(details("?", "A") + details("2.50", "B"), id="with an amount that is none"),
    ],
)
def test_payments_that_do_not_add_up_stay_one_row_as_it_was_booked(batch: str) -> None:
    found = rows(read(READER, camt(entry(details=batch))))

    assert [(row.minor, row.flags) for row in found] == [(-1250, ("several_payments",))]


def test_an_only_payment_of_another_amount_does_not_change_the_entry() -> None:
    row = rows(read(READER, camt(entry(details=details("105.75", "Blue Heron")))))[0]

    assert (row.minor, row.payee, row.original_minor) == (-1250, "Blue Heron", None)


def test_an_exchange_keeps_what_was_paid() -> None:
    foreign = (
        '<TxDtls><AmtDtls><InstdAmt><Amt Ccy="JPY">2000</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">'
        "12.50</Amt></TxAmt></AmtDtls></TxDtls>"
    )

    row = rows(read(READER, camt(entry(details=foreign))))[0]

    assert (row.original_minor, row.original_currency, row.minor) == (-2000, "JPY", -1250)


def test_a_card_payment_has_its_own_day_time_and_merchant_code() -> None:
    card = (
        "<TxDtls><RltdDts><TxDtTm>2026-11-01T19:42:10+01:00</TxDtTm></RltdDts>"
        "<CardTx><Tx><TxCtgy>5812</TxCtgy></Tx></CardTx></TxDtls>"
    )

    row = rows(read(READER, camt(entry(details=card))))[0]

    assert (row.day, row.time, row.mcc) == (date(2026, 11, 1), "19:42", "5812")
    assert row.booked_on == date(2026, 11, 3)


@pytest.mark.parametrize(
    "days",
    [
        pytest.param("<BookgDt><DtTm>2026-11-03T00:00:00.000000000</DtTm></BookgDt>", id="instant"),
        pytest.param("<BookgDt><Dt>2026-11-03+01:00</Dt></BookgDt>", id="day with a zone"),
        pytest.param("<ValDt><Dt>2026-11-03</Dt></ValDt>", id="value date alone"),
    ],
)
def test_a_day_may_be_written_in_several_ways(days: str) -> None:
    text = camt(f'<Amt Ccy="EUR">1</Amt><CdtDbtInd>DBIT</CdtDbtInd>{days}')

    assert rows(read(READER, text))[0].day == date(2026, 11, 3)


def test_a_day_of_purchase_that_is_none_leaves_the_day_of_booking() -> None:
    card = "<TxDtls><RltdDts><TxDtTm>0000-00-00T00:00:00</TxDtTm></RltdDts></TxDtls>"

    row = rows(read(READER, camt(entry(details=card))))[0]

    assert (row.day, row.time) == (date(2026, 11, 3), None)


def test_money_that_comes_in_is_from_the_debtor_and_a_reversal_from_the_shop() -> None:
    party = f"<TxDtls>{PARTIES}</TxDtls>"

    found = rows(
        read(
            READER,
            camt(
                entry(sign="CRDT", details=party),
                entry(sign="CRDT", more="<RvslInd>true</RvslInd>", details=party),
            ),
        )
    )

    assert [(row.payee, row.minor) for row in found] == [("Ann Lee", 1250), ("Blue Heron", 1250)]


def test_the_owner_of_the_account_is_not_who_was_paid() -> None:
    own = "<Acct><Id><Othr><Id>77</Id></Othr></Id><Ownr><Nm>ANN LEE</Nm></Ownr></Acct>"
    party = "<TxDtls><RltdPties><Dbtr><Nm>Ann Lee</Nm></Dbtr></RltdPties></TxDtls>"

    row = rows(
        read(
            READER,
            camt(entry(more="<AddtlNtryInf>POS Kiosk</AddtlNtryInf>", details=party), account=own),
        )
    )[0]

    assert (row.payee, row.memo, row.account) == ("POS Kiosk", "", "77")


@pytest.mark.parametrize("code", ["CWDL", "XBCW"])
def test_cash_from_a_machine_is_a_transfer(code: str) -> None:
    kind = (
        f"<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>CCRD</Cd><SubFmlyCd>{code}</SubFmlyCd></Fmly></Domn>"
        "</BkTxCd>"
    )

    assert rows(read(READER, camt(entry(more=kind))))[0].is_transfer


def test_a_reference_that_says_there_is_none_is_none() -> None:
    text = camt(entry(more="<AcctSvcrRef>NOTPROVIDED</AcctSvcrRef>"))

    assert rows(read(READER, text))[0].bank_id is None


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        pytest.param(entry("12,5x"), "is no amount", id="amount"),
        pytest.param(entry("-12.50"), "has a sign", id="amount with a sign"),
        pytest.param(entry("0.12345"), "more decimals", id="five decimals"),
        pytest.param(entry(sign="OUT"), "neither DBIT nor CRDT", id="direction"),
        pytest.param(entry().replace("EUR", "XXX"), "“XXX”", id="currency"),
        pytest.param(entry().replace("2026-11-03", "2026-11-31"), "“2026-11-31”", id="no such day"),
        pytest.param(entry().replace("BOOK", "INFO"), "booked nothing", id="for information"),
        pytest.param("<CdtDbtInd>DBIT</CdtDbtInd>", "no amount", id="nothing in it"),
    ],
)
def test_a_bad_entry_is_told_with_its_line_and_the_others_go_in(broken: str, message: str) -> None:
    found = read(READER, camt(entry(), broken, entry("6.00")))

    assert [row.minor for row in rows(found)] == [-1250, -600]
    assert [(row.line, message in row.message) for row in bad_rows(found)] == [(11, True)]
