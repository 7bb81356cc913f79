"""Recent changes: everything that was done lately, each with the way back."""

import re

import pytest

from tests.web.pages import post, text_of

UNDO = re.compile(r'action="(/changes/[0-9a-f-]+/undo)"')
RECORDS = {
    "places": {"rating": 4},
    "categories": {"kind": "coffee"},
    "tags": {"colour": "coffee"},
    "people": {"name": "Ana Maria"},
    "saved-filters": {"q": "has:tip"},
}


@pytest.mark.parametrize("path", RECORDS)
def test_every_change_of_a_record_can_be_undone(alice, path):
    before = _undo(alice)
    made = alice.makes(f"/{path}", name="Ana")
    alice.api("PATCH", f"/{path}/{made['id']}", json=RECORDS[path])
    alice.api("DELETE", f"/{path}/{made['id']}")

    undo = _undo(alice)

    assert len(undo) == len(before) + 3
    assert post(alice.client, undo[0]).status_code == 303
    assert alice.sees(f"/{path}/{made['id']}")["id"] == made["id"]


def test_changes_of_expenses_and_what_was_undone_are_listed(alice):
    before = _undo(alice)
    meal = alice.spends(place="Bar Luce")
    alice.api("PATCH", f"/expenses/{meal['id']}", json={"total": "30.00"})
    alice.api("DELETE", f"/expenses/{meal['id']}")
    alice.api("POST", f"/expenses/{meal['id']}/restoration")
    undo = _undo(alice)
    assert len(undo) == len(before) + 4

    post(alice.client, undo[0])

    assert "undone" in text_of(alice.client.get("/changes"))
    # The one that was undone is listed without; its undoing is a change as well.
    assert len(_undo(alice)) == len(undo)
    assert undo[0] not in _undo(alice)


def test_change_goes_by_its_record_although_it_made_others_too(alice):
    alice.spends(place="Bar Luce", people=["Ana"])

    page = text_of(alice.client.get("/changes"))

    assert "Saved Bar Luce" in page
    assert "records" not in page


def _undo(person):
    """Return where the changes that are listed are undone, the newest first."""
    response = person.client.get("/changes")
    assert response.status_code == 200
    return UNDO.findall(response.text)
