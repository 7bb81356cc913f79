"""QIF as Quicken and its many imitators write it."""

import io
from datetime import date

import pytest

from mealtracker.imports.readers.qif import QifReader
from mealtracker.imports.rows import DateOrder, UnreadableFile

from tests.imports.readers.bank_files import OPTIONS, bad_rows, read, rows, statements

READER = QifReader()
BANK = "!Type:Bank\n"


def record(*lines: str, day: str = "11/23/2026", amount: str = "-12.50") -> str:
    return "\n".join([f"D{day}", f"T{amount}", "PBlue Heron", *lines, "^", ""])


def test_a_record_is_a_row_with_its_line_and_text() -> None:
    found = read(READER, BANK + record("MTable 9", "LFood:Dinner/Holiday", "N1041", "CX"))

    row = rows(found)[0]
    assert (row.day, row.payee, row.minor, row.currency) == (
        date(2026, 11, 23), "Blue Heron", -1250, None,
    )  # fmt: skip
    assert (row.memo, row.category, row.tags) == ("Table 9 #1041", "Food:Dinner", ("Holiday",))
    assert (row.line, row.raw) == (
        2, "D11/23/2026\nT-12.50\nPBlue Heron\nMTable 9\nLFood:Dinner/Holiday\nN1041\nCX",
    )  # fmt: skip
    assert row.flags == ()


@pytest.mark.parametrize(
    ("written", "proof", "day"),
    [
        pytest.param("3/4'26", "11/23'26", date(2026, 3, 4), id="month first"),
        pytest.param("3/4'26", "23/11'26", date(2026, 4, 3), id="day first"),
        pytest.param(" 1/ 5' 6", "11/23'06", date(2006, 1, 5), id="padded with blanks"),
        pytest.param("3/4/98", "11/23/98", date(1998, 3, 4), id="last century"),
        pytest.param("2026-03-04", "2026-11-23", date(2026, 3, 4), id="year first"),
        pytest.param("03.04.2026", "11.04.2026", date(2026, 4, 3), id="points"),
    ],
)
def test_the_order_of_dates_is_proved_by_the_whole_file(
    written: str, proof: str, day: date
) -> None:
    found = rows(read(READER, BANK + record(day=written) + record(day=proof)))

    assert (found[0].day, found[0].flags) == (day, ())


@pytest.mark.parametrize(
    ("currency", "day"), [("USD", date(2026, 3, 4)), ("EUR", date(2026, 4, 3))]
)
def test_an_order_that_nothing_proves_is_the_usual_one_flagged_and_asked_for(
    currency: str, day: date
) -> None:
    text = BANK + record(day="03/04/2026")

    row = rows(read(READER, text, currency=currency))[0]
    plan = READER.plan(io.BytesIO(text.encode()), OPTIONS)

    assert (row.day, row.flags) == (day, ("day_or_month",))
    assert [question.option for question in plan.questions] == ["date_order"]


def test_what_was_planned_is_what_is_read() -> None:
    text = (BANK + record(day="23.11.2026", amount="-1.234") + record(amount="-9,50")).encode()

    plan = READER.plan(io.BytesIO(text), OPTIONS)
    found = list(READER.read(io.BytesIO(text), plan.fixed(OPTIONS)))

    assert (plan.format, plan.date_order, plan.decimal_mark) == ("qif", DateOrder.DMY, ",")
    assert tuple(found[:2]) == plan.first_rows[:2]


def test_an_order_that_was_chosen_counts() -> None:
    row = rows(read(READER, BANK + record(day="03/04/2026"), date_order=DateOrder.DMY))[0]

    assert (row.day, row.flags) == (date(2026, 4, 3), ())


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        pytest.param("-1,234.50", -123450, id="grouped"),
        pytest.param("-1.234,50", -123450, id="comma"),
        pytest.param("1,234", 123400, id="grouped without decimals"),
    ],
)
def test_amounts_are_read_as_programs_write_them(written: str, minor: int) -> None:
    assert rows(read(READER, BANK + record(amount=written)))[0].minor == minor


def test_the_decimal_mark_is_decided_by_the_whole_file() -> None:
    found = rows(read(READER, BANK + record(amount="-1.234") + record(amount="-9,50")))

    assert [row.minor for row in found] == [-123400, -950]


