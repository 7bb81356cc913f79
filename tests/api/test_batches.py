"""Changing many expenses over the API."""

import pytest

NOBODY = "01a212cb-9811-7041-b21b-9000000000ff"


def changes(person, status=200, headers=None, **body):
    response = person.api("POST", "/expenses/batches", json=body, headers=headers)
    assert response.status_code == status, response.text
    return response


def test_batch_answers_what_it_did_and_can_be_undone(alice):
    ids = [alice.spends("10.00")["id"], alice.spends("5.00", kind="refund")["id"]]
    euros = alice.spends("7.00", currency="EUR", category="Coffee")["id"]

    response = changes(alice, ids=[*ids, euros], set={"category": "Coffee"})

    done = response.json
    assert (done["changed"], done["unchanged"]) == (2, 1)
    assert done["totals"] == [
        {"currency": "USD", "total": "5.00", "count": 2},
        {"currency": "EUR", "total": "7.00", "count": 1},
    ]
    assert response.headers["Change-Id"] == done["change_id"]
    alice.makes(f"/changes/{done['change_id']}/undo")
    assert [alice.sees(f"/expenses/{id_}")["category"] for id_ in ids] == [None, None]


def test_batch_is_listed_as_one_change_with_its_size(alice):
    ids = [alice.spends()["id"] for _ in range(25)]

    changes(alice, ids=ids, add={"tags": ["new one"]})

    last = alice.sees("/changes?limit=1")["items"][0]
    assert (last["action"], last["row_count"], last["expense_count"]) == (
        "expenses.updated",
        26,
        25,
    )
    assert len(last["rows"]) == 20
    assert alice.sees(f"/expenses/{ids[3]}/history")["items"][0]["id"] == last["id"]


def test_batch_with_a_key_is_carried_out_once(alice):
    made = alice.spends(eaten_on="2026-11-20")["id"]
    key = {"Idempotency-Key": "a week earlier"}

    first = changes(alice, headers=key, ids=[made], shift_days=-7)
    again = changes(alice, headers=key, ids=[made], shift_days=-7)

    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json == first.json
    assert alice.sees(f"/expenses/{made}")["eaten_on"] == "2026-11-13"


def test_nothing_found_is_no_change(alice):
    response = changes(alice, q="zzzz", delete=True)

    assert response.json == {"changed": 0, "unchanged": 0, "change_id": None, "totals": []}
    assert "Change-Id" not in response.headers


def test_dry_run_leaves_no_trace(alice):
    made = alice.spends()["id"]
    before = alice.sees("/changes")

    told = changes(alice, ids=[made], delete=True, dry_run=True).json

    assert (told["changed"], told["change_id"]) == (1, None)
    assert alice.sees("/changes") == before
    assert alice.sees(f"/expenses/{made}")["deleted_at"] is None


def test_expense_of_others_is_not_there(alice, charlie):
    mine, theirs = alice.spends()["id"], charlie.spends()["id"]

    problem = alice.refused(
        404, "POST", "/expenses/batches", {"ids": [mine, theirs], "delete": True}
    )

    assert problem["detail"] == f"No expense {theirs}."
    assert alice.sees(f"/expenses/{mine}")["deleted_at"] is None
    assert charlie.sees(f"/expenses/{theirs}")["deleted_at"] is None


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"q": ""}, ""),
        ({"delete": True}, ""),
        ({"q": "", "ids": [NOBODY], "delete": True}, ""),
        ({"q": "", "delete": True, "shift_days": 1}, ""),
        ({"q": "", "delete": False}, ""),
        ({"q": "", "delete": "yes"}, "/delete"),
        ({"q": "", "delete": True, "dry_run": 1}, "/dry_run"),
        ({"q": "colour:red", "delete": True}, "/q"),
        ({"q": "x" * 501, "delete": True}, "/q"),
        ({"q": 7, "delete": True}, "/q"),
        ({"q": "a\u202eb", "delete": True}, "/q"),
        ({"ids": [], "delete": True}, "/ids"),
        ({"ids": "all", "delete": True}, "/ids"),
        ({"ids": ["x"], "delete": True}, "/ids/0"),
        ({"ids": [NOBODY] * 1001, "delete": True}, "/ids"),
        ({"q": "", "set": {}}, "/set"),
        ({"q": "", "set": {"place": "Bar", "place_id": NOBODY}}, "/set"),
        ({"q": "", "set": {"category": "Nowhere"}}, "/set/category"),
        ({"q": "", "set": {"category": ""}}, "/set/category"),
        ({"q": "", "set": {"place": "x" * 201}}, "/set/place"),
        ({"q": "", "set": {"place_id": "x"}}, "/set/place_id"),
        ({"q": "", "set": {"total": "1.00"}}, "/set/total"),
        ({"q": "", "set": None}, ""),
        ({"q": "", "add": {}}, "/add"),
        ({"q": "", "add": {"tags": []}}, "/add"),
        ({"q": "", "add": {"tags": "team"}}, "/add/tags"),
        ({"q": "", "add": {"tags": [None]}}, "/add/tags/0"),
        ({"q": "", "add": {"tags": [f"t{n}" for n in range(51)]}}, "/add/tags"),
        ({"q": "", "remove": {"people": [1]}}, "/remove/people/0"),
        ({"q": "", "shift_days": 1.5}, "/shift_days"),
        ({"q": "", "shift_days": "1"}, "/shift_days"),
        ({"q": "", "shift_days": True}, "/shift_days"),
        ({"q": "", "shift_days": 10**30}, "/shift_days"),
        ({"q": "", "shift_days": 365}, "/shift_days"),
        ({"q": "", "delete": True, "colour": "red"}, "/colour"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(alice, body, pointer):
    made = alice.spends()

    problem = alice.refused(422, "POST", "/expenses/batches", body)

    assert pointer in [fault["pointer"] for fault in problem["errors"]]
    assert alice.sees(f"/expenses/{made['id']}")["version"] == 1


def test_place_of_others_is_not_there(alice, charlie):
    alice.spends()
    theirs = charlie.makes("/places", name="Theirs")["id"]

    alice.refused(404, "POST", "/expenses/batches", {"q": "", "set": {"place_id": theirs}})


def test_viewer_and_reading_token_are_refused(alice, vera):
    made = alice.spends()["id"]
    token = alice.makes("/tokens", name="Reader", scopes=["read"])["token"]
    body = {"ids": [made], "delete": True}

    vera.refused(403, "POST", "/expenses/batches", body)
    alice.refused(403, "POST", "/expenses/batches", body, Authorization=f"Bearer {token}")
