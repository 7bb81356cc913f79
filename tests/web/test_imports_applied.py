"""Importing, last step: taking the rows in, the same file again, and the way back."""

import pytest

from tests.web.import_pages import CARD, applied, expenses, lines, rehearsed
from tests.web.pages import text_of

TAKEN = {"Chipotle": "12.50", "Starbucks": "5.75"}


def test_rows_are_taken_in_and_lead_to_their_expenses(alice) -> None:
    url = applied(alice)

    page = alice.client.get(f"{url}/match")

    assert expenses(alice) == TAKEN
    words = text_of(page)
    assert "Taken in" in words
    assert "Added 2 $18.25" in words
    assert "Import 2 rows" not in words
    for one in alice.sees("/expenses")["items"]:
        assert f'href="/expenses/{one["id"]}"' in page.text


def test_same_file_again_has_nothing_to_import(alice) -> None:
    applied(alice)

    again = rehearsed(alice)

    page = alice.client.get(f"{again}/match")
    assert "There is nothing to import" in text_of(page)
    assert f'action="{again}/application"' not in page.text
    assert len(lines(alice.client.get(f"{again}/match?decision=duplicate"))) == 2
    alice.submits(f"{again}/application")
    assert expenses(alice) == TAKEN


def test_row_can_be_added_afterwards(alice) -> None:
    url = rehearsed(alice)
    alice.submits(f"{url}/decisions", position="2", decision="ignored")
    alice.submits(f"{url}/application")

    alice.submits(f"{url}/decisions", position="4", decision="create")

    assert "Import 1 row" in text_of(alice.client.get(f"{url}/match"))
    alice.submits(f"{url}/application")
    assert expenses(alice) == {**TAKEN, "Acme": "99.10"}


def test_import_is_undone_and_can_be_read_again(alice) -> None:
    url = applied(alice)

    answer = alice.submits(f"{url}/undo")

    assert answer.headers["Location"] == f"{url}/match"
    assert expenses(alice) == {}
    page = alice.client.get(f"{url}/match")
    assert "This import is undone" in text_of(page)
    assert 'href="/expenses/' not in page.text[page.text.index("<tbody>") :]
    assert 'name="decision"' not in page.text
    assert f'action="{url}/application"' not in page.text
    assert f'href="{url}/map"' in page.text
    alice.submits(f"{url}/map", account="Card 41", then="read")
    alice.submits(f"{url}/application")
    assert expenses(alice) == TAKEN


@pytest.mark.parametrize("keeps", [False, True])
def test_undo_asks_what_to_do_with_what_was_edited_since(alice, keeps) -> None:
    url = applied(alice)
    edited = next(one for one in alice.sees("/expenses")["items"] if one["place"] == "Starbucks")
    alice.api("PATCH", f"/expenses/{edited['id']}", json={"note": "With Ana"})

    asked = alice.submits(f"{url}/undo")

    assert asked.status_code == 409
    assert "Nothing is undone yet" in text_of(asked)
    assert f'href="/expenses/{edited["id"]}"' in asked.text
    assert f'action="{url}/undo"' in asked.text
    assert 'name="keep_edited"' in asked.text
    assert expenses(alice) == TAKEN
    if keeps:
        answer = alice.submits(f"{url}/undo", keep_edited="1")
        assert answer.headers["Location"] == f"{url}/match"
        assert expenses(alice) == {"Starbucks": "5.75"}


def test_import_that_is_not_in_effect_is_not_undone(alice) -> None:
    url = rehearsed(alice)

    answer = alice.submits(f"{url}/undo")

    assert answer.status_code == 409
    assert "Nothing of this import is in effect" in text_of(answer)
    assert "keep_edited" not in answer.text


def test_import_that_was_applied_is_not_read_in_another_way(alice) -> None:
    url = applied(alice)

    answer = alice.submits(f"{url}/map", account="Card 41", then="read")

    assert answer.status_code == 422
    assert "This import was applied already. Undo it first." in text_of(answer)


def test_overlapping_file_adds_only_what_is_new(alice) -> None:
    applied(alice)

    applied(alice, CARD + "2026-11-08,BLUE BOTTLE COFFEE,-6.10,\n")

    assert expenses(alice) == {**TAKEN, "Blue Bottle Coffee": "6.10"}
