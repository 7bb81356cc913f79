"""What the form of an expense tells the browser about keeping what is typed into it."""

import re

import pytest

from tests.web.pages import post


def _kept(page):
    """Return the attributes of <kept-draft>."""
    tag = re.search(r"<kept-draft [^>]*>", page)[0]
    return dict(re.findall(r'data-([a-z]+)="([^"]*)"', tag))


def test_draft_belongs_to_who_typed_it(alice, bob):
    mine, yours = (_kept(person.client.get("/expenses/new").text) for person in (alice, bob))

    assert mine["key"].endswith(":expense-new")
    assert mine["key"] != yours["key"]
    assert str(alice.actor.user_id) not in mine["key"]
    assert alice.actor.user_id.hex not in mine["key"]


def test_draft_of_an_expense_names_its_version(alice):
    meal = alice.spends()
    alice.api("PATCH", f"/expenses/{meal['id']}", json={"note": "Later"})

    kept = _kept(alice.client.get(f"/expenses/{meal['id']}/edit").text)

    assert kept["key"].endswith(f":expense-{meal['id']}")
    assert (kept["version"], kept["state"]) == ("2", "fresh")


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/expenses/new", "fresh"),
        ("/expenses/new?place=Bar+Luce", "filled"),
        ("/expenses/{id}/again", "filled"),
    ],
)
def test_only_a_form_that_nobody_filled_in_takes_a_draft(alice, path, state):
    meal = alice.spends()

    assert _kept(alice.client.get(path.format(id=meal["id"])).text)["state"] == state


def test_refused_form_holds_what_was_typed(alice):
    response = post(alice.client, "/expenses/new", eaten_on="2026-11-20", total="nine")

    assert response.status_code == 422
    assert _kept(response.text)["state"] == "refused"


def test_toast_names_the_form_that_was_carried_out(alice):
    browser, nonce = alice.client, "0123456789abcdef0123456789abcdef"

    post(browser, "/expenses/new", eaten_on="2026-11-20", total="9.00", nonce=nonce)

    assert f'<ended-drafts data-nonce="{nonce}">' in browser.get("/expenses").text


def test_toast_repeats_no_other_text(alice):
    browser = alice.client

    post(browser, "/expenses/new", eaten_on="2026-11-20", total="9.00", nonce="a:b;c")

    page = browser.get("/expenses").text
    assert "Saved" in page
    assert "data-nonce" not in page
