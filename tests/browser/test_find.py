"""Finding expenses in a real browser: the panel, saved filters and the calendar."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

# Pages look the same on every database: the journeys run on both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]


def rows(page: Page) -> int:
    """Return how many expenses the list shows."""
    return page.locator(".cell-place").count()


def test_panel_narrows_the_list_down_and_chips_widen_it_again(visit: Visit) -> None:
    page = visit.page
    visit.signs_up(sample=True)
    page.goto("/expenses")

    page.get_by_role("link", name="Filter").click()
    page.get_by_label("Category", exact=True).select_option("Coffee")
    page.get_by_label("To amount").fill("10")
    page.get_by_role("button", name="Show expenses").click()

    expect(page.get_by_label("Search expenses")).to_have_value("cat:Coffee <=10")
    narrow = rows(page)
    assert narrow > 0
    page.get_by_role("link", name="$10 or less, remove").click()
    expect(page.get_by_label("Search expenses")).to_have_value("cat:Coffee")
    assert rows(page) > narrow


def test_panel_offers_what_is_frequent_and_works_without_javascript(plain_visit: Visit) -> None:
    page = plain_visit.page
    plain_visit.signs_up(sample=True)
    page.goto("/expenses?panel=filter")

    page.locator("#filter").get_by_role("link", name=re.compile("^Lunch")).click()
    page.get_by_text("What is known, what is missing").click()
    page.get_by_label("no tag").check()
    page.get_by_role("button", name="Show expenses").click()

    expect(page.get_by_label("Search expenses")).to_have_value("meal:lunch no:tag")
    expect(page.locator(".expense-table")).to_be_visible()


def test_search_is_saved_used_and_deleted_with_the_way_back(visit: Visit) -> None:
    page = visit.page
    visit.signs_up(sample=True)
    page.goto("/expenses?q=meal:dinner+>50")

    page.get_by_role("button", name="Save as").click()
    expect(page.get_by_label("Save under the name")).to_be_focused()
    page.get_by_label("Save under the name").fill("Dear dinners")
    page.keyboard.press("Enter")

    expect(page.locator(".toast")).to_contain_text("Saved Dear dinners")
    page.goto("/expenses")
    page.get_by_role("link", name="Dear dinners").click()
    expect(page.get_by_label("Search expenses")).to_have_value("meal:dinner >50")
    page.goto("/settings/filters")
    page.get_by_role("link", name="Edit Dear dinners").click()
    page.get_by_role("button", name="Delete filter").click()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Dear dinners", exact=True)).to_be_visible()


def test_calendar_is_walked_by_keyboard_and_leads_to_a_day(visit: Visit) -> None:
    page = visit.page
    visit.signs_up(sample=True)
    page.goto("/expenses")
    page.get_by_role("link", name="Calendar").click()
    month = page.locator("h1").inner_text()

    page.locator("a[rel=prev]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text(month)
    page.locator("a[rel=next]").press("Enter")
    expect(page.locator("h1")).to_have_text(month)
    page.locator("a.calendar-day").last.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_label("Search expenses")).to_have_value(
        re.compile(r"^date:\d{4}-\d\d-\d\d$")
    )
    assert rows(page) > 0


@pytest.mark.parametrize("width", [320, 1280])
def test_days_of_the_calendar_are_large_enough_to_be_hit(visit: Visit, width: int) -> None:
    visit.signs_up(sample=True)
    visit.page.set_viewport_size({"width": width, "height": 800})
    visit.page.goto("/expenses/calendar")

    sizes = visit.page.locator("a.calendar-day").evaluate_all(
        "days => days.map(day => day.getBoundingClientRect()).map(box => [box.width, box.height])"
    )

    assert sizes
    assert all(w >= 24 and h >= 44 for w, h in sizes)
