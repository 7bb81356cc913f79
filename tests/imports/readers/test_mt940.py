"""MT940 as banks of several countries fill its free fields."""

from datetime import date

import pytest

from mealtracker.imports.readers.mt940 import Mt940Reader
from mealtracker.imports.rows import UnreadableFile

from tests.imports.readers.bank_files import bad_rows, mt940, read, rows, statements

READER = Mt940Reader()
LINE = ":61:2611031103D12,50NMSCNONREF//R-1"


def test_an_entry_is_a_row_with_its_line_text_and_reference() -> None:
    row = rows(read(READER, mt940(f"{LINE}\n:86:Blue Heron\nTable 9")))[0]

    assert (row.day, row.booked_on, row.minor) == (date(2026, 11, 3), date(2026, 11, 3), -1250)
    assert (row.payee, row.memo, row.currency) == ("Blue Heron", "Table 9", "EUR")
    assert (row.bank_id, row.account) == ("R-1", "10050000/54540402")
    assert (row.line, row.raw) == (5, f"{LINE}\n:86:Blue Heron\nTable 9")


def test_balances_make_the_statement_and_the_rows_add_up_to_it() -> None:
    found = read(READER, mt940(LINE, ":61:261104D6,NMSCNONREF"))

    statement = statements(found)[0]
    assert (statement.opening_minor, statement.closing_minor) == (10000, 8150)
    assert 10000 + sum(row.minor for row in rows(found)) == statement.closing_minor
    assert (statement.starts_on, statement.ends_on) == (date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("line", "minor"),
    [
        pytest.param("2611031103D12,50NMSCNONREF", -1250, id="debit"),
        pytest.param("2611031103C12,50NMSCNONREF", 1250, id="credit"),
        pytest.param("2611031103RC12,50NMSCNONREF", -1250, id="reversed credit"),
        pytest.param("2611031103RD12,50NMSCNONREF", 1250, id="reversed debit"),
        pytest.param("2611031103DR12,50NMSCNONREF", -1250, id="letter of the currency"),
        pytest.param("261103D12,NMSC", -1200, id="no entry date, no decimals, no reference"),
        pytest.param("2611031103D1.234,5N010NONREF", -123450, id="grouped"),
        pytest.param("2611031103 D 12.50 NMSCNONREF", -1250, id="blanks and a point"),
        pytest.param("2611031103D12,50", -1250, id="nothing more"),
    ],
)
def test_the_mark_and_the_amount_are_read_as_banks_write_them(line: str, minor: int) -> None:
    assert rows(read(READER, mt940(f":61:{line}")))[0].minor == minor


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        pytest.param("2612311231", date(2026, 12, 31), id="same day"),
        pytest.param("2701021231", date(2026, 12, 31), id="booked in the old year"),
        pytest.param("2612310102", date(2027, 1, 2), id="booked in the new year"),
        pytest.param("2611030000", date(2026, 11, 3), id="zero"),
    ],
)
def test_an_entry_without_a_year_is_near_its_value_date(dates: str, day: date) -> None:
    assert rows(read(READER, mt940(f":61:{dates}D1,NMSC")))[0].day == day


@pytest.mark.parametrize(
    ("text", "payee", "memo"),
    [
        pytest.param(
            "106?00CARD?20Table 9?21 and wine?30BANKDEFF?31DE02?32BLUE HERON G?33MBH",
            "BLUE HERON G MBH",
            "Table 9 and wine",
            id="subfields",
        ),
        pytest.param(
            "106?00CARD?20EREF+4711?21MREF+12?22SVWZ+Table 9?23ABWA+Other?32Blue Heron",
            "Blue Heron",
            "Table 9",
            id="subfields of sepa",
        ),
        pytest.param(
            "106?20A purpose that is 27 signs l?21ong\n?32Blue\n Heron",
            "Blue Heron",
            "A purpose that is 27 signs long",
            id="subfields that run on",
        ),
        pytest.param("834~00CARD~20Table 9~32Blue Heron", "Blue Heron", "Table 9", id="tildes"),
        pytest.param("106?00CARD?20Table 9", "Table 9", "CARD", id="no name"),
        pytest.param(
            "/TRTP/SEPA OVERBOEKING/IBAN/NL02/BIC/ABNA/NAME/Blue Heron/REMI/Bill 1/2026/EREF/X",
            "Blue Heron",
            "Bill 1/2026",
            id="words",
        ),
        pytest.param(
            "/EREF/1//CNTP/NL02/INGB/Blue Heron/Delft//REMI/USTD//Table 9/",
            "Blue Heron",
            "Table 9",
            id="counterparty",
        ),
        pytest.param("/BENM//NAME/Blue Heron/REMI/Table 9", "Blue Heron", "Table 9", id="nested"),
        pytest.param("A44?Blue Heron\nTable 9", "Blue Heron", "Table 9", id="a code before it"),
        pytest.param("+49 30 1234 call", "+49 30 1234 call", "", id="free text like a subfield"),
        pytest.param("Blue Heron: 9", "Blue Heron: 9", "", id="free text"),
    ],
)
def test_who_was_paid_is_found_in_every_way_of_writing_it(text: str, payee: str, memo: str) -> None:
    row = rows(read(READER, mt940(f"{LINE}\n:86:{text}")))[0]

    assert (row.payee, row.memo) == (payee, memo)


