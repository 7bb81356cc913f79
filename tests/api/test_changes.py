"""Changes over the API, and taking them back."""

import pytest


def undo(person, change_id, **body):
    return person.api("POST", f"/changes/{change_id}/undo", json=body)


def change_of(response):
    assert response.status_code in {200, 201, 204}, response.text
    return response.headers["Change-Id"]


def undone(person, change_id, **body):
    return change_of(undo(person, change_id, **body))


def names(person, path):
    return [row["name"] for row in person.sees(path)["items"]]


def test_undo_of_create_takes_everything_that_it_made(alice):
    made = alice.spends(place="Bar", tags=["t"], people=["Ana"])

    undone(alice, made["change_id"])

    assert alice.sees("/expenses")["items"] == []
    assert [names(alice, path) for path in ("/places", "/tags", "/people")] == [[], [], []]


def test_undo_of_create_leaves_what_another_expense_uses(alice):
    made = alice.spends(place="Bar", tags=["t"], people=["Ana"])
    alice.spends(place="Bar", tags=["t"], people=["Ana"])

    undone(alice, made["change_id"])

    assert [names(alice, path) for path in ("/places", "/tags", "/people")] == [
        ["Bar"],
        ["t"],
        ["Ana"],
    ]


def test_undo_of_undo_makes_it_again(alice):
    made = alice.spends("9.00", place="Bar", tags=["t"], people=["Ana"])
    back = undone(alice, made["change_id"])

    undone(alice, back)

    again = alice.sees(f"/expenses/{made['id']}")
    for name in ("total", "place", "place_id", "tags", "people", "deleted_at"):
        assert again[name] == made[name]
    assert names(alice, "/places") == ["Bar"]
    assert alice.sees("/tags")["items"][0]["spent"][0]["total"] == "9.00"


def test_undo_of_edit_puts_every_field_back(alice):
    before = alice.spends(
        "9.00",
        place="Bar",
        category="Dining",
        tags=["t"],
        people=["Ana"],
        meal="lunch",
        items=[{"name": "Soup", "total": "9.00"}],
    )
    path = f"/expenses/{before['id']}"
    body = {
        "eaten_on": "2026-10-01",
        "total": "3",
        "currency": "JPY",
        "place": "Pub",
        "tags": ["u"],
    }
    change = change_of(alice.api("PUT", path, json=body))

    undone(alice, change)

    after = alice.sees(path)
    ignored = {"version", "updated_at", "change_id"}
    assert {k: after[k] for k in after if k not in ignored} == {
        k: before[k] for k in before if k not in ignored
    }
    assert names(alice, "/places") == ["Bar"]
    assert names(alice, "/tags") == ["t"]


def test_undo_of_delete_restores(alice):
    made = alice.spends(place="Bar")
    change = change_of(alice.api("DELETE", f"/expenses/{made['id']}"))

    undone(alice, change)

    assert alice.sees(f"/expenses/{made['id']}")["deleted_at"] is None
    assert alice.sees("/places")["items"][0]["visits"] == 1


def test_undo_of_category_deletion_gives_expenses_their_category_back(alice):
    dining, other = (
        next(c for c in alice.sees("/categories")["items"] if c["name"] == name)
        for name in ("Dining", "Other")
    )
    ids = [alice.spends(category="Dining")["id"] for _ in range(3)]
    path = f"/categories/{dining['id']}?replacement={other['id']}"
    change = change_of(alice.api("DELETE", path))
    assert {alice.sees(f"/expenses/{id}")["category"] for id in ids} == {"Other"}

    undone(alice, change)

    assert {alice.sees(f"/expenses/{id}")["category"] for id in ids} == {"Dining"}
    counts = {c["name"]: c["count"] for c in alice.sees("/categories")["items"]}
    assert (counts["Dining"], counts["Other"]) == (3, 0)


def test_edited_rows_are_listed_and_nothing_moves(alice):
    first, second = alice.spends(category="Dining"), alice.spends(category="Dining")
    change = _replace_dining(alice)
    alice.api("PATCH", f"/expenses/{second['id']}", json={"note": "edited"})

    response = undo(alice, change)

    assert response.status_code == 409
    assert response.json["rows"] == [{"entity": "expense", "id": second["id"]}]
    assert alice.sees(f"/expenses/{first['id']}")["category"] == "Other"
    assert "Dining" not in names(alice, "/categories")


