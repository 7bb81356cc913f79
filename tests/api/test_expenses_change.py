"""Changing, deleting and restoring expenses over the API."""

import pytest


def patch(person, expense, **fields):
    response = person.api("PATCH", f"/expenses/{expense['id']}", json=fields)
    assert response.status_code == 200, response.text
    return response.json


def test_put_forgets_what_is_not_sent(alice):
    made = alice.spends(note="long", tags=["a"], place="Bar", tip="1.00", items=[_line()])
    body = {"eaten_on": "2026-11-21", "total": "9.00"}

    changed = alice.api("PUT", f"/expenses/{made['id']}", json=body).json

    assert (changed["total"], changed["eaten_on"], changed["version"]) == ("9.00", "2026-11-21", 2)
    assert (changed["note"], changed["place"], changed["tip"]) == ("", None, None)
    assert (changed["tags"], changed["items"]) == ([], [])
    assert changed["created_at"] == made["created_at"]


def test_patch_keeps_what_is_not_sent(alice):
    made = alice.spends(note="long", tags=["a"], people=["Ana"], place="Bar", tip="1.00")

    changed = patch(alice, made, tip="2.00")

    assert changed["tip"] == "2.00"
    for name in ("note", "tags", "people", "place", "place_id", "total", "eaten_on"):
        assert changed[name] == made[name]


@pytest.mark.parametrize(
    ("name", "value", "nothing"),
    [
        ("note", "long", ""),
        ("tip", "1.00", None),
        ("tags", ["a"], []),
        ("people", ["Ana"], []),
        ("place", "Bar", None),
        ("category", "Dining", None),
        ("meal", "lunch", None),
        ("covers", 3, None),
        ("eaten_at", "19:40", None),
        ("payment", "Card", None),
        ("tax_included", True, False),
        ("currency", "EUR", "USD"),
        ("kind", "refund", "expense"),
    ],
)
def test_null_forgets_a_field(alice, name, value, nothing):
    made = alice.spends(**{name: value})

    assert patch(alice, made, **{name: None})[name] == nothing


@pytest.mark.parametrize("name", ["total", "eaten_on"])
def test_null_is_refused_for_what_every_expense_has(alice, name):
    made = alice.spends()

    problem = alice.refused(422, "PATCH", f"/expenses/{made['id']}", {name: None})

    assert problem["errors"] == [{"pointer": f"/{name}", "message": "This is needed."}]


def test_place_is_changed_by_name_or_by_id(alice):
    other = alice.makes("/places", name="Other")
    made = alice.spends(place="Bar")

    assert patch(alice, made, place_id=other["id"])["place"] == "Other"
    assert patch(alice, made, place="bar")["place_id"] == made["place_id"]


def test_currency_is_not_changed_when_an_amount_does_not_fit(alice):
    made = alice.spends("27.50", tip="1.00")

    problem = alice.refused(422, "PATCH", f"/expenses/{made['id']}", {"currency": "JPY"})

    assert [fault["pointer"] for fault in problem["errors"]] == ["/total", "/tip"]
    assert alice.sees(f"/expenses/{made['id']}")["currency"] == "USD"


def test_nothing_is_logged_when_nothing_differs(alice):
    made = alice.spends(tags=["b", "a"], note="x")

    response = alice.api("PATCH", f"/expenses/{made['id']}", json={"tags": ["a", "b"]})

    assert (response.json["version"], response.headers.get("Change-Id")) == (1, None)
    assert len(alice.sees(f"/expenses/{made['id']}/history")["items"]) == 1


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_stale_version_is_refused(alice, bob, method):
    made = alice.spends()
    patch(bob, made, note="faster")
    body = None if method == "DELETE" else {"eaten_on": "2026-11-20", "total": "1.00"}

    alice.refused(412, method, f"/expenses/{made['id']}", body, If_Match='"1"')

    response = alice.api(method, f"/expenses/{made['id']}", json=body, headers={"If-Match": '"2"'})
    assert response.status_code in {200, 204}


@pytest.mark.parametrize("version", ["1x", '"one"', '"1", "2"', '"-1"'])
def test_bad_if_match_is_refused(alice, version):
    made = alice.spends()

    alice.refused(400, "PATCH", f"/expenses/{made['id']}", {"note": "x"}, If_Match=version)


@pytest.mark.parametrize("version", ["*", '"1"', 'W/"1"', "1"])
def test_present_version_is_accepted_however_it_is_quoted(alice, version):
    made = alice.spends()
    headers = {"If-Match": version}

    response = alice.api("PATCH", f"/expenses/{made['id']}", json={"note": "x"}, headers=headers)

    assert (response.status_code, response.headers["ETag"]) == (200, '"2"')


def test_deleted_expense_cannot_be_changed_until_it_is_restored(alice):
    made = alice.spends("5.00", tags=["a"])
    path = f"/expenses/{made['id']}"
    response = alice.api("DELETE", path)

    assert (response.status_code, response.data) == (204, b"")
    assert response.headers["Change-Id"]
    alice.refused(404, "PATCH", path, {"note": "x"})
    alice.refused(404, "DELETE", path)
    restored = alice.api("POST", f"{path}/restoration")
    assert (restored.status_code, restored.json["deleted_at"]) == (200, None)
    assert restored.json["tags"] == ["a"]
    assert patch(alice, made, note="x")["note"] == "x"


def test_restoring_twice_changes_nothing(alice):
    made = alice.spends()

    response = alice.api("POST", f"/expenses/{made['id']}/restoration")

    assert (response.status_code, response.json["version"]) == (200, 1)


def test_place_comes_back_when_its_expense_is_restored(alice):
    made = alice.spends(place="Bar")
    alice.api("POST", f"/changes/{made['change_id']}/undo", json={})
    assert alice.sees("/places")["items"] == []

    restored = alice.api("POST", f"/expenses/{made['id']}/restoration").json

    assert restored["place"] == "Bar"
    assert [place["id"] for place in alice.sees("/places")["items"]] == [restored["place_id"]]


def test_expense_is_restored_to_the_place_that_took_the_name(alice):
    made = alice.spends(place="Bar")
    alice.api("POST", f"/changes/{made['change_id']}/undo", json={})
    twin = alice.makes("/places", name="Bar")

    restored = alice.api("POST", f"/expenses/{made['id']}/restoration").json

    assert restored["place_id"] == twin["id"]


def test_deleted_tag_stays_deleted_when_its_expense_is_edited(alice):
    made = alice.spends(tags=["keep", "gone"], people=["Ana", "Ben"])
    tags = {tag["name"]: tag for tag in alice.sees("/tags")["items"]}
    people = {person["name"]: person for person in alice.sees("/people")["items"]}
    change = alice.api("DELETE", f"/tags/{tags['gone']['id']}").headers["Change-Id"]
    alice.api("DELETE", f"/people/{people['Ben']['id']}")

    changed = patch(alice, made, note="edited")

    assert (changed["tags"], changed["people"]) == (["keep"], ["Ana"])
    assert [tag["name"] for tag in alice.sees("/tags")["items"]] == ["keep"]
    assert alice.api("POST", f"/changes/{change}/undo", json={}).status_code == 200
    assert alice.sees(f"/expenses/{made['id']}")["tags"] == ["gone", "keep"]


def _line():
    return {"name": "Soup", "total": "6.50"}
