"""Whole files of CAMT: versions, balances, encodings, and what nobody should send."""

import pytest

from mealtracker.imports.readers.camt import CamtReader
from mealtracker.imports.rows import UnreadableFile

from tests.imports.readers.bank_files import (
    balance,
    camt,
    entry,
    read,
    rows,
    statements,
)

READER = CamtReader()


@pytest.mark.parametrize(
    "version", ["052.001.01", "052.001.08", "053.001.02", "053.001.10", "054.001.04", "054.001.13"]
)
def test_every_kind_and_version_is_read(version: str) -> None:
    assert [row.minor for row in rows(read(READER, camt(entry(), version=version)))] == [-1250]


def test_a_prefix_for_the_namespace_changes_nothing() -> None:
    text = camt(entry()).replace("<", "<ns2:").replace("<ns2:/", "</ns2:").replace("<ns2:?", "<?")

    assert [row.minor for row in rows(read(READER, text))] == [-1250]


def test_balances_make_the_statement_and_the_rows_add_up_to_it() -> None:
    balances = balance("OPBD", "100.00") + balance("CLAV", "1.00") + balance("CLBD", "92.50")

    found = read(READER, camt(entry("12.50"), entry("5.00", "CRDT"), balances=balances))

    statement = statements(found)[0]
    assert (statement.opening_minor, statement.closing_minor) == (10000, 9250)
    assert 10000 + sum(row.minor for row in rows(found)) == statement.closing_minor


def test_a_balance_in_another_currency_is_left_open() -> None:
    balances = balance("OPBD", "100.00") + balance("CLBD", "92.50", "SEK")

    statement = statements(read(READER, camt(balances=balances)))[0]

    assert (statement.opening_minor, statement.closing_minor) == (10000, None)


def test_the_previous_closing_stands_for_an_opening_and_a_debit_is_below_zero() -> None:
    balances = balance("PRCD", "3.00", sign="DBIT")

    statement = statements(read(READER, camt(balances=balances)))[0]

    assert statement.opening_minor == -300


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("UTF-8", "utf-8"), ("ISO-8859-1", "latin-1"), ("UTF-8", "cp1252"), ("UTF-16", "utf-16")],
)
def test_the_text_is_what_it_is_and_not_what_is_declared(declared: str, encoding: str) -> None:
    text = camt(entry(more="<AddtlNtryInf>Café Müller</AddtlNtryInf>")).replace("UTF-8", declared)

    assert rows(read(READER, text.encode(encoding)))[0].payee == "Café Müller"


def test_blank_lines_before_the_declaration_count_as_lines() -> None:
    assert rows(read(READER, "\n\n" + camt(entry())))[0].line == 10


BOMB = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param(camt(entry())[:400], "damaged or cut off at line", id="cut off"),
        pytest.param("<Document></Document>", "no statement", id="no statement"),
        pytest.param(camt().replace("\n<Doc", f"\n{BOMB}<Doc", 1), "document type", id="bomb"),
        pytest.param(
            camt().replace("\n<Doc", f"\n{OUTSIDE}<Doc", 1), "document type", id="outside"
        ),
        pytest.param(camt("<a>" * 99 + "</a>" * 99), "nests too deeply", id="deep"),
        pytest.param(camt("<a/>" * 300_000), "too large", id="huge entry"),
        pytest.param(camt("<a x='" + "1" * 5_000_000 + "'/>"), "too large", id="huge attribute"),
    ],
)
def test_a_file_that_is_none_or_would_do_harm_says_so(text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(READER, text)


def test_an_entity_that_was_never_declared_is_not_read_as_nothing() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read(READER, camt(entry(more="<AddtlNtryInf>&a;</AddtlNtryInf>")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_it_is_recognised_by_its_content(encoding: str) -> None:
    assert READER.recognises(camt(entry()).encode(encoding), "x.txt") == 100
    assert READER.recognises(b"<?xml version='1.0'?><pain/>", "payments.xml") == 0
