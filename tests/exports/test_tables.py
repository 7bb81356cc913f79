"""JSON and XLSX: the fields of the API, as values."""

import io
import json
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from mealtracker.exports import source as room
from mealtracker.exports import xlsx_file


@pytest.fixture
def sheets(exported):
    """Return the cells of each sheet, a dictionary a row."""

    def read() -> list[list[dict]]:
        book = load_workbook(io.BytesIO(exported("xlsx")))
        found = []
        for sheet in book.worksheets:
            head, *rows = sheet.iter_rows()
            names = [cell.value for cell in head]
            found.append([dict(zip(names, row, strict=True)) for row in rows])
        return found

    return read


def test_json_is_the_list_of_the_api(alice, exported, monkeypatch):
    monkeypatch.setattr(room, "_PAGE", 2)
    for number in range(5):
        alice.spends(place="Bar", tags=["a"], eaten_on=f"2026-11-0{number + 1}")

    assert json.loads(exported("json")) == alice.sees("/expenses?limit=100")["items"]


def test_ndjson_has_an_expense_a_line(alice, exported):
    alice.spends(note="one\ntwo")
    alice.spends()

    lines = exported("ndjson").splitlines()

    assert [json.loads(line) for line in lines] == alice.sees("/expenses")["items"]


def test_json_of_nothing_is_an_empty_list(exported):
    assert json.loads(exported("json")) == []
    assert exported("ndjson") == b""


def test_xlsx_has_numbers_dates_and_texts(alice, sheets):
    made = alice.spends("1234.50", tip="0", covers=2, tags=["a", "b"], eaten_on="2026-11-20")

    ((row,),) = sheets()

    assert {name for name, cell in row.items() if cell.value is not None} == {
        name for name, value in made.items() if value not in (None, "", [])
    } - {"change_id"}
    assert (row["total"].value, row["total"].number_format) == (1234.5, "#,##0.00 [$USD]")
    assert row["tip"].value == 0
    assert str(row["eaten_on"].value) == "2026-11-20 00:00:00"
    assert row["eaten_on"].number_format == "yyyy-mm-dd"
    assert str(row["created_at"].value) == "2026-11-23 12:00:00"
    assert row["covers"].value == 2
    assert row["tax_included"].value is False
    assert row["tags"].value == "a; b"
    assert row["id"].value == made["id"]


@pytest.mark.parametrize(
    ("currency", "total", "shown"),
    [
        ("JPY", "900", "#,##0 [$JPY]"),
        ("KWD", "1.234", "#,##0.000 [$KWD]"),
        ("EUR", "999999999999.99", "#,##0.00 [$EUR]"),
    ],
)
def test_xlsx_amount_has_the_decimals_of_its_currency(alice, sheets, currency, total, shown):
    alice.spends(total, currency=currency)

    ((row,),) = sheets()

    assert str(row["total"].value) == total.removesuffix(".00")
    assert row["total"].number_format == shown


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "#N/A", "+1", "@a", "2026-01-01"])
def test_xlsx_text_is_never_run(alice, sheets, text):
    alice.spends(place=text, note=text, tags=[text])

    ((row,),) = sheets()

    assert [(row[name].value, row[name].data_type) for name in ("place", "note", "tags")] == [
        (text, "s")
    ] * 3


def test_xlsx_goes_on_with_another_sheet_when_one_is_full(alice, sheets, monkeypatch):
    monkeypatch.setattr(xlsx_file, "_ROWS", 3)
    made = [alice.spends(eaten_on=f"2026-11-0{number + 1}")["id"] for number in range(5)]

    found = sheets()

    assert [len(rows) for rows in found] == [2, 2, 1]
    ids = [row["id"].value for rows in found for row in rows]
    assert ids == made[::-1]


def test_xlsx_takes_the_first_day_there_is(alice, sheets):
    alice.spends(eaten_on="1900-01-01")

    ((row,),) = sheets()

    value = row["eaten_on"].value
    assert (value.date() if isinstance(value, datetime) else value) == date(1900, 1, 1)