def test_parts_that_add_up_are_one_row_each() -> None:
    parts = ["LFood", "SFood", "EBurgers", "$-10.00", "SHome", "$-2.50", "S[Savings]", "$0.00"]

    found = rows(read(READER, BANK + record("MLunch", *parts)))

    assert [(row.minor, row.category, row.memo, row.is_transfer) for row in found] == [
        (-1000, "Food", "Burgers", False), (-250, "Home", "Lunch", False), (0, None, "Lunch", True),
    ]  # fmt: skip
    assert [row.line for row in found] == [7, 10, 12]


def test_parts_that_do_not_add_up_leave_the_whole_and_a_flag() -> None:
    found = rows(read(READER, BANK + record("SFood", "$-10.00", "SHome", "$-1.00")))

    assert [(row.minor, row.flags) for row in found] == [(-1250, ("parts_differ",))]


def test_an_only_part_names_the_category() -> None:
    assert rows(read(READER, BANK + record("SFood", "$-12.50")))[0].category == "Food"


@pytest.mark.parametrize("label", ["L[Savings]", "L[Visa/Gold]", "S[Savings]\n$-12.50", "LSavings"])
def test_another_account_is_no_category(label: str) -> None:
    accounts = (
        "!Option:AutoSwitch\n!Account\nNSavings\nTBank\n^\nNCard\nTCCard\n^\n!Clear:AutoSwitch\n"
    )

    row = rows(read(READER, accounts + BANK + record(label)))[0]

    assert (row.is_transfer, row.category) == (True, None)


def test_every_account_has_its_rows_and_its_statement() -> None:
    text = (
        f"!Account\nNEveryday\nTBank\n/11/30/26\n$81.50\n^\n{BANK}{record()}"
        f"!Account\nNCard\nTCCard\n^\n!type:CCARD \n{record(amount='-3')}"
    )

    found = read(READER, text)

    assert [(row.account, row.minor) for row in rows(found)] == [
        ("Everyday", -1250),
        ("Card", -300),
    ]
    assert [(one.account, one.closing_minor) for one in statements(found)] == [
        ("Everyday", 8150), ("Card", None),
    ]  # fmt: skip


def test_lists_are_passed_over_and_unknown_ones_are_said() -> None:
    lists = (
        "!Type:Cat\nNFood\nDEating\nE\n^\n!Type:Invst\nD1/1'26\nNBuy\n^\n!Type:Boats\nD1/1'26\n^\n"
    )

    found = read(READER, lists + BANK + record())

    assert [row.minor for row in rows(found)] == [-1250]
    assert [row.line for row in bad_rows(found)] == [6, 10]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_they_like_and_the_last_sign_may_be_missing(line_end: str) -> None:
    text = (BANK + record() + record(amount="-6")).removesuffix("^\n").replace("\n", line_end)

    assert [row.minor for row in rows(read(READER, text))] == [-1250, -600]


def test_a_date_begins_a_record_when_the_end_of_the_last_is_missing() -> None:
    text = BANK + record().replace("^\n", "") + record(amount="-6")

    assert [row.minor for row in rows(read(READER, text))] == [-1250, -600]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_text_may_be_in_any_encoding(encoding: str) -> None:
    text = BANK + record().replace("Blue Heron", "Café Müller")

    assert rows(read(READER, text.encode(encoding)))[0].payee == "Café Müller"


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        pytest.param(record(day="13/13/2026"), "“13/13/2026” is no date", id="no such day"),
        pytest.param(record(day=""), "no date", id="no day"),
        pytest.param(record(amount="12.5O"), "“12.5O” is no amount", id="letter for a zero"),
        pytest.param(record(amount=""), "no amount", id="no amount"),
    ],
)
def test_a_bad_record_is_told_with_its_line_and_the_others_go_in(broken: str, message: str) -> None:
    found = read(READER, BANK + record() + broken + record(amount="-6"))

    assert [row.minor for row in rows(found)] == [-1250, -600]
    assert [(row.line, message in row.message) for row in bad_rows(found)] == [(6, True)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param("!Type:Cat\nNFood\n^\n", "no statement", id="lists alone"),
        pytest.param(BANK + "Mmore\n" * 6_000, "has no end", id="endless record"),
    ],
)
def test_a_file_that_is_none_says_so(text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(READER, text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_recognised_by_its_first_line(encoding: str) -> None:
    assert READER.recognises(("\n" + BANK).encode(encoding), "x.txt") == 100
    assert READER.recognises(b"!Important: read this", "x.txt") == 0
    assert READER.recognises(b"D1/1/26", "x.QIF") == 20