def test_a_line_that_is_full_runs_on_in_the_next() -> None:
    begin = "/TRTP/SEPA Incasso/NAME/Blue Heron Coffee and Cakes/REMI/Order nu"
    assert len(begin) == 65

    row = rows(read(READER, mt940(f"{LINE}\n:86:{begin}\nmber 4711")))[0]

    assert row.memo == "Order number 4711"


def test_details_behind_the_entry_stand_for_a_missing_text() -> None:
    texts = ["Mobile", "Mobile\n:86:Blue Heron", "/TRCD/00100/\n:86:Blue Heron"]

    found = rows(read(READER, mt940(*(f"{LINE}\n{text}" for text in texts))))

    assert [(row.payee, row.memo) for row in found] == [
        ("Mobile", ""), ("Blue Heron", "Mobile"), ("Blue Heron", ""),
    ]  # fmt: skip


def test_a_text_of_the_whole_statement_belongs_to_no_entry() -> None:
    text = mt940(LINE).replace("\n-\n", "\n:86:See our new terms\n-\n")

    assert rows(read(READER, text))[0].payee == ""


def test_what_is_expected_is_pending() -> None:
    assert rows(read(READER, mt940(":61:261103ED12,50NMSC")))[0].is_pending


def test_pages_messages_and_blocks_are_told_apart() -> None:
    first = mt940(LINE, closing="C261103EUR87,50").replace(":62F:", ":62M:")
    second = mt940(":61:261104D6,NMSC", opening="C261103EUR87,50").replace(":60F:", ":60M:")
    third = mt940(":61:261104D1,NMSC", opening="C261101CHF5,", closing="C261130CHF4,")
    text = "".join(
        f"{{1:F01BANKDEFF}}{{2:I940X}}{{4:\n{page.replace('-', '-}')}" for page in (first, second)
    ) + third.replace("54540402", "777")

    found = read(READER, text)

    assert [(row.minor, row.currency, row.account) for row in rows(found)] == [
        (-1250, "EUR", "10050000/54540402"),
        (-600, "EUR", "10050000/54540402"),
        (-100, "CHF", "10050000/777"),
    ]
    assert [(one.opening_minor, one.closing_minor) for one in statements(found)] == [
        (10000, 8750), (8750, 8150), (500, 400),
    ]  # fmt: skip


def test_a_message_may_begin_on_the_line_of_its_block() -> None:
    assert len(rows(read(READER, "{1:F01}{2:I940}{4::20:NOV" + mt940(LINE)[7:]))) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(mt940(LINE).split(":62F:")[0], id="no closing balance"),
        pytest.param(mt940(LINE).replace(":60F:C", ":60F:?"), id="no opening balance"),
    ],
)
def test_a_balance_that_is_missing_is_left_open(text: str) -> None:
    found = read(READER, text)

    assert [row.minor for row in rows(found)] == [-1250]
    assert None in {statements(found)[0].opening_minor, statements(found)[0].closing_minor}


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        pytest.param(":61:lunch", "“lunch” is not a transaction", id="no fields"),
        pytest.param(":61:2613031103D12,50NMSC", "“261303” is not a date", id="no such day"),
        pytest.param(":61:2611031103D1,2,3,4NMSC", "is no amount", id="amount"),
        pytest.param(":61:2611031103D12,505NMSC", "more decimals", id="three decimals"),
    ],
)
def test_a_bad_entry_is_told_with_its_line_and_the_others_go_in(broken: str, message: str) -> None:
    found = read(READER, mt940(LINE, f"{broken}\n:86:Text", ":61:261104D6,NMSC"))

    assert [row.minor for row in rows(found)] == [-1250, -600]
    assert [(row.line, message in row.message) for row in bad_rows(found)] == [(6, True)]
    assert bad_rows(found)[0].raw == f"{broken}\n:86:Text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_text_may_be_in_any_encoding(encoding: str) -> None:
    text = mt940(f"{LINE}\n:86:Café Müller")

    assert rows(read(READER, text.encode(encoding)))[0].payee == "Café Müller"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("Dear customer,\nnothing happened.", "no statement"),
        (":20:A\n-", "no statement"),
    ],
)
def test_a_file_that_is_none_says_so(text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(READER, text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_it_is_recognised_by_its_fields(line_end: str) -> None:
    text = mt940(LINE).replace("\n", line_end)

    assert READER.recognises(text.encode(), "x.txt") == 100
    assert [row.minor for row in rows(read(READER, text))] == [-1250]
    assert READER.recognises(b"At 12:20:59 we met", "x.txt") == 0
    assert READER.recognises(b"anything", "x.STA") == 20
