"""Expenses as a file: every field, whatever is in it, however many there are."""

import csv
import io

import pytest

from mealtracker.domain.csv_text import safe_cell
from mealtracker.expenses.selection import Selection
from mealtracker.exports import source as room
from mealtracker.exports.formats import export

from tests.support.databases import Statements


def written(db, actor, **selection):
    """Return the text of a file."""
    file = export(db, actor, Selection(**(selection or {"q": ""})), "csv")
    return b"".join(file.pieces)


def lines_of(db, actor, **selection):
    """Return the lines of a file, each as a dictionary."""
    text = written(db, actor, **selection).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_field_has_the_name_and_value_of_the_api(db, alice):
    made = alice.spends(
        "66.00",
        place='Bar "Luce", Rome',
        category="Dining",
        tags=["b", "a"],
        people=["Ana", "Ben"],
        subtotal="60.00",
        rounding="-0.02",
        note="two\nlines",
        items=[{"name": "Soup", "total": "6.50"}, {"name": "Tea", "total": "2.00"}],
    )

    (line,) = lines_of(db, alice.actor)

    shown = alice.sees(f"/expenses/{made['id']}")
    assert set(line) == set(shown)
    for name in ("id", "place", "place_id", "total", "eaten_on", "note", "created_at", "rounding"):
        assert line[name] == shown[name], name
    assert (line["tags"], line["people"], line["items"]) == ("a; b", "Ana; Ben", "Soup; Tea")
    assert (line["covers"], line["tax_included"], line["version"]) == ("", "false", "1")
    assert line["warnings"] == shown["warnings"][0]["message"]


def test_file_follows_the_standard(db, alice):
    alice.spends(place="Café, Lisboa", note='say "hi"')

    text = written(db, alice.actor)

    head, body = text.split(b"\r\n", 1)
    assert head.startswith(b"id,version,kind,eaten_on,")
    assert '"Café, Lisboa"'.encode() in body
    assert b'"say ""hi"""' in body
    assert body.endswith(b"\r\n")


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("-2.50", "-2.50"),
        ("+41", "+41"),
        ("a=b", "a=b"),
        ("'quoted", "'quoted"),
        ("-", "'-"),
        ("-٣", "'-٣"),
    ],
)
def test_no_cell_is_taken_for_a_formula(db, alice, typed, cell):
    alice.spends(place=typed, note=typed, payment=typed, tags=[typed])

    (line,) = lines_of(db, alice.actor)

    assert [line[name] for name in ("place", "note", "payment", "tags")] == [cell] * 4


def test_sign_after_a_tab_or_return_is_no_formula():
    assert [safe_cell(text) for text in ("\t=1", "\r=1")] == ["'\t=1", "'\r=1"]


def test_pages_join_without_a_gap_or_a_double(db, alice, monkeypatch):
    monkeypatch.setattr(room, "_PAGE", 4)
    made = [alice.spends(eaten_on=f"2026-11-{1 + number % 3:02}")["id"] for number in range(12)]

    statements = Statements()
    with statements.counted(db):
        lines = lines_of(db, alice.actor)

    assert sorted(line["id"] for line in lines) == sorted(made)
    listed = [row["id"] for row in alice.sees("/expenses?limit=100")["items"]]
    assert [line["id"] for line in lines] == listed
    assert len(statements.texts) == 4


def test_only_what_is_meant_is_in_the_file(db, alice, charlie):
    bar = alice.spends(place="Bar")["id"]
    other = alice.spends()["id"]
    theirs = charlie.spends()["id"]
    gone = alice.spends(place="Bar")["id"]
    alice.api("DELETE", f"/expenses/{gone}")

    def ids(**selection):
        return {line["id"] for line in lines_of(db, alice.actor, **selection)}

    assert ids(q="") == {bar, other}
    assert ids(q="place:bar") == {bar}
    assert ids(q="is:deleted") == {gone}
    assert ids(ids=[bar, theirs]) == {bar}


def test_empty_file_has_its_head(db, alice):
    head = written(db, alice.actor)

    assert head.startswith(b"id,version,")
    assert head.count(b"\r\n") == 1


def test_api_sends_a_file(alice):
    alice.spends(place="Bar")

    response = alice.api("GET", "/expenses.csv?q=place:bar")

    assert response.status_code == 200
    assert response.content_type == "text/csv; charset=utf-8; header=present"
    assert response.headers["Content-Disposition"] == "attachment; filename=expenses-2026-11-23.csv"
    assert response.is_streamed
    assert response.text.count("\r\n") == 2


def test_bad_search_is_refused_before_the_file_begins(alice):
    problem = alice.refused(422, "GET", "/expenses.csv?q=colour:red")

    assert problem["errors"][0]["parameter"] == "q"
