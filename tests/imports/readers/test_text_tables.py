"""Tables as text in every dialect and encoding, with what is around and wrong in them."""

import csv
import io

import pytest

from mealtracker.imports.rows import BankRow, UnreadableFile

from tests.imports.readers.reading import bad, planned, reads, rows

TABLE = [
    ["Datum", "Empfänger", "Verwendungszweck", "Betrag"],
    ["02.11.2026", "Bäckerei Müller", "Brötchen; zwei", "-3,50"],
    ["13.11.2026", 'Gasthof "Zum Löwen"', "Mittag", "-1.023,00"],
]
QUOTED = "Put a value that holds “,” in quotes."
PLAIN = "Date,Payee,Amount\n2026-11-02,Noodle Bar,-6.48\n2026-11-03,Corner Shop,-10.00\n"


def _text(delimiter: str, end: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(TABLE)
    return text.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_dialect_and_encoding_gives_the_same_rows(delimiter, end, encoding):
    content = _text(delimiter, end).encode(encoding)

    assert [(str(row.day), row.payee, row.memo, row.minor, row.line) for row in rows(content)] == [
        ("2026-11-02", "Bäckerei Müller", "Brötchen; zwei", -350, 2),
        ("2026-11-13", 'Gasthof "Zum Löwen"', "Mittag", -102300, 3),
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(
            "Date;Libellé;Montant\n13/11/2026;Café de la gare;-3,50\n", "cp1252", id="French"
        ),
        pytest.param(
            "Fecha;Concepto;Importe\n13/11/2026;Panadería Niño;-3,50\n", "cp1252", id="Spanish"
        ),
        pytest.param(
            "Data,Nazwa,Kwota\n2026-11-13,Sklep Żabka w Łodzi,-3.50\n", "cp1250", id="Polish"
        ),
        pytest.param(
            "Datum;Název;Částka\n13.11.2026;Řeznictví U Dvořáka;-3,50\n", "cp1250", id="Czech"
        ),
        pytest.param("Дата;Описание;Сумма\n13.11.2026;Кафе Пушкин;-3,50\n", "cp1251", id="Russian"),
        pytest.param(
            "Дата;Описание;Сумма\n13.11.2026;Кафе Пушкин;-3,50\n", "koi8_r", id="Russian KOI8"
        ),
        pytest.param("Ημερομηνία;Περιγραφή;Ποσό\n13/11/2026;Ταβέρνα;-3,50\n", "cp1253", id="Greek"),
        pytest.param(
            "Tarih;Açıklama;Tutar\n13.11.2026;Köşe Kebapçısı;-3,50\n", "cp1254", id="Turkish"
        ),
        pytest.param(
            "Date;Libellé;Montant\n13/11/2026;Café de la gare;-3,50\n", "mac_roman", id="Mac"
        ),
        pytest.param(
            "Datum;Empfänger;Betrag\n13.11.2026;Bäckerei Müller;-3,50\n", "cp850", id="DOS"
        ),
        pytest.param("日付,店名,金額\n2026/11/13,吉野家 渋谷店,-350\n", "cp932", id="Japanese"),
        pytest.param(
            "日付,店名,金額\n2026/11/13,すき家 渋谷店,-350\n", "euc_jp", id="Japanese EUC"
        ),
        pytest.param("날짜,가맹점,금액\n2026-11-13,스타벅스 강남점,-3500\n", "cp949", id="Korean"),
        pytest.param("日期,商户,金额\n2026-11-13,海底捞火锅,-3.50\n", "gb18030", id="Chinese"),
        pytest.param("日期,商家,金額\n2026-11-13,鼎泰豐信義店,-350\n", "big5", id="Chinese Big5"),
    ],
)
def test_an_encoding_that_nobody_declares_is_found_by_its_letters(text, encoding):
    content = text.encode(encoding)

    plan = planned(content)

    assert plan.encoding == encoding
    assert rows(content)[0].payee == text.splitlines()[1].replace(";", ",").split(",")[1]
    assert str(rows(content)[0].day) == "2026-11-13"


def test_an_encoding_can_be_chosen():
    content = "Date,Payee,Amount\n2026-11-02,Café,-1.00\n".encode("cp1252")

    assert rows(content, encoding="cp1250")[0].payee == "Café"
    with pytest.raises(UnreadableFile, match="line 1"):
        reads(content, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="no such encoding"):
        reads(content, encoding="rot13")


def test_a_delimiter_can_be_chosen():
    assert planned(PLAIN.replace(",", ";"), delimiter=";").delimiter == ";"
    with pytest.raises(UnreadableFile, match="sign"):
        reads(PLAIN, delimiter="ab")


def test_lines_above_and_below_the_table_are_no_rows():
    content = (
        "Account statement;;;\nIBAN;DE00 0000;;\n\nDate;Payee;Note;Amount\n"
        "13.11.2026;Noodle Bar;;-6,48\n;;;\nTotal;;;-6,48\n"
    )

    assert planned(content).header_line == 4
    assert [(row.line, row.minor) for row in rows(content)] == [(5, -648)]


def test_a_header_that_comes_again_and_the_line_for_spreadsheets_are_no_rows():
    content = f"sep=,\n{PLAIN}Date,Payee,Amount\n"

    assert [row.line for row in rows(content)] == [3, 4]


def test_a_cell_can_hold_lines():
    content = 'Date,Payee,Note,Amount\n2026-11-02,"Noodle\nBar",,-6.48\n2026-11-03,Shop,,-1.00\n'

    found = rows(content)

    assert [row.line for row in found] == [2, 4]
    assert found[0].raw == '2026-11-02,"Noodle\nBar",,-6.48'


def test_a_bad_row_is_told_with_its_line_and_the_good_ones_go_on():
    content = (
        "Date,Payee,Amount\n2026-11-31,Noodle Bar,-6.48\n2026-11-02,Shop,-1O.00\n"
        "2026-11-03,Tea,-2.00\n2026-11-04,Pie, with cream,-3.00\n2026-11-05,Tart\n"
    )

    found = reads(content)

    assert [(one.line, one.message) for one in bad(found)] == [
        (2, "“2026-11-31” is no date. Write it like 2026-11-02."),
        (3, "“-1O.00” is no amount. Write it like 12.50."),
        (5, f"This row has 4 cells, and the table 3 columns. {QUOTED}"),
        (6, "There is no amount. Write one."),
    ]
    assert bad(found)[0].raw == "2026-11-31,Noodle Bar,-6.48"
    assert [one.payee for one in found if isinstance(one, BankRow)] == ["Tea"]


def test_a_stray_quote_spoils_its_own_line_only():
    content = 'Date,Payee,Amount\n2026-11-02,"Noodle Bar,-6.48\n2026-11-03,Shop,-1.00\n'

    found = reads(content)

    assert [(one.line, one.raw) for one in bad(found)] == [(2, '2026-11-02,"Noodle Bar,-6.48')]
    assert [one.line for one in found if isinstance(one, BankRow)] == [3]


def test_inches_are_no_quotes():
    assert (
        rows('Date,Payee,Amount\n2026-11-02,Pizza 12" large,-6.48\n')[0].payee == 'Pizza 12" large'
    )
