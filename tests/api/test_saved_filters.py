"""Saved filters over the API."""

import pytest


def names(person):
    return [row["name"] for row in person.sees("/saved-filters")["items"]]


def test_search_is_kept_in_one_form(alice):
    made = alice.makes("/saved-filters", name="Dear", q=' with:"Ana"   >20 ', sort="-total")

    assert made["q"] == "with:Ana >20"
    assert made["sort"] == "-total"
    assert alice.sees(f"/saved-filters/{made['id']}")["name"] == "Dear"


def test_relative_days_stay_relative(alice):
    assert alice.makes("/saved-filters", name="Now", q="date:today")["q"] == "date:today"


def test_filter_is_renamed_deleted_and_had_back(alice):
    made = alice.makes("/saved-filters", name="Dear", q=">20")
    one = f"/saved-filters/{made['id']}"

    renamed = alice.api("PATCH", one, json={"name": "Dearer", "q": ">50"})
    assert (renamed.json["name"], renamed.json["q"]) == ("Dearer", ">50")
    assert renamed.headers["ETag"] == '"2"'
    change = alice.api("DELETE", one).headers["Change-Id"]
    alice.refused(404, "GET", one)

    assert alice.api("POST", f"/changes/{change}/undo", json={}).status_code == 200
    assert alice.sees(one)["q"] == ">50"


def test_undo_takes_a_new_filter_away(alice):
    made = alice.makes("/saved-filters", name="Dear", q=">20")

    alice.api("POST", f"/changes/{made['change_id']}/undo", json={})

    assert names(alice) == []
    alice.makes("/saved-filters", name="Dear", q=">30")


def test_filters_are_in_the_order_that_people_gave_them(alice):
    for name, position in (("C", 1), ("B", 0), ("A", 1)):
        alice.makes("/saved-filters", name=name, q="", position=position)

    assert names(alice) == ["B", "A", "C"]


def test_household_shares_its_filters_and_no_other_sees_them(alice, bob, charlie):
    made = bob.makes("/saved-filters", name="Dear", q=">20")

    assert names(alice) == ["Dear"]
    assert names(charlie) == []
    charlie.refused(404, "GET", f"/saved-filters/{made['id']}")


def test_name_is_taken_once_however_it_is_written(alice):
    alice.makes("/saved-filters", name="Über 20")
    other = alice.makes("/saved-filters", name="Other")

    alice.refused(409, "POST", "/saved-filters", {"name": "ÜBER  20"})
    alice.refused(409, "PATCH", f"/saved-filters/{other['id']}", {"name": "über 20"})


def test_stale_filter_is_refused(alice):
    one = f"/saved-filters/{alice.makes('/saved-filters', name='Dear')['id']}"
    alice.api("PATCH", one, json={"name": "Dearer"})

    alice.refused(412, "PATCH", one, {"name": "x"}, If_Match='"1"')
    alice.refused(412, "DELETE", one, If_Match='"1"')


@pytest.mark.parametrize(
    ("body", "at"),
    [
        pytest.param({"name": "X", "q": "foo:bar"}, "/q", id="unknown key"),
        pytest.param({"name": "X", "q": "date:x"}, "/q", id="bad value"),
        pytest.param(
            {"name": "X", "q": " ".join(f">x{n}" for n in range(90))},
            "/q",
            id="too long once it is written",
        ),
        pytest.param({"name": "X", "sort": "colour"}, "/sort", id="unknown order"),
        pytest.param({"name": ""}, "/name", id="no name"),
        pytest.param({"name": "X", "position": -1}, "/position", id="negative place"),
        pytest.param({"name": "X", "user_id": None}, "/user_id", id="unknown field"),
    ],
)
def test_bad_filter_is_refused(alice, body, at):
    problem = alice.refused(422, "POST", "/saved-filters", body)

    assert [fault["pointer"] for fault in problem["errors"]] == [at]
