"""What was typed into the form of an expense outlives the tab, and nothing else."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_journey import record

# Drafts never reach a database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]

RESTORED = "Restored what you had typed."
DAY_MS = 24 * 60 * 60 * 1000


def begin(page: Page) -> None:
    """Fill a new form in without saving it."""
    page.goto("/expenses/new")
    page.get_by_label("Place", exact=True).fill("Katana Sushi")
    page.get_by_label("Amount", exact=True).fill("12.50")
    page.get_by_label("Note").fill("By the window")
    page.get_by_label("The tax is in the prices").check()
    page.get_by_label("Meal", exact=True).select_option("brunch")
    page.locator("summary", has_text="Items").click()
    page.get_by_label("Item 2", exact=True).fill("Soup")
    page.locator("#price-2").fill("12.50")


def kept(page: Page) -> list[str]:
    """Return the drafts in this browser."""
    found: list[str] = page.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.startsWith('draft:')).flat()"
    )
    return found


def forgotten(page: Page) -> None:
    """Wait until this browser keeps no draft."""
    page.wait_for_function("!Object.keys(localStorage).some((name) => name.startsWith('draft:'))")


def test_draft_comes_back_in_a_new_tab(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    begin(page)
    other = page.context.new_page()
    page.close()

    other.goto("/expenses/new")

    expect(other.get_by_text(RESTORED)).to_be_visible()
    expect(other.get_by_label("Place", exact=True)).to_have_value("Katana Sushi")
    expect(other.get_by_label("Amount", exact=True)).to_have_value("12.50")
    expect(other.get_by_label("Note")).to_have_value("By the window")
    expect(other.get_by_label("The tax is in the prices")).to_be_checked()
    expect(other.get_by_label("Meal", exact=True)).to_have_value("brunch")
    expect(other.locator("#item-1")).to_have_value("")
    expect(other.locator("#item-2")).to_have_value("Soup")


def test_draft_holds_no_token(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    begin(page)
    token = page.locator("#expense-form [name='csrf_token']").input_value()

    assert len(kept(page)) == 2
    assert token not in "".join(kept(page))
    assert "csrf" not in "".join(kept(page))


def test_discarded_draft_is_gone(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    begin(page)
    page.goto("/expenses/new")

    page.get_by_role("button", name="Discard").click()

    expect(page.get_by_text(RESTORED)).to_be_hidden()
    expect(page.get_by_label("Place", exact=True)).to_have_value("")
    expect(page.get_by_label("Place", exact=True)).to_be_focused()
    assert kept(page) == []


def test_saved_form_leaves_no_draft(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    begin(page)

    page.get_by_role("button", name="Save and add another").click()

    expect(page.locator(".toast")).to_contain_text("Saved Katana Sushi")
    expect(page.get_by_text(RESTORED)).to_be_hidden()
    expect(page.get_by_label("Place", exact=True)).to_have_value("")
    forgotten(page)


def test_refused_form_is_still_kept(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    begin(page)
    page.get_by_label("Tip", exact=True).fill("9.5O")
    page.get_by_role("button", name="Save expense").click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.goto("/expenses/new")

    expect(page.get_by_label("Tip", exact=True)).to_have_value("9.5O")
    expect(page.get_by_text(RESTORED)).to_be_visible()


def test_link_that_fills_the_form_in_goes_before_a_draft(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    begin(page)

    page.goto("/expenses/new?place=Bar+Luce")

    expect(page.get_by_label("Place", exact=True)).to_have_value("Bar Luce")
    expect(page.get_by_text(RESTORED)).to_be_hidden()
    assert len(kept(page)) == 2


def test_form_that_was_only_looked_at_is_not_kept(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    record(page, "Bar Luce", "10")
    forgotten(page)

    page.get_by_role("link", name="Add again").click()
    expect(page.get_by_label("Place", exact=True)).to_have_value("Bar Luce")
    page.goto("/expenses/new")

    expect(page.get_by_text(RESTORED)).to_be_hidden()
    assert kept(page) == []


def test_draft_of_an_older_version_is_dropped(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    record(page, "Bar Luce", "10")
    forgotten(page)
    edit = f"{page.url}/edit"
    page.goto(edit)
    page.get_by_label("Note").fill("Never sent")
    page.goto(edit)
    expect(page.get_by_label("Note")).to_have_value("Never sent")
    page.get_by_label("Note").fill("Sent")
    other = page.context.new_page()
    other.goto(edit)
    other.get_by_label("Amount", exact=True).fill("20")
    other.get_by_role("button", name="Save expense").click()
    forgotten(other)
    page.get_by_label("Note").fill("Typed into the old one")

    other.goto(edit)

    expect(other.get_by_text(RESTORED)).to_be_hidden()
    expect(other.get_by_label("Note")).not_to_have_value("Typed into the old one")
    assert kept(other) == []


def test_draft_is_over_after_a_week(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    begin(page)
    older = """(days) => { for (const name of Object.keys(localStorage)) {
      if (!name.startsWith("draft:")) continue;
      const draft = JSON.parse(localStorage[name]);
      localStorage[name] = JSON.stringify({ ...draft, at: draft.at - days });
    } }"""
    page.goto("/places")
    page.evaluate(older, 6 * DAY_MS)
    page.goto("/expenses/new")
    expect(page.get_by_text(RESTORED)).to_be_visible()
    page.goto("/places")
    page.evaluate(older, 7 * DAY_MS + 1)

    page.goto("/expenses/new")

    expect(page.get_by_label("Place", exact=True)).to_have_value("")
    assert kept(page) == []


def test_nothing_stays_behind_after_signing_out(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    begin(page)
    # Without the header that empties the storage of a secure site.
    page.route(re.compile("/sign-out$"), lambda route: route.fulfill(status=204))

    page.get_by_role("button", name="Sign out").first.click()

    forgotten(page)
