"""What the palette offers, and to whom."""

import pytest


def _groups(person):
    response = person.client.get("/palette.json")
    assert response.status_code == 200
    return {group["label"]: group["entries"] for group in response.json["groups"]}


def _words(entries):
    return [entry["words"] for entry in entries]


def test_places_stand_there_by_their_last_visit(alice):
    alice.makes("/places", name="Never Been")
    alice.makes("/places", name="Closed")
    alice.spends(place="Katana Sushi", eaten_on="2026-11-22")
    alice.spends(place="Katana Sushi", eaten_on="2026-11-01")
    alice.spends(place="Bar Luce", eaten_on="2026-11-10")

    places = _groups(alice)["Places"]

    shown = [(entry["words"], entry["note"]) for entry in places if entry["note"]]
    assert shown == [
        ("Katana Sushi", "2 visits, last yesterday"),
        ("Bar Luce", "1 visit, last Tuesday 10 November"),
        ("Closed", "no visit yet"),
        ("Never Been", "no visit yet"),
    ]
    assert places[0]["href"].startswith("/places/")


def test_archived_places_are_left_out(alice):
    place = alice.makes("/places", name="Closed")
    alice.submits(f"/places/{place['id']}/archive", archived="1")

    assert "Places" not in _groups(alice)


def test_visit_can_be_added_from_every_place(alice):
    alice.spends(place="Bar Luce")

    again = [entry for entry in _groups(alice)["Places"] if not entry["note"]]

    assert [(entry["words"], entry["href"]) for entry in again] == [
        ("Add a visit to Bar Luce", "/expenses/new?place=Bar+Luce")
    ]


def test_saved_filter_leads_to_what_it_finds(alice):
    alice.makes("/saved-filters", name="Team lunches", q="tag:team meal:lunch", sort="-total")

    (saved,) = _groups(alice)["Saved filters"]

    assert saved["words"] == "Team lunches"
    assert saved["href"] == "/expenses?q=tag:team+meal:lunch&sort=-total"


def test_screens_lead_somewhere(alice):
    browser = alice.client

    screens = _groups(alice)["Go to"]

    assert {entry["key"] for entry in screens} >= {"G H", "G E", "G P", "G S", ""}
    assert "Recent changes" in _words(screens)
    assert {browser.get(entry["href"]).status_code for entry in screens} == {200}


def test_what_was_typed_has_its_place_in_words_and_address(alice):
    typed = [entry for entry in _groups(alice)["Do"] if "{q}" in entry["words"]]

    assert [(entry["words"], entry["href"]) for entry in typed] == [
        ("Search expenses for “{q}”", "/expenses?q={q}"),
        ("Add “{q}”", "/quick-add?line={q}"),
    ]


def test_every_action_has_its_part_in_the_page(alice):
    page = alice.client.get("/expenses").text

    pressed = [entry["press"] for entry in _groups(alice)["Do"] if entry["press"]]

    assert pressed == ["amounts", "theme", "keys", "sign-out"]
    assert [name for name in pressed if f'data-press="{name}"' not in page] == []


def test_viewer_is_offered_nothing_that_writes(alice, vera):
    alice.spends(place="Bar Luce")

    hrefs = [entry["href"] for entries in _groups(vera).values() for entry in entries]

    assert [href for href in hrefs if href.startswith(("/expenses/new", "/quick-add"))] == []
    assert any(href.startswith("/places/") for href in hrefs)


def test_others_places_are_not_there(alice, charlie):
    alice.spends(place="Bar Luce")

    assert "Places" not in _groups(charlie)


@pytest.mark.parametrize("visited", [1, 6])
def test_palette_takes_as_many_statements_for_many_places(alice, statements, db, visited):
    for number in range(visited):
        alice.spends(place=f"Place {number}")

    with statements.counted(db):
        _groups(alice)

    # Who asks, the places, what was spent there, and the saved filters.
    assert len(statements.texts) == 4
