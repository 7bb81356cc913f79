"""Categories, tags and people in the settings, and the list of recent changes."""

import re

from tests.web.pages import post, text_of


def _named(person, path, name):
    return next(item for item in person.sees(path)["items"] if item["name"] == name)


def test_categories_are_listed_with_their_counts(alice):
    alice.spends(category="Dining")

    page = text_of(alice.client.get("/settings/categories"))

    assert "Dining 1 expense" in page
    assert "Coffee 0 expenses" in page


def test_a_category_is_added_at_the_end(alice):
    response = post(alice.client, "/settings/categories", name="Canteen", kind="dining")

    assert response.status_code == 303
    assert alice.sees("/categories")["items"][-1]["name"] == "Canteen"


def test_a_name_that_is_taken_is_refused_in_the_form(alice):
    response = post(alice.client, "/settings/categories", name="dining", kind="coffee")

    assert response.status_code == 422
    assert "You already have a category named “dining”." in response.text
    assert re.search(r'<option value="coffee" selected>', response.text)


def test_a_category_is_renamed_and_recoloured(alice):
    dining = _named(alice, "/categories", "Dining")
    path = f"/settings/categories/{dining['id']}"

    response = post(alice.client, path, name="Out", kind="drinks", version=dining["version"])

    assert response.status_code == 303
    assert _named(alice, "/categories", "Out")["kind"] == "drinks"
    assert _named(alice, "/categories", "Out")["position"] == dining["position"]


def test_a_category_that_changed_meanwhile_is_not_overwritten(alice, bob):
    dining = _named(alice, "/categories", "Dining")
    path = f"/categories/{dining['id']}"
    bob.api("PATCH", path, {"name": "Eating out"})
    typed = {"name": "Out", "kind": "dining", "version": dining["version"]}

    response = post(alice.client, f"/settings{path}", **typed)

    assert response.status_code == 412
    assert 'value="Out"' in response.text
    assert "Eating out" in response.text


def test_a_category_moves_one_place(alice):
    before = [item["name"] for item in alice.sees("/categories")["items"]]
    second = _named(alice, "/categories", before[1])

    post(alice.client, f"/settings/categories/{second['id']}/move", direction="up")
    after = [item["name"] for item in alice.sees("/categories")["items"]]

    assert after == [before[1], before[0], *before[2:]]


def test_deleting_a_used_category_asks_for_the_replacement(alice):
    alice.spends(category="Dining")
    dining, other = _named(alice, "/categories", "Dining"), _named(alice, "/categories", "Other")
    path = f"/settings/categories/{dining['id']}/delete"

    refused = post(alice.client, path, replacement="")
    done = post(alice.client, path, replacement=other["id"])

    assert refused.status_code == 422
    assert "Say which category takes its place." in refused.text
    assert done.status_code == 303
    assert _named(alice, "/categories", "Other")["count"] == 1


def test_tags_are_listed_with_what_was_spent_in_each_currency(alice):
    alice.spends("10.00", tags=["lisbon"])
    alice.spends("20.00", tags=["lisbon"], currency="EUR")

    page = text_of(alice.client.get("/settings/tags"))

    assert "lisbon 2 expenses" in page
    assert "$10.00" in page
    assert "€20.00" in page


def test_a_tag_is_added_renamed_and_deleted(alice):
    browser = alice.client

    post(browser, "/settings/tags", name="lisbon", colour="delivery")
    tag = _named(alice, "/tags", "lisbon")
    post(browser, f"/settings/tags/{tag['id']}", name="Lisbon", colour="coffee")
    assert _named(alice, "/tags", "Lisbon")["colour"] == "coffee"

    deleted = post(browser, f"/settings/tags/{tag['id']}/delete")
    assert "Deleted Lisbon" in browser.get(deleted.location).text
    assert alice.sees("/tags")["items"] == []


def test_a_person_is_added_renamed_and_deleted(alice):
    browser = alice.client

    post(browser, "/settings/people", name="Ana")
    ana = _named(alice, "/people", "Ana")
    alice.spends(people=["Ana"])
    post(browser, f"/settings/people/{ana['id']}", name="Ana Duarte")
    assert "Ana Duarte 1 meal together" in text_of(browser.get("/settings/people"))

    post(browser, f"/settings/people/{ana['id']}/delete")
    assert alice.sees("/people")["items"] == []


def test_a_viewer_sees_labels_without_controls(alice, vera):
    tag = alice.makes("/tags", name="lisbon")
    browser = vera.client

    for section in ("categories", "tags", "people"):
        page = browser.get(f"/settings/{section}").text
        assert "Edit" not in page
        assert f'method="post" action="/settings/{section}' not in page
        assert post(browser, f"/settings/{section}", name="New").status_code == 403
    assert browser.get(f"/settings/tags/{tag['id']}").status_code == 403


def test_labels_of_another_household_are_not_there(alice, charlie):
    tag = alice.makes("/tags", name="lisbon")
    ana = alice.makes("/people", name="Ana")
    dining = _named(alice, "/categories", "Dining")
    browser = charlie.client

    for path in (f"tags/{tag['id']}", f"people/{ana['id']}", f"categories/{dining['id']}"):
        assert browser.get(f"/settings/{path}").status_code == 404
        assert post(browser, f"/settings/{path}/delete").status_code == 404


def test_recent_changes_are_listed_and_undone(alice):
    place = alice.makes("/places", name="Bar Luce")
    alice.api("PATCH", f"/places/{place['id']}", {"rating": 4})
    browser = alice.client

    page = browser.get("/changes").text
    assert "Saved Bar Luce" in page
    assert "Your rating" in page

    post(browser, re.search(r'action="(/changes/[0-9a-f-]+/undo)"', page)[1])
    assert alice.sees(f"/places/{place['id']}")["rating"] is None


def test_an_undo_over_a_later_edit_asks_what_to_do(alice):
    place = alice.makes("/places", name="Bar Luce")
    alice.api("PATCH", f"/places/{place['id']}", {"rating": 4})
    browser = alice.client

    response = post(browser, f"/changes/{place['change_id']}/undo")

    assert response.status_code == 409
    assert "1 record was edited since" in response.text
    assert f'href="/places/{place["id"]}"' in response.text
    again = post(browser, f"/changes/{place['change_id']}/undo", keep_edited="1")
    assert again.status_code == 303
