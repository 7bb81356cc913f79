"""Importing, first step: the file, good or bad, and the list of files before."""

from html import unescape

import pytest

from mealtracker.imports import intake

from tests.web.import_pages import CARD, applied, rehearsed, send, sent
from tests.web.pages import text_of


def test_good_file_leads_to_its_columns(alice, blobs) -> None:
    answer = send(alice)

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/map")
    assert [content.decode() for content, _ in blobs.kept.values()] == [CARD]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("", "This file is empty", id="empty"),
        pytest.param(" \n\n", "This file is empty", id="blank"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "Export it again", id="picture"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words_and_not_kept(
    alice, blobs, content, words
) -> None:
    answer = send(alice, content, "photo.png")

    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert 'aria-invalid="true"' in answer.text
    assert blobs.kept == {}
    assert "Nothing was imported yet" in alice.client.get("/import").text


def test_file_over_the_limit_is_refused_in_words(alice, blobs, monkeypatch) -> None:
    monkeypatch.setattr(intake, "FILE_BYTES_MAX", 100)

    answer = send(alice)

    assert answer.status_code == 422
    assert "more than" in text_of(answer)
    assert blobs.kept == {}


def test_file_may_be_larger_than_other_forms(alice) -> None:
    many = CARD + "2026-11-04,SHELL OIL 57444,-40.00,Gas\n" * 40_000
    assert len(many) > 1024 * 1024
    head = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    parts = [
        head.format("csrf_token", "", alice.csrf),
        head.format("file", '; filename="card.csv"', many),
    ]
    body = "".join(f"--cut\r\n{part}" for part in parts) + "--cut--\r\n"

    answer = alice.client.post(
        "/import", data=body, content_type="multipart/form-data; boundary=cut"
    )

    assert answer.status_code == 303


def test_form_without_a_file_asks_for_one(alice) -> None:
    answer = alice.submits("/import")

    assert answer.status_code == 422
    assert "Choose a file first." in text_of(answer)


def test_files_before_are_listed_with_where_they_stand(alice) -> None:
    urls = [sent(alice), rehearsed(alice), applied(alice, CARD.replace("CHIPOTLE", "SUBWAY"))]

    page = alice.client.get("/import")

    words = text_of(page)
    assert [url for url in urls if f'href="{url}"' not in page.text] == []
    assert words.index("taken in") < words.index("rehearsed") < words.index("to be read")
    assert "Card 41 · 5 rows" in words


@pytest.mark.parametrize(("make", "step"), [(sent, "map"), (rehearsed, "match")])
def test_import_goes_on_where_it_stands(alice, make, step) -> None:
    url = make(alice)

    assert alice.client.get(url).headers["Location"] == f"{url}/{step}"


def test_file_is_forgotten_with_what_was_stored(alice, blobs) -> None:
    url = rehearsed(alice)

    answer = alice.submits(f"{url}/delete")

    assert answer.headers["Location"] == "/import"
    assert blobs.kept == {}
    assert alice.client.get(url).status_code == 404


def test_file_that_is_in_effect_is_not_forgotten(alice, blobs) -> None:
    url = applied(alice)

    assert alice.submits(f"{url}/delete").status_code == 409
    assert len(blobs.kept) == 1


def test_viewer_looks_and_changes_nothing(alice, vera) -> None:
    unread, url = sent(alice), rehearsed(alice)

    for path in ("/import", f"{url}/match", f"{unread}/match"):
        page = vera.client.get(path)
        assert page.status_code == 200
        assert 'action="/import' not in page.text
    assert vera.client.get(unread).headers["Location"] == f"{unread}/match"
    assert send(vera).status_code == 403
    for step in ("map", "decisions", "application", "undo", "delete"):
        assert vera.submits(f"{url}/{step}").status_code == 403


def test_other_household_finds_nothing(alice, charlie) -> None:
    url = rehearsed(alice)

    assert "Nothing was imported yet" in charlie.client.get("/import").text
    for step in ("", "/map", "/match"):
        assert charlie.client.get(f"{url}{step}").status_code == 404
    for step in ("map", "decisions", "application", "undo", "delete"):
        fields = {"position": "1", "decision": "create"}
        assert charlie.submits(f"{url}/{step}", **fields).status_code == 404
