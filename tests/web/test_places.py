"""Places as pages: list, page, form, merging, archive, delete."""

import re
from uuid import uuid4

from tests.web.pages import post, text_of


def test_the_list_says_how_often_and_what_a_visit_costs(alice):
    place = alice.makes("/places", name="Katana Sushi", cuisine="Japanese", kind="restaurant")
    alice.spends("30.00", place_id=place["id"])
    alice.spends("41.00", place_id=place["id"])

    page = text_of(alice.client.get("/places"))

    assert "Katana Sushi" in page
    assert "2 visits, last Friday 20 November" in page
    assert "$35.50" in page


def test_an_empty_list_teaches_the_first_step(charlie):
    page = text_of(charlie.client.get("/places"))

    assert "No place yet" in page
    assert "Add an expense" in page


def test_the_list_searches_and_filters(alice):
    alice.makes("/places", name="Bar Luce", favourite=True)
    alice.makes("/places", name="Menya Kazan", want_to_try=True)
    alice.makes("/places", name="Closed Café", archived=True)

    def listed(query):
        page = alice.client.get(f"/places?{query}").text
        return re.findall(r"<li>\s*<span class=\"kind-icon.*?<a [^>]*>([^<]+)</a>", page, re.DOTALL)

    assert listed("") == ["Bar Luce", "Menya Kazan"]
    assert listed("q=luce") == ["Bar Luce"]
    assert listed("which=favourite") == ["Bar Luce"]
    assert listed("which=want_to_try") == ["Menya Kazan"]
    assert listed("which=archived") == ["Closed Café"]


def test_show_more_goes_on_after_the_last_place(alice):
    for number in range(52):
        alice.makes("/places", name=f"Place {number:02}")

    first = alice.client.get("/places").text
    more = re.search(r'href="(/places\?cursor=[^"]+)"', first)
    second = alice.client.get(more[1]).text

    assert "Place 49" in first
    assert "Place 50" not in first
    assert "Place 51" in second
    assert "Place 49" not in second


def test_a_place_shows_its_visits_and_details(alice):
    place = alice.makes(
        "/places", name="Bar Luce", phone="+1 555 0142", website="https://luce.example", rating=4,
        latitude=37.7, longitude=-122.4, aliases=["Luce"], notes="The corner table.",
    )  # fmt: skip
    alice.spends("24.00", place_id=place["id"], people=["Ana"], note="Crowded.", meal="drinks")

    page = alice.client.get(f"/places/{place['id']}").text

    assert 'href="tel:+15550142"' in page
    assert 'href="https://luce.example" rel="noopener' in page
    for words in ("Friday 20 November, drinks", "with Ana", "Crowded.", "$24.00", "4 of 5"):
        assert words in page
    assert "Forget the coordinates" in page
    assert "The corner table." in page


def test_adding_a_place_says_so_and_offers_undo(alice):
    browser = alice.client

    response = post(browser, "/places/new", name="Katana Sushi", city="Kyoto", country="JP")
    page = browser.get(response.location).text

    assert response.status_code == 303
    assert "Saved Katana Sushi" in page
    assert re.search(r'action="/changes/[0-9a-f-]+/undo"', page)
    assert "Kyoto" in page
    assert "Japan" in page


def test_a_bad_form_keeps_what_was_typed(alice):
    response = post(
        alice.client, "/places/new", name="", city="Kyoto", website="katana", rating="4"
    )

    assert response.status_code == 422
    assert 'value="Kyoto"' in response.text
    assert "A website begins with https:// or http://." in response.text
    assert re.search(r'value="4" checked', response.text)


def test_a_second_place_of_name_and_address_is_refused_in_the_form(alice):
    alice.makes("/places", name="Bar Luce")

    response = post(alice.client, "/places/new", name="Bar Luce")

    assert response.status_code == 422
    assert "You already have a place with that name and address" in response.text


def test_editing_keeps_what_the_form_does_not_show(alice):
    place = alice.makes("/places", name="Bar Luce", external_ids={"osm": "n1"}, archived=True)

    response = post(
        alice.client, f"/places/{place['id']}/edit", name="Bar Luce", rating="5", favourite="1",
        aliases="Luce, The Luce", version=str(place["version"]),
    )  # fmt: skip
    now = alice.sees(f"/places/{place['id']}")

    assert response.status_code == 303
    assert (now["rating"], now["favourite"]) == (5, True)
    assert now["aliases"] == ["Luce", "The Luce"]
    assert now["external_ids"] == {"osm": "n1"}
    assert now["archived"] is True


