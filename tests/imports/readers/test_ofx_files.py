"""Whole files of OFX: headers, encodings, several accounts, and what is none."""

import pytest

from mealtracker.imports.readers.ofx import OfxReader
from mealtracker.imports.rows import UnreadableFile

from tests.imports.readers.bank_files import (
    OFX_HEADER,
    bad_rows,
    ofx,
    read,
    rows,
    statements,
    transaction,
)

READER = OfxReader()


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("", id="none"),
        pytest.param("\r\n\n" + OFX_HEADER.rstrip(), id="blank lines before and none behind"),
        pytest.param(OFX_HEADER.replace("\n", "") + "\n", id="on one line"),
        pytest.param(OFX_HEADER.replace("CHARSET:1252", "CHARSET:NONE"), id="no charset"),
        pytest.param(OFX_HEADER.replace("CHARSET:1252", "CHARSET:8859-1"), id="8859-1"),
        pytest.param('<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200"?>\n', id="xml"),
    ],
)
def test_every_header_will_do(header: str) -> None:
    found = read(READER, ofx(transaction(), header=header))

    assert [row.minor for row in rows(found)] == [-1250]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", ""])
def test_lines_may_end_as_they_like(line_end: str) -> None:
    text = ofx(transaction(), transaction("-6.00")).replace("\n", line_end)

    assert [row.minor for row in rows(read(READER, text))] == [-1250, -600]


@pytest.mark.parametrize(
    ("declared", "encoding", "name"),
    [
        pytest.param("1252", "utf-8", "Café Müller – č", id="utf-8 under another name"),
        pytest.param("1252", "cp1252", "Café Müller – €", id="windows"),
        pytest.param("ISO-8859-1", "cp1252", "Café Müller €", id="windows called latin 1"),
        pytest.param("1250", "cp1250", "Kavárna Žižkov", id="central europe"),
        pytest.param("UTF-8", "cp1252", "Café Müller", id="windows called utf-8"),
        pytest.param("1252", "utf-16", "Café Müller", id="utf-16"),
    ],
)
def test_the_text_is_what_it_is_and_not_what_is_declared(
    declared: str, encoding: str, name: str
) -> None:
    header = OFX_HEADER.replace("CHARSET:1252", f"CHARSET:{declared}")
    text = ofx(transaction().replace("Blue Heron", name), header=header)

    assert rows(read(READER, text.encode(encoding)))[0].payee == name


def test_every_account_of_a_file_has_its_rows_and_its_statement() -> None:
    second = ofx(transaction("-7.00"), account="222", currency="CHF", header="")

    found = read(READER, ofx(transaction()).replace("</OFX>\n", second.replace("<OFX>\n", "")))

    assert [(row.account, row.currency) for row in rows(found)] == [("111", "EUR"), ("222", "CHF")]
    assert [one.account for one in statements(found)] == ["111", "222"]


def test_an_investment_account_is_left_out_and_said() -> None:
    text = (
        ofx(transaction()).replace("<STMTRS>", "<INVSTMTRS>").replace("</STMTRS>", "</INVSTMTRS>")
    )

    found = read(READER, text + ofx(transaction("-6.00"), header=""))

    assert [row.minor for row in rows(found)] == [-600]
    assert "investment account" in bad_rows(found)[0].message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param("<OFX></OFX>", "no statement", id="nothing in it"),
        pytest.param("OFX\0" * 99, "zero", id="zero bytes"),
        pytest.param(ofx(transaction()).split("</BANKTR")[0], "cut off", id="cut off"),
        pytest.param("<OFX><STMTRS><ACCTID>" + "9" * 2_000_000, "no end", id="endless tag"),
        pytest.param(
            "<OFX><SONRS><STATUS><CODE>15500<MESSAGE>Sign-on invalid</STATUS></SONRS></OFX>",
            "Sign-on invalid",
            id="a refusal",
        ),
    ],
)
def test_a_file_that_is_none_says_so(text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(READER, text)


@pytest.mark.parametrize(
    ("head", "name", "least"),
    [
        (ofx().encode(), "x.txt", 100),
        (OFX_HEADER.encode(), "x", 90),
        (ofx().encode("utf-16"), "x", 100),
        (b"date;amount", "x.qfx", 20),
    ],
)
def test_it_is_recognised_by_its_content_and_then_by_its_name(
    head: bytes, name: str, least: int
) -> None:
    assert READER.recognises(head, name) == least


def test_other_files_are_not_recognised() -> None:
    assert READER.recognises(b"Date,Payee\n2026-01-01,Cafe", "bank.csv") == 0
