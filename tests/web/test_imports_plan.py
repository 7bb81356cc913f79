"""Importing, second step: whose file it is and how its columns are read."""

import re

import pytest
from werkzeug.test import TestResponse

from tests.support.people import Person
from tests.web.import_pages import CARD, lines, sent
from tests.web.pages import text_of

AMBIGUOUS = """Date,Description,Amount,Balance
03/11/2026,CHIPOTLE,-12.50,100.00
04/11/2026,STARBUCKS,-5.75,94.25
"""
_SELECT = re.compile(r'<select id="[^"]*" name="(\w+)">(.*?)</select>', re.DOTALL)
_CHOSEN = re.compile(r'<option value="([^"]*)" selected')
_INPUT = re.compile(r'<input[^>]* name="(\w+)" value="([^"]*)"')


def form_of(page: TestResponse) -> dict[str, list[str]]:
    """Return what a browser would send of the page's form, as it stands."""
    text = page.text[page.text.index('class="stack" method="post"') :]
    fields: dict[str, list[str]] = {}
    for name, value in _INPUT.findall(text):
        fields.setdefault(name, []).append(value)
    for name, options in _SELECT.findall(text):
        chosen = _CHOSEN.search(options)
        fields.setdefault(name, []).append(chosen[1] if chosen else "")
    return fields


def press(person: Person, url: str, then: str, **typed: str | list[str]) -> TestResponse:
    """Change some fields of the page, and send its form."""
    fields = form_of(person.client.get(f"{url}/map"))
    return person.client.post(f"{url}/map", data={**fields, **typed, "then": then})


def test_page_shows_the_first_rows_as_they_are_read(alice) -> None:
    page = alice.client.get(f"{sent(alice)}/map")

    first, *_, bad = lines(page)
    assert first == "2 Tue 3 Nov CHIPOTLE 0123 AUSTIN TX −$12.50"
    assert bad.startswith("6 2026-11-07,BROKEN LINE,twelve,")
    assert "“twelve” is no amount" in bad
    assert form_of(page)["mapping"] == ["day", "payee", "amount", "category"]


def test_correction_changes_the_first_rows(alice) -> None:
    url = sent(alice, AMBIGUOUS)

    as_days = press(alice, url, "look", date_order="DMY")
    as_months = press(alice, url, "look", date_order="MDY", is_flipped="yes")

    assert lines(as_days)[0] == "2 Tue 3 Nov CHIPOTLE −$12.50"
    assert lines(as_months)[0] == "2 Wed 11 Mar CHIPOTLE $12.50"
    assert form_of(as_months)["date_order"] == ["MDY"]


def test_corrected_columns_stay_corrected_when_looked_at_again(alice) -> None:
    url = sent(alice)
    changed = ["day", "memo", "amount", "payee"]

    looked = press(alice, url, "look", mapping=changed)
    again = alice.client.post(f"{url}/map", data={**form_of(looked), "then": "look"})

    assert lines(again)[0] == "2 Tue 3 Nov Restaurants −$12.50"
    assert form_of(again)["mapping"] == changed


def test_form_that_is_sent_as_it_stands_changes_no_column(alice) -> None:
    url = sent(alice, AMBIGUOUS)
    before = form_of(alice.client.get(f"{url}/map"))

    looked = press(alice, url, "look")

    assert form_of(looked)["mapping"] == before["mapping"]
    assert before["mapping"] == ["day", "payee", "amount", "balance"]


def test_columns_are_read_the_same_way_in_the_next_file(alice) -> None:
    url = sent(alice)
    changed = ["day", "memo", "amount", "payee"]
    press(alice, url, "read", account="Card 41", mapping=changed)

    following = sent(alice, CARD.replace("2026-11", "2026-10"))

    page = alice.client.get(f"{following}/map")
    assert form_of(page)["mapping"] == changed
    assert press(alice, following, "read", account="Card 41").status_code == 303
    assert "Restaurants" in lines(alice.client.get(f"{following}/match"))[0]


def test_file_without_an_account_keeps_everything_that_was_said(alice) -> None:
    url = sent(alice, AMBIGUOUS)

    answer = press(alice, url, "read", account=" ", date_order="DMY", is_flipped="yes")

    assert answer.status_code == 422
    assert "Say which card or account this file is of." in text_of(answer)
    form = form_of(answer)
    assert (form["date_order"], form["is_flipped"]) == (["DMY"], ["yes"])
    assert lines(answer)[0] == "2 Tue 3 Nov CHIPOTLE $12.50"


def test_table_without_amounts_says_what_is_missing_and_can_be_corrected(alice) -> None:
    url = sent(alice)

    refused = press(alice, url, "read", account="Card", mapping=["day", "payee", "", ""])

    assert refused.status_code == 422
    assert "No column of this file holds an amount" in text_of(refused)
    fields = {**form_of(refused), "mapping": ["day", "payee", "amount", ""], "then": "read"}
    assert alice.client.post(f"{url}/map", data=fields).headers["Location"] == f"{url}/match"


def test_account_that_is_known_is_offered_and_taken(alice) -> None:
    press(alice, sent(alice), "read", account="Card 41")

    url = sent(alice, AMBIGUOUS)

    assert '<option value="Card 41">' in alice.client.get(f"{url}/map").text
    press(alice, url, "read", account="card 41")
    page = alice.client.get(f"{sent(alice)}/map").text
    assert page.count('<option value="Card 41">') == 1
    assert '<option value="card 41">' not in page


def test_account_whose_name_cannot_be_kept_is_named(alice) -> None:
    answer = press(alice, sent(alice), "read", account="x" * 201)

    assert answer.status_code == 422
    assert "Take at most 200 characters" in text_of(answer)
    assert form_of(answer)["account"] == ["x" * 201]


@pytest.mark.parametrize(
    "fields",
    [{"date_order": "backwards"}, {"decimal_mark": "x"}, {"mapping": ["day", "nothing", "x", ""]}],
)
def test_correction_that_no_page_offers_is_refused(alice, fields) -> None:
    answer = press(alice, sent(alice), "look", **fields)

    assert answer.status_code == 422
    assert "An option has a value that it cannot have" in text_of(answer)
