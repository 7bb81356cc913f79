"""Places over the API: fields, branches, merging and its undo."""

import pytest

from mealtracker.api.examples import PLACE


def test_everything_comes_back_when_everything_was_sent(alice):
    response = alice.api("POST", "/places", json=PLACE)

    assert response.status_code == 201
    made = response.json
    assert response.headers["Location"] == f"/api/v1/places/{made['id']}"
    assert {name: made[name] for name in PLACE} == PLACE
    assert (made["visits"], made["last_visit_on"], made["spent"]) == (0, None, [])
    assert alice.sees(f"/places/{made['id']}") == made


def test_branches_of_a_chain_are_told_apart_by_address(alice):
    first = alice.makes("/places", name="Bao", chain="Bao", street="1 Near St")
    second = alice.makes("/places", name="Bao", chain="Bao", street="9 Far St")
    alice.spends("5.00", place_id=first["id"])
    alice.spends("8.00", place_id=second["id"])

    problem = alice.refused(409, "POST", "/places", {"name": "bao", "street": "1 NEAR st"})

    assert "tells them apart" in problem["detail"]
    spent = {p["id"]: p["spent"][0]["total"] for p in alice.sees("/places?q=bao")["items"]}
    assert spent == {first["id"]: "5.00", second["id"]: "8.00"}


def test_place_counts_visits_and_money_in_each_currency(alice):
    alice.spends("5.00", place="Bar", eaten_on="2026-11-02")
    alice.spends("7.00", place="Bar", eaten_on="2026-11-09", currency="EUR")
    alice.spends("2.00", place="Bar", eaten_on="2026-11-05", kind="refund")

    (place,) = alice.sees("/places")["items"]

    assert (place["visits"], place["last_visit_on"]) == (3, "2026-11-09")
    assert place["spent"] == [
        {"currency": "USD", "total": "3.00", "count": 2},
        {"currency": "EUR", "total": "7.00", "count": 1},
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rating", 0),
        ("rating", 6),
        ("rating", "5"),
        ("price_level", 5),
        ("latitude", 91),
        ("longitude", -181),
        ("latitude", 1.5),
        ("country", "USA"),
        ("website", "javascript:alert(1)"),
        ("kind", "castle"),
        ("favourite", "yes"),
        ("phone", "call me"),
        ("external_ids", {"OSM!": "n1"}),
        ("external_ids", {"osm": ""}),
        ("name", "  "),
        ("name", "x" * 201),
        ("notes", "x" * 2001),
        ("aliases", ["ok", ""]),
        ("source", "api"),
    ],
)
def test_bad_field_is_refused(alice, name, value):
    problem = alice.refused(422, "POST", "/places", {"name": "Bar", name: value})

    assert problem["errors"][0]["pointer"].startswith(f"/{name}") or name == "latitude"


def test_archived_place_leaves_the_list_and_keeps_its_expenses(alice):
    made = alice.spends(place="Bar")
    path = f"/places/{made['place_id']}"

    alice.api("PATCH", path, json={"archived": True})

    assert alice.sees("/places")["items"] == []
    assert len(alice.sees("/places?which=archived")["items"]) == 1
    assert alice.sees(f"/expenses/{made['id']}")["place"] == "Bar"
    assert alice.sees(path)["archived"] is True
    alice.api("PATCH", path, json={"archived": None})
    assert len(alice.sees("/places")["items"]) == 1


def test_place_with_expenses_is_not_deleted(alice):
    made = alice.spends(place="Bar")

    alice.refused(409, "DELETE", f"/places/{made['place_id']}")

    alice.api("DELETE", f"/expenses/{made['id']}")
    assert alice.api("DELETE", f"/places/{made['place_id']}").status_code == 204
    alice.refused(404, "GET", f"/places/{made['place_id']}")


def test_renamed_place_is_found_by_its_new_name(alice):
    made = alice.spends(place="Bar")

    alice.api("PATCH", f"/places/{made['place_id']}", json={"name": "Pub"})

    assert alice.sees("/expenses?q=bar")["items"] == []
    assert alice.sees("/expenses?q=pub")["items"][0]["place"] == "Pub"


@pytest.mark.parametrize(
    "query", ["q=near", "q=LUCE", "q=caff%C3%A8", "q=bar+alias", "q=luce+near"]
)
def test_places_are_found_by_name_alias_and_address(alice, query):
    alice.makes("/places", name="Caffé Luce", street="1 Near St", aliases=["Bar Alias"])
    alice.makes("/places", name="Other")

    assert [place["name"] for place in alice.sees(f"/places?{query}")["items"]] == ["Caffé Luce"]


def test_places_are_filtered_by_wish_and_liking(alice):
    alice.makes("/places", name="A", favourite=True)
    alice.makes("/places", name="B", want_to_try=True)

    assert [p["name"] for p in alice.sees("/places?which=favourite")["items"]] == ["A"]
    assert [p["name"] for p in alice.sees("/places?which=want_to_try")["items"]] == ["B"]
    alice.refused(422, "GET", "/places?which=all")


