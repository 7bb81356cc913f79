"""Amounts that are hidden are not in the page at all, wherever they would stand."""

import re

import pytest

from mealtracker.web.filters.money import DOTS

from tests.web.pages import post, text_of

TOTAL = "1234.56"
#: The amounts below as pages write them; tokens and ids have neither point nor comma.
WRITTEN = re.compile(r"1,23[45]|1234\.5|246\.91|\b7\.77")


@pytest.fixture
def meal(alice):
    place = alice.makes("/places", name="Bar Luce")
    found = alice.spends(
        TOTAL,
        eaten_on="2026-11-20",
        place="Bar Luce",
        covers=5,
        tip="7.77",
        subtotal="1200.00",
        tags=["team"],
        items=[{"name": "Soup", "quantity": "1", "unit_price": "7.77", "total": "7.77"}],
    )
    return {**found, "place_id": place["id"]}


def _pages(meal):
    return {
        "home": "/",
        "list": "/expenses",
        "list by amount": "/expenses?sort=-total",
        "calendar": "/expenses/calendar",
        "analytics": "/analytics",
        "expense": f"/expenses/{meal['id']}",
        "places": "/places",
        "place": f"/places/{meal['place_id']}",
        "tags": "/settings/tags",
        "changes": "/changes",
    }


def test_hidden_amounts_are_nowhere_in_the_pages(alice, meal):
    browser, pages = alice.client, _pages(meal)
    alice.api("PATCH", f"/expenses/{meal['id']}", json={"total": "1234.57"})
    shown = {name for name, path in pages.items() if WRITTEN.search(_source(browser, path))}

    response = post(browser, "/settings/amounts", hidden="1")

    assert response.status_code == 303
    assert shown == set(pages) - {"changes"}
    found = {name: WRITTEN.findall(_source(browser, path)) for name, path in pages.items()}
    assert {name: amounts for name, amounts in found.items() if amounts} == {}
    assert DOTS in _source(browser, "/")


def test_proposed_line_leaves_the_price_to_be_typed(alice, meal):
    for day in (13, 6):
        alice.spends("1234.56", eaten_on=f"2026-11-{day:02}", place="Bar Luce")
    line = re.compile('data-line="([^"]*)"')
    assert line.findall(alice.client.get("/").text) == ["$1,234.56 Bar Luce"]

    alice.api("PATCH", "/me", json={"hide_amounts": True})

    assert line.findall(alice.client.get("/").text) == ["Bar Luce "]


def test_bill_that_does_not_add_up_says_so_without_amounts(alice, meal):
    alice.api("PATCH", "/me", json={"hide_amounts": True})

    page = text_of(alice.client.get(f"/expenses/{meal['id']}"))

    assert "The parts do not add up to the total" in page


def test_form_shows_what_is_edited(alice, meal):
    alice.api("PATCH", "/me", json={"hide_amounts": True})

    page = alice.client.get(f"/expenses/{meal['id']}/edit").text

    assert 'value="1,234.56"' in page
    assert DOTS not in re.sub(r"<title>.*?</title>", "", page)


def test_toast_does_not_say_the_amount(alice):
    browser = alice.client
    post(browser, "/settings/amounts", hidden="1")

    post(browser, "/expenses/new", eaten_on="2026-11-20", total="1234.56", place="Bar Luce")

    page = text_of(browser.get("/expenses"))
    assert f"Saved Bar Luce, ${DOTS}" in page
    assert not WRITTEN.search(page)


def test_amounts_come_back_where_the_button_stood(vera):
    browser = vera.client
    vera.api("PATCH", "/me", json={"hide_amounts": True})
    page = browser.get("/places").text
    token = re.search(r'name="csrf_token" value="(\w+)"', page)[1]
    assert 'aria-label="Show amounts"' in page

    response = browser.post(
        "/settings/amounts",
        data={"csrf_token": token},
        headers={"Referer": "http://localhost/places?q=luce"},
    )

    assert (response.status_code, response.location) == (303, "/places?q=luce")
    assert vera.sees("/me")["hide_amounts"] is False
    assert 'aria-label="Hide amounts"' in browser.get("/places").text


def test_hiding_is_one_s_own(alice, bob, meal):
    alice.api("PATCH", "/me", json={"hide_amounts": True})

    assert "$1,234.56" in bob.client.get("/expenses").text
    assert alice.sees(f"/expenses/{meal['id']}")["total"] == TOTAL


def _source(browser, path):
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.text
