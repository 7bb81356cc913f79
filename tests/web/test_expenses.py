"""Expenses as pages, through the front door."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.people import Person
from tests.web.pages import text_of

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def saves(client: FlaskClient, path: str = "/expenses/new", **fields: str) -> TestResponse:
    """Send the form of an expense; a lunch of 12.50 unless told otherwise."""
    found = TOKEN.search(client.get(path).text)
    ordinary = {"eaten_on": "2026-11-20", "total": "12.50", "currency": "USD", "kind": "expense"}
    token = {"csrf_token": found[1] if found else ""}
    return client.post(path, data={**token, **ordinary, **fields})


def test_form_saves_once_when_it_is_sent_twice(alice: Person) -> None:
    client = alice.client
    first = saves(client, place="Bar Luce", nonce="abc")

    second = saves(client, place="Bar Luce", nonce="abc")

    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert len(alice.sees("/expenses")["items"]) == 1


def test_sum_in_the_amount_is_worked_out(alice: Person) -> None:
    saves(alice.client, total="12.50+3")

    assert alice.sees("/expenses")["items"][0]["total"] == "15.50"


@pytest.mark.parametrize(
    ("language", "typed", "stored"),
    [
        pytest.param("de", "1.234,50", "1234.50", id="german"),
        pytest.param("en", "1,234.50", "1234.50", id="english"),
        pytest.param("fr", "1\u202f234,50", "1234.50", id="french"),
    ],
)
def test_amount_is_read_in_the_reader_s_language(
    alice: Person, language: str, typed: str, stored: str
) -> None:
    client = alice.client
    alice.api("PATCH", "/me", json={"locale": language})

    saves(client, total=typed)

    assert alice.sees("/expenses")["items"][0]["total"] == stored


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        pytest.param("total", "1.234", "two ways", id="ambiguous number"),
        pytest.param("tip", "9.5O", "last sign a zero", id="letter o"),
        pytest.param("eaten_on", "2026-02-30", "not in the calendar", id="no such day"),
        pytest.param("note", "a\u202eb", "cannot be kept", id="bidi override"),
        pytest.param("note", "x" * 10_000, "2000 characters", id="long note"),
        pytest.param("category", "Nowhere", "no category", id="unknown category"),
        pytest.param("covers", "many", "whole number", id="no number"),
    ],
)
def test_mistake_is_named_and_what_was_typed_is_kept(
    alice: Person, field: str, text: str, words: str
) -> None:
    response = saves(alice.client, **{"place": "Bar Luce", field: text})

    assert response.status_code == 422
    assert words in response.text
    assert 'value="Bar Luce"' in response.text
    assert text in response.text
    assert alice.sees("/expenses")["items"] == []


def test_summary_says_which_field_each_mistake_is_in(alice: Person) -> None:
    page = text_of(saves(alice.client, total="", eaten_on=""))

    assert "Amount: This is needed." in page
    assert "Day: This is needed." in page


def test_items_are_kept_when_one_of_their_prices_is_wrong(alice: Person) -> None:
    items = {"item_name": "Soup", "item_quantity": "1", "item_total": "x", "item_kind": "food"}

    response = saves(alice.client, **items)

    assert response.status_code == 422
    assert 'value="Soup"' in response.text


def test_page_shows_the_bill_and_who_changed_what(alice: Person) -> None:
    client = alice.client
    address = saves(client, place="Bar Luce", subtotal="10", tip="2").headers["Location"]
    saves(client, f"{address}/edit", place="Bar Luce", total="14", subtotal="10", tip="2")

    page = client.get(address).text

    assert "$14.00" in page
    assert "the total is 2.00 more than that" in page
    assert "changed the total from 12.50 to 14.00" in page


def test_viewer_sees_no_way_to_change_anything(alice: Person, vera: Person) -> None:
    address = saves(alice.client, place="Bar Luce").headers["Location"]

    pages = [vera.client.get(path).text for path in (address, "/expenses", "/", "/places")]

    for page in pages:
        assert "Add expense" not in page
        assert "/delete" not in page
        assert "/edit" not in page


def test_search_keeps_its_text_and_says_where_it_cannot_be_read(alice: Person) -> None:
    response = alice.client.get("/expenses?q=luce+foo:bar")

    assert response.status_code == 422
    assert 'value="luce foo:bar"' in response.text
    assert "At position 6" in response.text


def test_list_goes_on_where_the_page_ends(alice: Person) -> None:
    for number in range(55):
        alice.spends(place=f"Place {number:02}")
    client = alice.client

    first = client.get("/expenses").text
    more = re.search(r'href="(/expenses\?cursor=[^"]+)"', first)
    assert more is not None
    second = client.get(more[1].replace("&amp;", "&")).text

    shown = re.findall(r">(Place \d\d)</a>", first + second)
    assert sorted(shown) == [f"Place {number:02}" for number in range(55)]


def test_private_pages_are_kept_by_nobody(alice: Person) -> None:
    response = alice.client.get("/expenses")

    assert response.headers["Cache-Control"] == "private, no-store"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "style=" not in response.text
    assert not re.search(r"<script(?![^>]* src=)", response.text)
