"""Many expenses at once, through the front door and without any script."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.people import Person
from tests.web.pages import text_of

_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def meals(alice: Person, count: int, **fields: Any) -> list[str]:
    """Record meals, the first of them the dearest, and return their ids."""
    return [alice.spends(f"{count - number}.00", **fields)["id"] for number in range(count)]


def press(person: Person, action: str, **fields: Any) -> TestResponse:
    """Press a button of the bar below the list."""
    return person.submits("/expenses/bulk", action=action, **fields)


def confirm(person: Person, step: TestResponse, **typed: str) -> TestResponse:
    """Fill the step in that a button led to, and send it."""
    assert step.status_code == 200, step.text
    form = step.text[step.text.index('action="/expenses/bulk"') :]
    kept: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(form[: form.index("</form>")]):
        kept.setdefault(name, []).append(unescape(value))
    return person.client.post("/expenses/bulk", data=kept | typed)


def told(person: Person, answer: TestResponse) -> str:
    """Return what the page says that an answer leads to."""
    assert answer.status_code == 303, answer.text
    browser = person.client
    cookie = answer.headers["Set-Cookie"].split(";")[0].partition("=")
    browser.set_cookie(cookie[0], cookie[2].strip('"'))
    page = browser.get(answer.headers["Location"])
    found = re.search(r'id="status".*?<toast-message.*?<p>(.*?)</p>', page.text, re.DOTALL)
    return unescape(found[1]) if found else ""


def fields_of(alice: Person, ids: list[str], name: str) -> list[Any]:
    return [alice.sees(f"/expenses/{id_}")[name] for id_ in ids]


def test_list_offers_boxes_and_a_bar_to_who_may_edit(alice: Person, vera: Person) -> None:
    (id_,) = meals(alice, 1, place="Bar Luce")

    page, looked_at = alice.client.get("/expenses").text, vera.client.get("/expenses").text

    assert f'name="id" value="{id_}"' in page
    assert page.count('class="bulk-bar"') == 1
    assert 'name="id"' not in looked_at
    assert "bulk-bar" not in looked_at


def test_deleted_expenses_have_no_boxes(alice: Person) -> None:
    (id_,) = meals(alice, 1)
    alice.api("DELETE", f"/expenses/{id_}")

    assert 'name="id"' not in alice.client.get("/expenses?q=is:deleted").text


def test_everything_is_offered_only_where_the_page_is_cut(alice: Person) -> None:
    meals(alice, 50)
    assert 'name="all"' not in alice.client.get("/expenses").text

    meals(alice, 1)

    page = alice.client.get("/expenses").text
    assert "All 51<" in page
    assert 'data-all-count="51"' in page


def test_step_says_what_is_meant(alice: Person) -> None:
    ids = meals(alice, 7, place="Bar Luce")

    words = text_of(press(alice, "category", id=ids[:6]))

    assert "Change the category of 6 expenses" in words
    assert "$27.00" in words
    assert "And 1 more" in words
    assert "Change 6 expenses" in words


@pytest.mark.parametrize(
    ("action", "typed", "sentence", "field", "value"),
    [
        ("category", {"category": "Groceries"}, "Moved 2 expenses to Groceries", "category", 0),
        ("category", {"category": ""}, "Took the category off 2 expenses", "category", None),
        ("place", {"place": "Bar Neu"}, "Put 2 expenses at Bar Neu", "place", 0),
        ("place", {"place": ""}, "Took the place off 2 expenses", "place", None),
        (
            "tags",
            {"tags": "team, lunch", "way": "add"},
            "Tagged 2 expenses with lunch, team",
            "tags",
            ["lunch", "old", "team"],
        ),
        ("tags", {"tags": "old", "way": "remove"}, "Took old off 2 expenses", "tags", []),
        (
            "people",
            {"people": "Ben", "way": "add"},
            "Added Ben to 2 expenses",
            "people",
            ["Ana", "Ben"],
        ),
        ("people", {"people": "Ana", "way": "remove"}, "Took Ana off 2 expenses", "people", []),
        (
            "days",
            {"days": "3", "way": "earlier"},
            "Moved 2 expenses 3 days earlier",
            "eaten_on",
            "2026-11-17",
        ),
        (
            "days",
            {"days": "1", "way": "later"},
            "Moved 2 expenses 1 day later",
            "eaten_on",
            "2026-11-21",
        ),
    ],
)
def test_change_is_made_told_and_undone(
    alice: Person, action: str, typed: dict[str, str], sentence: str, field: str, value: Any
) -> None:
    ids = meals(alice, 2, place="Bar", category="Dining", tags=["old"], people=["Ana"])
    before = fields_of(alice, ids, field)

    answer = confirm(alice, press(alice, action, id=ids, q="place:bar", sort="-total"), **typed)

    assert answer.headers["Location"] == "/expenses?q=place:bar&sort=-total"
    assert told(alice, answer) == sentence
    expected = next(iter(typed.values())) if value == 0 else value
    assert fields_of(alice, ids, field) == [expected] * 2
    assert sentence in text_of(alice.client.get("/changes"))
    change = alice.sees("/changes?limit=1")["items"][0]["id"]
    assert alice.submits(f"/changes/{change}/undo").status_code == 303
    assert fields_of(alice, ids, field) == before


def test_deletion_needs_no_step(alice: Person) -> None:
    ids = meals(alice, 3)

    answer = press(alice, "delete", id=ids[:2])

    assert told(alice, answer) == "Deleted 2 expenses"
    assert [row["id"] for row in alice.sees("/expenses")["items"]] == [ids[2]]


def test_all_that_match_are_meant_without_their_ids(alice: Person) -> None:
    ids = meals(alice, 60, place="Bar")
    (other,) = meals(alice, 1, place="Café")

    step = press(alice, "category", id=ids[:1], all="1", q="place:bar")
    answer = confirm(alice, step, category="Coffee")

    assert told(alice, answer) == "Moved 60 expenses to Coffee"
    assert fields_of(alice, [ids[0], ids[59], other], "category") == ["Coffee", "Coffee", None]


def test_export_of_what_is_ticked_is_a_file(alice: Person) -> None:
    ids = meals(alice, 3)

    answer = press(alice, "export", id=ids[:2])

    assert answer.headers["Content-Disposition"] == "attachment; filename=expenses-2026-11-23.csv"
    lines = csv.DictReader(io.StringIO(answer.text))
    assert {line["id"] for line in lines} == set(ids[:2])


def test_list_is_exported_by_its_address(alice: Person, vera: Person) -> None:
    meals(alice, 2, place="Bar")
    meals(alice, 1, place="Café")

    page = vera.client.get("/expenses?q=place:bar").text
    file = vera.client.get("/expenses.csv?q=place:bar")

    assert 'href="/expenses.csv?q=place:bar"' in page
    assert file.text.count("\r\n") == 3
    assert vera.client.get("/expenses.csv?q=colour:red").status_code == 422


@pytest.mark.parametrize("action", ["category", "delete", "export"])
def test_nothing_ticked_is_told(alice: Person, action: str) -> None:
    meals(alice, 1)

    answer = press(alice, action, q="", sort="place")

    assert answer.headers["Location"] == "/expenses?sort=place"
    assert told(alice, answer) == "Nothing was selected: tick the expenses first"


@pytest.mark.parametrize("action", ["category", "delete"])
def test_expenses_deleted_in_the_meantime_are_told(alice: Person, action: str) -> None:
    ids = meals(alice, 2)
    alice.api("DELETE", f"/expenses/{ids[0]}")

    answer = press(alice, action, id=ids)

    assert told(alice, answer).startswith("Some of these were deleted")
    assert fields_of(alice, ids[1:], "version") == [1]


def test_expenses_of_others_do_not_move(alice: Person, charlie: Person) -> None:
    (theirs,) = meals(charlie, 1)

    press(alice, "delete", id=[theirs])

    assert fields_of(charlie, [theirs], "deleted_at") == [None]


def test_nothing_different_is_told(alice: Person) -> None:
    ids = meals(alice, 2, category="Coffee")

    answer = confirm(alice, press(alice, "category", id=ids), category="Coffee")

    assert told(alice, answer) == "Nothing was different, so nothing was saved"


def test_step_sent_twice_is_carried_out_once(alice: Person) -> None:
    ids = meals(alice, 2)
    step = press(alice, "days", id=ids)

    first = confirm(alice, step, days="2", way="earlier")
    again = confirm(alice, step, days="2", way="earlier")
    other = confirm(alice, step, days="3", way="earlier")

    assert told(alice, first) == told(alice, again) == "Moved 2 expenses 2 days earlier"
    assert told(alice, other) == "Moved 2 expenses 3 days earlier"
    assert fields_of(alice, ids, "eaten_on") == ["2026-11-15"] * 2


@pytest.mark.parametrize(
    ("action", "typed", "words"),
    [
        ("category", {"category": "Nowhere"}, "You have no category “Nowhere”"),
        ("tags", {"tags": " , ", "way": "add"}, "Write at least one name."),
        ("tags", {"tags": "x" * 201, "way": "add"}, "Take at most 200 characters"),
        ("people", {"people": "a\u202eb", "way": "add"}, "cannot be kept"),
        ("place", {"place": "x" * 201}, "Take at most 200 characters"),
        ("days", {"days": "some", "way": "later"}, "Write a whole number of days"),
        ("days", {"days": "0", "way": "later"}, "Write a whole number of days"),
        ("days", {"days": "-3", "way": "later"}, "Write a whole number of days"),
        ("days", {"days": "90", "way": "later"}, "2 of these would be in the future"),
        ("days", {"days": "999999999", "way": "later"}, "Take 36525 or less"),
    ],
)
def test_mistake_is_named_in_the_step_and_nothing_moves(
    alice: Person, action: str, typed: dict[str, str], words: str
) -> None:
    ids = meals(alice, 2)

    answer = confirm(alice, press(alice, action, id=ids), **typed)

    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert answer.text.count('name="id"') == 2
    assert fields_of(alice, ids, "version") == [1, 1]


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "paint", "id": ["x"]},
        {"id": ["x"]},
        {"action": "category", "id": ["x"]},
        {"action": "category", "all": "1", "q": "colour:red"},
        {"action": "export", "all": "1", "q": "x" * 501},
        {"action": "delete", "id": ["01a212cb-9811-7041-b21b-9000000000ff"] * 2 + ["y"]},
    ],
)
def test_form_that_no_page_sends_is_refused(alice: Person, fields: dict[str, Any]) -> None:
    (id_,) = meals(alice, 1)

    assert alice.submits("/expenses/bulk", **fields).status_code == 422
    assert fields_of(alice, [id_], "version") == [1]


def test_viewer_can_change_nothing(alice: Person, vera: Person) -> None:
    ids = meals(alice, 1)

    assert press(vera, "delete", id=ids).status_code == 403
    assert fields_of(alice, ids, "deleted_at") == [None]
