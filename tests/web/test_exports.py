"""Taking along what is recorded: the menu of the list, and the page of your data."""

import io
import re
from zipfile import ZipFile

import pytest

from mealtracker.exports.formats import FORMATS

from tests.web.pages import text_of

FILE = re.compile(r'href="(/expenses\.[^"]+)"')


def test_list_offers_every_format_for_what_it_found(vera, alice):
    alice.spends(place="Bar")

    page = vera.client.get("/expenses?q=place:bar").text

    assert FILE.findall(page) == [f"/expenses.{name}?q=place:bar" for name in FORMATS]


def test_list_of_nothing_offers_no_file(alice):
    assert FILE.findall(alice.client.get("/expenses?q=place:nowhere").text) == []


def test_page_offers_every_format_and_the_archive(vera):
    page = vera.client.get("/settings/data").text

    assert FILE.findall(page) == [f"/expenses.{name}" for name in FORMATS]
    assert 'href="/settings/data/archive.zip"' in page


def test_page_says_what_is_in_the_archive(alice):
    words = text_of(alice.client.get("/settings/data"))

    assert "Passwords, sessions and API tokens are not in it." in words
    assert "e-mail addresses" in words


@pytest.mark.parametrize("name", FORMATS)
def test_file_is_sent_as_what_it_is(alice, name):
    alice.spends(place="Bar")

    response = alice.client.get(f"/expenses.{name}?q=place:bar")

    assert response.status_code == 200
    assert response.content_type == FORMATS[name].media_type
    disposition = response.headers["Content-Disposition"]
    assert disposition == f"attachment; filename=expenses-2026-11-23.{name}"
    assert response.is_streamed
    assert response.data


@pytest.mark.parametrize("name", FORMATS)
def test_api_sends_the_same_file(alice, name):
    alice.spends(place="Bar")

    response = alice.api("GET", f"/expenses.{name}?q=place:bar")

    assert response.status_code == 200
    assert response.content_type == FORMATS[name].media_type
    if name != "xlsx":  # which holds the moment at which it was made
        assert response.data == alice.client.get(f"/expenses.{name}?q=place:bar").data


def test_format_that_is_none_is_not_found(alice):
    response = alice.client.get("/expenses.doc")

    assert response.status_code == 404
    assert alice.api("GET", "/expenses.doc").status_code == 404


@pytest.mark.parametrize("name", FORMATS)
def test_search_that_cannot_be_read_begins_no_file(alice, name):
    assert alice.client.get(f"/expenses.{name}?q=colour:red").status_code == 422


def test_archive_is_the_household_alone(vera, alice, charlie):
    alice.spends(place="Bar")
    charlie.spends(place="Theirs")

    response = vera.client.get("/settings/data/archive.zip")

    assert response.content_type == "application/zip"
    disposition = response.headers["Content-Disposition"]
    assert disposition == "attachment; filename=meals-2026-11-23.zip"
    with ZipFile(io.BytesIO(response.data)) as opened:
        places = opened.read("tables/places.ndjson").decode()
        users = opened.read("tables/users.ndjson").decode()
    assert "Bar" in places
    assert "Theirs" not in places
    assert "charlie" not in users
    assert "password" not in users.replace("password_changed_at", "")