def test_who_is_slower_sees_both_versions(alice, bob):
    place = alice.makes("/places", name="Bar Luce", city="Rome")
    bob.api("PATCH", f"/places/{place['id']}", {"city": "Milan"})
    typed = {"name": "Bar Luce", "city": "Turin", "version": str(place["version"])}

    response = post(alice.client, f"/places/{place['id']}/edit", **typed)

    assert response.status_code == 412
    assert re.search(r"<td>Turin</td><td>Milan</td>", response.text)
    assert 'value="Turin"' in response.text
    assert f'name="version" value="{place["version"] + 1}"' in response.text


def test_merging_moves_the_visits_and_can_be_undone(alice):
    one = alice.makes("/places", name="Blue Heron Coffee")
    other = alice.makes("/places", name="BLUE HERON 3RD ST")
    alice.spends("4.85", place_id=other["id"])
    browser = alice.client

    assert "BLUE HERON 3RD ST" in browser.get(f"/places/{one['id']}/merge").text
    response = post(browser, f"/places/{one['id']}/merge", place_ids=[other["id"]])
    page = browser.get(response.location).text

    assert "Merged into Blue Heron Coffee" in page
    assert alice.sees(f"/places/{one['id']}")["visits"] == 1
    post(browser, re.search(r'action="(/changes/[0-9a-f-]+/undo)"', page)[1])
    assert alice.sees(f"/places/{other['id']}")["visits"] == 1


def test_merging_nothing_is_refused(alice):
    place = alice.makes("/places", name="Bar Luce")

    response = post(alice.client, f"/places/{place['id']}/merge")

    assert response.status_code == 422
    assert "Choose at least one place." in response.text


def test_archive_and_back(alice):
    place = alice.makes("/places", name="Bar Luce")

    post(alice.client, f"/places/{place['id']}/archive", archived="1")
    assert alice.sees(f"/places/{place['id']}")["archived"] is True

    post(alice.client, f"/places/{place['id']}/archive", archived="")
    assert alice.sees(f"/places/{place['id']}")["archived"] is False


def test_coordinates_are_forgotten(alice):
    place = alice.makes("/places", name="Bar Luce", latitude=1.5, longitude=2.5)

    post(alice.client, f"/places/{place['id']}/forget-coordinates")
    now = alice.sees(f"/places/{place['id']}")

    assert (now["latitude"], now["longitude"]) == (None, None)


def test_only_a_place_without_expenses_can_be_deleted(alice):
    empty = alice.makes("/places", name="Never Been")
    used = alice.makes("/places", name="Bar Luce")
    alice.spends(place_id=used["id"])
    browser = alice.client

    assert "/delete" not in browser.get(f"/places/{used['id']}").text
    assert post(browser, f"/places/{used['id']}/delete").status_code == 409
    response = post(browser, f"/places/{empty['id']}/delete", version=str(empty["version"]))
    page = browser.get(response.location).text

    assert "Deleted Never Been" in page
    assert browser.get(f"/places/{empty['id']}").status_code == 404


def test_a_viewer_sees_no_controls_and_may_not_change(alice, vera):
    place = alice.makes("/places", name="Bar Luce")
    browser = vera.client

    listed, shown = browser.get("/places").text, browser.get(f"/places/{place['id']}").text

    assert "/places/new" not in listed
    assert "/edit" not in shown
    assert "Tidy up" not in shown
    assert browser.get("/places/new").status_code == 403
    assert post(browser, f"/places/{place['id']}/archive", archived="1").status_code == 403


def test_a_place_of_another_household_is_not_there(alice, charlie):
    place = alice.makes("/places", name="Bar Luce")
    browser = charlie.client

    for path in ("", "/edit", "/merge"):
        assert browser.get(f"/places/{place['id']}{path}").status_code == 404
    assert post(browser, f"/places/{place['id']}/archive").status_code == 404
    assert browser.get(f"/places/{uuid4()}").status_code == 404


def test_a_form_without_its_token_is_refused(alice):
    response = alice.client.post("/places/new", data={"name": "Bar Luce"})

    assert response.status_code == 403
