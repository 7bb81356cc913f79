"""`meal import` and `meal imports`."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from mealtracker.cli.opened import opened
from mealtracker.expenses.commands import patch_expense
from mealtracker.imports.commands.mappings import remember_mapping
from mealtracker.imports.readers.columns import fingerprint

from tests.web.import_pages import CARD

OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102

<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><TRNUID>1<CCSTMTRS><CURDEF>EUR
<CCACCTFROM><ACCTID>4111</CCACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261130
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261103<TRNAMT>-12.50<FITID>a1<NAME>CHIPOTLE 0123</STMTTRN>
</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
"""


@pytest.fixture
def card(tmp_path) -> Path:
    """A statement of a card, of 2020: the command line goes by the real clock."""
    file = tmp_path / "card-41.csv"
    file.write_text(CARD.replace("2026-", "2020-"))
    return file


def imported(meal, *words: str) -> dict:
    result = meal("import", *words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def listed(meal, *words: str) -> list[dict]:
    return json.loads(meal(*words, "--json").stdout)


def totals(meal) -> dict[str, str]:
    found = json.loads(meal("expense", "list", "--json").stdout)
    return {one["place"]: one["total"] for one in found["items"]}


def stored(tmp_path) -> list[Path]:
    return [file for file in (tmp_path / "blobs").rglob("*") if file.is_file()]


def test_json_tells_what_happens_to_the_rows(meal, card) -> None:
    report = imported(meal, str(card))

    assert set(report) == {
        *("batch", "format", "rows", "create", "match", "duplicate", "ignored"),
        *("errors", "totals"),
    }
    assert report["format"] == "csv"
    counts = [report[name] for name in ("rows", "create", "match", "duplicate", "ignored")]
    assert counts == [5, 2, 0, 0, 3]
    assert [error["line"] for error in report["errors"]] == [6]
    assert "twelve" in report["errors"][0]["message"]
    assert report["totals"] == {"EUR": "-157.35"}
    assert totals(meal) == {}


def test_format_is_what_the_file_is_and_not_its_ending(meal, tmp_path) -> None:
    file = tmp_path / "statement.txt"
    file.write_text(OFX.replace("2026", "2020"))

    report = imported(meal, str(file), "--yes")

    assert report["format"] == "ofx"
    assert listed(meal, "imports", "show", report["batch"])["format"] == "ofx"
    assert list(totals(meal).values()) == ["12.50"]


def test_rehearsal_without_keeping_leaves_nothing(meal, card, tmp_path) -> None:
    result = meal("import", str(card), "--dry-run")

    assert result.exit_code == 0, result.stderr
    assert "card-41.csv: 5 rows" in result.stdout
    assert "2 new, 3 left out" in result.stdout
    assert "Adds 18.25 EUR in 2 expenses." in result.stdout
    assert listed(meal, "imports", "list") == []
    assert stored(tmp_path) == []
    assert totals(meal) == {}


def test_rows_are_taken_in_without_asking(meal, card) -> None:
    result = meal("import", str(card), "--yes")

    assert result.exit_code == 0, result.stderr
    assert "Done: 2 added, 0 matched." in result.stdout
    assert "Undo it: meal imports undo" in result.stdout
    assert totals(meal) == {"Chipotle": "12.50", "Starbucks": "5.75"}


@pytest.mark.parametrize(("answer", "count"), [("y\n", 2), ("n\n", 0)])
def test_person_is_asked(meal, card, answer, count) -> None:
    result = meal("import", str(card), input=answer)

    assert result.exit_code == 0, result.stderr
    assert "Take this in?" in result.stdout
    assert len(totals(meal)) == count


def test_same_file_again_adds_nothing(meal, card) -> None:
    imported(meal, str(card), "--yes")

    again = imported(meal, str(card), "--yes")

    assert (again["create"], again["duplicate"]) == (0, 2)
    assert len(totals(meal)) == 2


def test_every_row_is_taken_in_when_told_so(meal, card) -> None:
    report = imported(meal, str(card), "--all", "--yes")

    assert (report["create"], report["ignored"]) == (4, 1)
    assert totals(meal)["Shell Oil"] == "40.00"


def test_import_is_undone_and_comes_back(meal, card) -> None:
    batch = imported(meal, str(card), "--yes")["batch"]

    result = meal("imports", "undo", batch)

    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Undone: ")
    assert totals(meal) == {}
    assert imported(meal, str(card), "--yes")["create"] == 2


def test_undo_tells_what_was_edited_since_and_keeps_it_when_told_so(meal, card) -> None:
    batch = imported(meal, str(card), "--yes")["batch"]
    found = json.loads(meal("expense", "list", "--json").stdout)["items"]
    with opened() as it, it.db.unit_of_work() as session:
        patch_expense(session, it.actor(None), UUID(found[0]["id"]), {"note": "With Ana"}, None)

    refused = meal("imports", "undo", batch)
    kept = meal("imports", "undo", batch, "--keep-edited")

    assert refused.exit_code == 1
    assert "changed again since" in refused.stderr
    assert kept.exit_code == 0, kept.stderr
    assert "1 kept as edited." in kept.stdout
    assert len(totals(meal)) == 1


def test_account_is_named_after_the_file_unless_told(meal, card) -> None:
    imported(meal, str(card))
    imported(meal, str(card), "--account", "Gold card")
    imported(meal, str(card), "--account", "gold card")

    accounts = [one["bank_account"] for one in listed(meal, "imports", "list")]

    assert accounts == ["Gold card", "Gold card", "card-41"]


def test_imports_are_listed_and_shown(meal, card) -> None:
    report = imported(meal, str(card), "--yes")

    table = meal("imports", "list").stdout
    shown = meal("imports", "show", report["batch"])

    assert report["batch"] in table
    assert "applied" in table
    assert "The file calls it “Restaurants”." in shown.stdout
    assert listed(meal, "imports", "show", report["batch"]) == report
    assert "blob_key" not in listed(meal, "imports", "list")[0]


def test_columns_are_read_as_they_were_corrected_before(meal, card) -> None:
    header = fingerprint(tuple(CARD.partition("\n")[0].split(",")))
    kept = {"mapping": ["day", None, "amount", "payee"]}
    with opened() as it, it.db.unit_of_work() as session:
        remember_mapping(session, it.actor(None), header, kept)

    for _ in range(2):
        report = imported(meal, str(card), "--all")
        shown = meal("imports", "show", report["batch"]).stdout
        assert "Coffee Shops" in shown
        assert "Starbucks" not in shown


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "This file is empty"), (b"\x89PNG\r\n\x1a\n" + bytes(2000), "Export it again")],
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(meal, tmp_path, content, words) -> None:
    file = tmp_path / "photo.png"
    file.write_bytes(content)

    result = meal("import", str(file), "--yes")

    assert result.exit_code == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert listed(meal, "imports", "list") == []
    assert stored(tmp_path) == []


def test_file_that_is_not_there_is_a_mistake_of_usage(meal, tmp_path) -> None:
    assert meal("import", str(tmp_path / "nowhere.csv")).exit_code == 2


def test_batch_of_nobody_is_not_found(meal) -> None:
    result = meal("imports", "show", "01a21373-f788-742b-a91b-45312ffd53fa")

    assert result.exit_code == 1
    assert "No import" in result.stderr