def test_pages_of_places_join_into_the_whole_list(alice):
    names = ["Ada", "Bao", "Bao", "Café", "zoo", "Émile"]
    for number, name in enumerate(names):
        alice.makes("/places", name=name, street=str(number))
    whole = [place["id"] for place in alice.sees("/places")["items"]]

    found, cursor = [], ""
    while cursor is not None:
        page = alice.sees(f"/places?limit=2&cursor={cursor}")
        found += [place["id"] for place in page["items"]]
        cursor = page["next"]

    assert found == whole
    assert len(set(found)) == 6


def _merged(alice, target, *sources):
    body = {"place_ids": [source["id"] for source in sources]}
    response = alice.api("POST", f"/places/{target['id']}/merges", json=body)
    assert response.status_code == 200, response.text
    return response


def test_merge_keeps_every_expense_and_every_name(alice):
    target = alice.makes("/places", name="Katana", aliases=["Katana Inc"])
    one = alice.makes("/places", name="Katana Sushi", aliases=["KS"])
    two = alice.makes("/places", name="katana  GmbH")
    ids = [alice.spends("3.00", place_id=place["id"])["id"] for place in (target, one, two)]
    deleted = alice.spends("9.00", place_id=one["id"])
    alice.api("DELETE", f"/expenses/{deleted['id']}")

    merged = _merged(alice, target, one, two).json

    assert merged["aliases"] == ["KS", "Katana Inc", "Katana Sushi", "katana  GmbH"]
    assert (merged["visits"], merged["spent"][0]["total"]) == (3, "9.00")
    assert {alice.sees(f"/expenses/{id}")["place_id"] for id in ids} == {target["id"]}
    assert [place["id"] for place in alice.sees("/places")["items"]] == [target["id"]]
    assert len(alice.sees("/expenses?q=ks")["items"]) == 3
    assert alice.spends(place="KATANA sushi")["place_id"] == target["id"]
    restored = alice.api("POST", f"/expenses/{deleted['id']}/restoration").json
    assert restored["place_id"] == target["id"]


def test_undo_of_merge_restores_all(alice):
    target = alice.makes("/places", name="Katana")
    source = alice.makes("/places", name="Sushi", aliases=["KS"], rating=4)
    here = alice.spends("3.00", place_id=target["id"])
    there = alice.spends("5.00", place_id=source["id"])
    change = _merged(alice, target, source).headers["Change-Id"]

    assert alice.api("POST", f"/changes/{change}/undo", json={}).status_code == 200

    places = {place["name"]: place for place in alice.sees("/places")["items"]}
    assert places.keys() == {"Katana", "Sushi"}
    assert places["Katana"]["aliases"] == []
    assert (places["Sushi"]["aliases"], places["Sushi"]["rating"]) == (["KS"], 4)
    assert places["Sushi"]["spent"][0]["total"] == "5.00"
    assert alice.sees(f"/expenses/{there['id']}")["place_id"] == source["id"]
    assert alice.sees(f"/expenses/{here['id']}")["place_id"] == target["id"]
    assert [e["id"] for e in alice.sees("/expenses?q=sushi")["items"]] == [there["id"]]


def test_merge_is_made_again_when_its_undo_is_undone(alice):
    target, source = alice.makes("/places", name="Katana"), alice.makes("/places", name="Sushi")
    made = alice.spends("5.00", place_id=source["id"])
    change = _merged(alice, target, source).headers["Change-Id"]
    back = alice.api("POST", f"/changes/{change}/undo", json={}).headers["Change-Id"]

    assert alice.api("POST", f"/changes/{back}/undo", json={}).status_code == 200

    assert alice.sees(f"/expenses/{made['id']}")["place_id"] == target["id"]
    assert alice.sees("/places")["items"][0]["aliases"] == ["Sushi"]


def test_merge_is_refused_with_itself_nothing_or_what_is_not_there(alice, charlie):
    place = alice.makes("/places", name="Bar")
    other = charlie.makes("/places", name="Charlie's")
    path = f"/places/{place['id']}/merges"

    alice.refused(422, "POST", path, {"place_ids": [place["id"]]})
    alice.refused(422, "POST", path, {"place_ids": []})
    alice.refused(404, "POST", path, {"place_ids": [other["id"]]})
    assert charlie.sees(f"/places/{other['id']}")["deleted_at"] is None


def test_merge_counts_a_place_once_when_it_is_named_twice(alice):
    target, source = alice.makes("/places", name="Katana"), alice.makes("/places", name="Sushi")
    alice.spends("5.00", place_id=source["id"])

    assert _merged(alice, target, source, source).json["visits"] == 1


def test_stale_place_is_refused(alice):
    place = alice.makes("/places", name="Bar")
    alice.api("PATCH", f"/places/{place['id']}", json={"rating": 3})

    for method in ("PUT", "PATCH"):
        alice.refused(412, method, f"/places/{place['id']}", {"name": "Pub"}, If_Match='"1"')
    alice.refused(412, "DELETE", f"/places/{place['id']}", If_Match='"1"')