def test_keep_edited_takes_back_the_rest(alice):
    first, second = alice.spends(category="Dining"), alice.spends(category="Dining")
    change = _replace_dining(alice)
    alice.api("PATCH", f"/expenses/{second['id']}", json={"note": "edited"})

    undone(alice, change, keep_edited=True)

    assert alice.sees(f"/expenses/{first['id']}")["category"] == "Dining"
    kept = alice.sees(f"/expenses/{second['id']}")
    assert (kept["category"], kept["note"]) == ("Other", "edited")


def test_undo_is_refused_when_the_place_is_gone_since(alice):
    made = alice.spends(place="Bar")
    moved = alice.api("PATCH", f"/expenses/{made['id']}", json={"place": "Pub"})
    alice.api("DELETE", f"/places/{made['place_id']}")

    response = undo(alice, change_of(moved))

    assert response.status_code == 409
    assert {row["entity"] for row in response.json["rows"]} == {"expense"}
    assert alice.sees(f"/expenses/{made['id']}")["place"] == "Pub"


def test_undo_is_refused_when_the_name_is_taken_since(alice):
    place = alice.makes("/places", name="Bar")
    change = change_of(alice.api("DELETE", f"/places/{place['id']}"))
    alice.makes("/places", name="Bar")

    response = undo(alice, change)

    assert response.status_code == 409
    assert "already have a place" in response.json["detail"]


def test_change_is_undone_only_once(alice):
    made = alice.spends()
    undone(alice, made["change_id"])

    assert undo(alice, made["change_id"]).status_code == 409
    assert alice.sees(f"/changes/{made['change_id']}")["can_undo"] is False


@pytest.mark.parametrize(("days", "status"), [(29.99, 200), (30, 409)])
def test_undo_lasts_30_days(alice, clock, days, status):
    made = alice.spends()
    clock.advance(days=days)

    assert alice.sees(f"/changes/{made['change_id']}")["can_undo"] is (status == 200)
    assert undo(alice, made["change_id"]).status_code == status


def test_undo_is_for_those_who_may_edit(alice, bob, vera, charlie):
    made = alice.spends()

    assert undo(charlie, made["change_id"]).status_code == 404
    assert undo(vera, made["change_id"]).status_code == 403
    assert undo(bob, made["change_id"]).status_code == 200


def test_undo_keeps_search_in_step(alice):
    made = alice.spends(place="Bar Luce", tags=["lisbon"])
    patched = alice.api("PATCH", f"/expenses/{made['id']}", json={"place": "Pub", "tags": []})

    undone(alice, change_of(patched))

    for word, count in (("luce", 1), ("lisbon", 1), ("pub", 0)):
        assert len(alice.sees(f"/expenses?q={word}")["items"]) == count


def test_changes_come_newest_first_in_pages(alice, bob, charlie):
    made = [alice.spends()["change_id"], bob.spends()["change_id"], alice.spends()["change_id"]]

    page = alice.sees("/changes?limit=2")
    rest = alice.sees(f"/changes?limit=2&cursor={page['next']}")

    assert [change["id"] for change in page["items"]] == [made[2], made[1]]
    assert [change["by"] for change in page["items"]] == ["Alice Archer", "Bob Baker"]
    assert rest["items"][0]["id"] == made[0]
    charlie.refused(404, "GET", f"/changes/{made[0]}")


def test_change_shows_20_rows_of_many_and_their_number(alice):
    made = alice.spends(tags=[f"tag {number}" for number in range(30)])

    change = alice.sees(f"/changes/{made['change_id']}")

    assert (change["row_count"], len(change["rows"])) == (31, 20)


def test_undo_names_what_it_took_back(alice):
    made = alice.spends()

    answer = undo(alice, made["change_id"]).json

    assert (answer["action"], answer["undo_of"]) == ("change.undone", made["change_id"])
    assert alice.sees(f"/changes/{made['change_id']}")["undone_by"] == answer["id"]


def _replace_dining(person):
    found = {c["name"]: c["id"] for c in person.sees("/categories")["items"]}
    path = f"/categories/{found['Dining']}?replacement={found['Other']}"
    return change_of(person.api("DELETE", path))
