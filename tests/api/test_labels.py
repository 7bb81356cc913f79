"""Categories, tags and people over the API."""

import pytest

KINDS = [("/categories", "category"), ("/tags", "tag"), ("/people", "person")]


def ids(person, path):
    return {row["name"]: row["id"] for row in person.sees(path)["items"]}


def test_household_begins_with_the_default_categories(alice):
    rows = alice.sees("/categories")["items"]

    assert [(row["name"], row["kind"]) for row in rows] == [
        ("Dining", "dining"),
        ("Delivery", "delivery"),
        ("Groceries", "groceries"),
        ("Coffee", "coffee"),
        ("Alcohol", "drinks"),
        ("Other", "snacks"),
    ]


@pytest.mark.parametrize(("path", "kind"), KINDS)
def test_label_is_made_renamed_and_deleted(alice, path, kind):
    response = alice.api("POST", path, json={"name": "Canteen"})
    made = response.json
    one = f"{path}/{made['id']}"
    assert (response.status_code, response.headers["Location"]) == (201, f"/api/v1{one}")

    renamed = alice.api("PATCH", one, json={"name": "Mensa"})
    assert (renamed.json["name"], renamed.headers["ETag"]) == ("Mensa", '"2"')
    assert alice.sees(one)["name"] == "Mensa"

    change = alice.api("DELETE", one).headers["Change-Id"]
    alice.refused(404, "GET", one)
    assert alice.api("POST", f"/changes/{change}/undo", json={}).status_code == 200
    assert alice.sees(one)["name"] == "Mensa"


@pytest.mark.parametrize(("path", "kind"), KINDS)
def test_name_is_taken_once_however_it_is_written(alice, charlie, path, kind):
    alice.makes(path, name="Über uns")
    other = alice.makes(path, name="Other name")

    alice.refused(409, "POST", path, {"name": "ÜBER  uns"})
    alice.refused(409, "PATCH", f"{path}/{other['id']}", {"name": "über uns"})
    assert charlie.api("POST", path, json={"name": "Über uns"}).status_code == 201


@pytest.mark.parametrize(("path", "kind"), KINDS)
def test_own_name_may_change_its_spelling(alice, path, kind):
    made = alice.makes(path, name="team")

    response = alice.api("PATCH", f"{path}/{made['id']}", json={"name": "TEAM"})

    assert (response.status_code, response.json["name"]) == (200, "TEAM")


@pytest.mark.parametrize(("path", "kind"), KINDS)
def test_name_is_free_again_when_its_label_was_deleted(alice, path, kind):
    made = alice.makes(path, name="team")
    alice.api("DELETE", f"{path}/{made['id']}")

    assert alice.api("POST", path, json={"name": "team"}).status_code == 201


@pytest.mark.parametrize(("path", "kind"), KINDS)
def test_stale_label_is_refused(alice, path, kind):
    made = alice.makes(path, name="team")
    alice.api("PATCH", f"{path}/{made['id']}", json={"name": "crew"})

    alice.refused(412, "PATCH", f"{path}/{made['id']}", {"name": "x"}, If_Match='"1"')
    alice.refused(412, "DELETE", f"{path}/{made['id']}", If_Match='"1"')


def test_category_in_use_is_deleted_only_with_a_replacement(alice, charlie):
    alice.spends(category="Coffee")
    known, foreign = ids(alice, "/categories"), ids(charlie, "/categories")
    path = f"/categories/{known['Coffee']}"

    alice.refused(409, "DELETE", path)
    alice.refused(422, "DELETE", f"{path}?replacement={known['Coffee']}")
    alice.refused(422, "DELETE", f"{path}?replacement=other")
    alice.refused(404, "DELETE", f"{path}?replacement={foreign['Coffee']}")

    assert alice.api("DELETE", f"{path}?replacement={known['Other']}").status_code == 204
    counts = {row["name"]: row["count"] for row in alice.sees("/categories")["items"]}
    assert counts["Other"] == 1
    assert "Coffee" not in counts


def test_renamed_category_shows_on_its_expenses(alice):
    made = alice.spends(category="Coffee")

    alice.api("PATCH", f"/categories/{ids(alice, '/categories')['Coffee']}", json={"name": "Cups"})

    assert alice.sees(f"/expenses/{made['id']}")["category"] == "Cups"
    assert len(alice.sees("/expenses?q=cat:cups")["items"]) == 1


def test_renamed_tag_is_found_by_its_new_name(alice):
    alice.spends(tags=["team"])

    alice.api("PATCH", f"/tags/{ids(alice, '/tags')['team']}", json={"name": "crew"})

    assert alice.sees("/expenses?q=team")["items"] == []
    assert alice.sees("/expenses?q=crew")["items"][0]["tags"] == ["crew"]


def test_deleted_tag_leaves_expenses_and_search(alice):
    alice.spends(tags=["team", "x"])

    change = alice.api("DELETE", f"/tags/{ids(alice, '/tags')['team']}").headers["Change-Id"]

    assert alice.sees("/expenses")["items"][0]["tags"] == ["x"]
    for query in ("team", "tag:team"):
        assert alice.sees(f"/expenses?q={query}")["items"] == []
    alice.api("POST", f"/changes/{change}/undo", json={})
    assert alice.sees("/expenses?q=team")["items"][0]["tags"] == ["team", "x"]


def test_deleted_person_leaves_expenses_and_counts(alice):
    alice.spends(people=["Ana", "Ben"])

    alice.api("DELETE", f"/people/{ids(alice, '/people')['Ana']}")

    assert alice.sees("/expenses")["items"][0]["people"] == ["Ben"]
    assert [(row["name"], row["count"]) for row in alice.sees("/people")["items"]] == [("Ben", 1)]
    assert alice.sees("/expenses?q=with:ana")["items"] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/categories", {"name": "X", "kind": "blue"}),
        ("/categories", {"name": "X", "position": -1}),
        ("/categories", {"name": "X", "position": "1"}),
        ("/categories", {"kind": "dining"}),
        ("/tags", {"name": "X", "colour": "blue"}),
        ("/tags", {"name": ""}),
        ("/tags", {"name": "two\nlines"}),
        ("/people", {"name": 7}),
        ("/people", {"name": "Ana", "email": "ana@example.org"}),
    ],
)
def test_bad_label_is_refused(alice, path, body):
    alice.refused(422, "POST", path, body)
