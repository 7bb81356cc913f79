"""Workbooks and archives: tables in them, and what must not be unpacked."""

import io
import re
import struct
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from mealtracker.imports.readers import archives, xlsx_reader
from mealtracker.imports.rows import UnreadableFile

from tests.imports.readers.reading import planned, reads, rows
from tests.imports.readers.test_presets import RECEIPT_WRANGLER, SURE

ITEMS = """\
Id,Receipt Id,Name,Charged to User,Amount,Status,Categories,Tags
1,4,Noodles,Bo,3.00,OPEN,,
2,4,Tea,Ana,3.48,OPEN,,
"""


def _workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    for number, lines in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        for line in lines:
            sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _archive(**entries: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("_csv", ".csv"), text)
    return file.getvalue()


def test_a_workbook_is_read_with_dates_numbers_and_texts():
    content = _workbook(
        [
            ["Statement of November"],
            [],
            ["Date", "Payee", "Amount"],
            [date(2026, 11, 2), "Noodle Bar", -6.48],
            [datetime.fromisoformat("2026-11-03 12:30"), "Shop", -1234.5],
            ["04.11.2026", "Gasthof", "-1.023,00"],
            [None, None, None],
            [date(2026, 11, 5), "Third of ten", -3.3330000000000002],
        ]
    )

    found = reads(content, "file.xlsx")

    assert planned(content, "file.xlsx").format == "xlsx"
    assert [(one.line, str(one.day), one.minor, one.time) for one in found[:3]] == [
        (4, "2026-11-02", -648, None),
        (5, "2026-11-03", -123450, "12:30"),
        (6, "2026-11-04", -102300, None),
    ]
    assert (found[3].line, found[3].message) == (
        8,
        "3.333 has more decimals than EUR. Round it, or correct the currency.",
    )
    assert len(found) == 4


def test_days_that_a_workbook_keeps_as_numbers_are_days():
    content = _workbook([["Date", "Payee", "Amount"], [46328, "Noodle Bar", -6.48]])

    assert str(rows(content, "file.xlsx")[0].day) == "2026-11-02"


def test_the_first_sheet_with_a_table_is_read():
    content = _workbook(
        [["About this file"], ["It has two sheets"]],
        [["Date", "Payee", "Amount"], [date(2026, 11, 2), "Noodle Bar", -6.48]],
    )

    assert [row.minor for row in rows(content, "file.xlsx")] == [-648]


def test_a_formula_is_what_it_last_came_to():
    plain = _workbook([["Date", "Payee", "Amount"], [date(2026, 11, 2), "Noodle Bar", "=-6-0.48"]])
    calculated = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(calculated, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(
                name, text.replace(b"<v></v>", b"<v>-6.48</v>").replace(b"<v />", b"<v>-6.48</v>")
            )

    assert [row.minor for row in rows(calculated.getvalue(), "file.xlsx")] == [-648]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(_workbook([["Hello"], ["World"]]), "No sheet", id="no table"),
        pytest.param(_workbook([["Date", "Payee"]])[:-200], "damaged or cut off", id="cut off"),
        pytest.param(b"PK\x03\x04[Content_Types].xml", "damaged or cut off", id="only its start"),
        pytest.param(_archive(**{"[Content_Types].xml": "<x"}), "damaged", id="broken inside"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_so(content, message):
    with pytest.raises(UnreadableFile, match=message):
        reads(content, "file.xlsx")


def test_entities_in_a_workbook_do_not_grow():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'
    plain = _workbook([["Date", "Payee", "Amount"], [date(2026, 11, 2), "Noodle Bar", -6.48]])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, bomb if name.endswith("sheet1.xml") else old.read(name))

    with pytest.raises(UnreadableFile, match="damaged|No sheet"):
        reads(file.getvalue(), "file.xlsx")


def test_the_archive_of_sure_is_read_by_its_transactions():
    content = _archive(
        accounts_csv="id,name,balance,currency,created_at\n1,Card,5,EUR,2026-01-01\n",
        transactions_csv=SURE,
        categories_csv="name,color,parent_category,lucide_icon\nFood,red,,x\n",
    )

    assert planned(content, "export.zip").preset == "sure"
    assert [row.minor for row in rows(content, "export.zip")] == [-648, 500]


def test_the_archive_of_receipt_wrangler_says_to_whom_items_were_charged():
    content = _archive(items_csv=ITEMS, receipts_csv=RECEIPT_WRANGLER)

    assert [row.people for row in rows(content, "data.zip")] == [("Ana", "Bo"), ("Bo",)]


def test_an_archive_with_one_table_is_that_table():
    content = _archive(bank_csv="Date,Payee,Amount\n2026-11-02,Noodle Bar,-6.48\n", readme="hello")

    assert [row.minor for row in rows(content, "bank.zip")] == [-648]


def test_an_archive_with_two_tables_of_nobody_is_refused():
    table = "Date,Payee,Amount\n2026-11-02,Noodle Bar,-6.48\n"

    with pytest.raises(UnreadableFile, match="no single table"):
        reads(_archive(one_csv=table, two_csv=table), "two.zip")


def test_an_archive_that_grows_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(archives, "UNZIPPED_MAX", 1_000_000)
    content = _archive(bank_csv="0" * 2_000_000)

    assert len(content) < 10_000
    with pytest.raises(UnreadableFile, match="holds too much"):
        reads(content, "bomb.zip")


def test_a_size_that_an_archive_lies_about_is_not_believed():
    content = bytearray(_archive(bank_csv="0" * 2_000_000))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)

    with pytest.raises(UnreadableFile):
        reads(bytes(content), "bomb.zip")


def _with_strings(strings: str) -> bytes:
    """Make a workbook as Excel does, which keeps its texts in one place."""
    plain = _workbook([["Date", "Payee", "Amount"], [date(2026, 11, 2), "Noodle Bar", -6.48]])
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "[Content_Types].xml":
                part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'
                text = text.replace("</Types>", f"{part}</Types>")
            if name.endswith("sheet1.xml"):
                cell = re.compile(r't="inlineStr">\s*<is>\s*<t>Noodle Bar</t>\s*</is>')
                text, count = cell.subn('t="s"><v>0</v>', text)
                assert count == 1
            new.writestr(name, text)
        sst = f'<sst xmlns="{main}"><si><t>{strings}</t></si></sst>'
        new.writestr("xl/sharedStrings.xml", sst)
    return file.getvalue()


def test_texts_are_found_where_a_workbook_keeps_them():
    assert [row.payee for row in rows(_with_strings("Ramen Ya"), "file.xlsx")] == ["Ramen Ya"]


def test_a_workbook_with_too_much_text_is_not_opened(monkeypatch):
    monkeypatch.setattr(xlsx_reader, "_STRINGS_MAX", 1_000)

    with pytest.raises(UnreadableFile, match="too much text"):
        reads(_with_strings("x" * 2_000), "file.xlsx")


def test_an_archive_with_a_password_says_so():
    content = bytearray(_archive(bank_csv="Date,Payee,Amount\n"))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(UnreadableFile, match="password"):
        reads(bytes(content), "secret.zip")
