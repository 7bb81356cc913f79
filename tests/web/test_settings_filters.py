"""Saved filters in the settings."""

from tests.web.pages import post, text_of


def test_filter_is_added_and_said_in_words(alice):
    browser = alice.client

    post(browser, "/settings/filters", name="Dear", q=">20 with:Ana", sort="-eaten_on")

    page = browser.get("/settings/filters")
    assert "Dear over 20, with Ana" in text_of(page)
    assert 'href="/expenses?q=%3E20+with:Ana"' in page.text


def test_search_that_cannot_be_read_is_kept_with_the_reason(alice):
    answer = post(alice.client, "/settings/filters", name="Dear", q="foo:bar", sort="place")

    assert answer.status_code == 422
    assert "There is no search key “foo:”" in answer.text
    assert 'value="foo:bar"' in answer.text
    assert '<option value="place" selected>' in answer.text


def test_name_that_is_taken_is_refused(alice):
    alice.makes("/saved-filters", name="Dear", q=">20")

    answer = post(alice.client, "/settings/filters", name="dear", q=">50")

    assert answer.status_code == 422
    assert "already have a saved filter" in answer.text


def test_filter_is_changed_and_moved(alice):
    made = alice.makes("/saved-filters", name="Dear", q=">20")
    path = f"/settings/filters/{made['id']}"

    post(alice.client, path, name="Dearest", q=">90", sort="total", position="3", version="1")

    assert alice.sees(f"/saved-filters/{made['id']}") == {
        **{name: made[name] for name in ("id",)},
        "name": "Dearest",
        "q": ">90",
        "sort": "total",
        "position": 3,
        "version": 2,
    }


def test_edit_of_a_filter_that_was_changed_meanwhile_is_refused(alice):
    made = alice.makes("/saved-filters", name="Dear", q=">20")
    alice.api("PATCH", f"/saved-filters/{made['id']}", json={"name": "Dearer"})

    answer = post(alice.client, f"/settings/filters/{made['id']}", name="Mine", version="1")

    assert answer.status_code == 412
    assert "Mine" in answer.text


def test_deleted_filter_can_be_had_back(alice):
    made = alice.makes("/saved-filters", name="Dear", q=">20")
    browser = alice.client

    post(browser, f"/settings/filters/{made['id']}/delete", version="1")

    page = browser.get("/settings/filters")
    assert "Deleted Dear" in text_of(page)
    assert "/undo" in page.text
