"""The line that becomes an expense, in a real browser: typed, seen, saved, undone, repeated."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

LINE = "lunch 23.50 at Chipotle with Ana yesterday, tip 4"


def line_of(page: Page):
    return page.get_by_role("main").get_by_label("What did you have?")


def understood(page: Page):
    return page.get_by_role("group", name="Understood")


def test_five_seconds_a_line_enter_and_a_way_back(visit: Visit) -> None:
    visit.signs_up(sample=True)
    page = visit.page
    before = page.locator(".stat .figure").first.inner_text()

    page.keyboard.press("n")
    expect(line_of(page)).to_be_focused()
    page.keyboard.type(LINE)

    expect(understood(page)).to_contain_text("$27.50")
    expect(understood(page)).to_contain_text("Ana new person?")
    page.keyboard.press("Enter")

    toast = page.locator(".toast")
    expect(toast).to_contain_text("Saved Chipotle, $27.50, yesterday")
    expect(line_of(page)).to_be_focused()
    expect(line_of(page)).to_have_value("")
    expect(page.locator(".stat .figure").first).not_to_have_text(before)
    toast.get_by_role("button", name="Undo").click()

    expect(page.locator(".stat .figure").first).to_have_text(before)
    expect(line_of(page)).to_be_focused()


def test_n_opens_the_line_on_every_page_and_comes_back_to_it(visit: Visit) -> None:
    visit.signs_up(sample=True)
    page = visit.page
    page.goto("/places")

    page.keyboard.press("n")
    field = page.get_by_role("dialog", name="Quick add").get_by_label("What did you have?")
    expect(field).to_be_focused()
    page.keyboard.type("12.50 Corner Kiosk")
    expect(understood(page)).to_contain_text("new place?")
    page.keyboard.press("Enter")

    expect(page.locator(".toast")).to_contain_text("Saved Corner Kiosk, $12.50, today")
    expect(page).to_have_url(re.compile("/places$"))


def test_a_choice_answers_what_is_in_doubt(visit: Visit) -> None:
    visit.signs_up()
    page = visit.page
    page.goto("/quick-add")

    line_of(page).press_sequentially("Bar 61 40")
    understood(page).get_by_role("link", name="40.00 USD").click()
    expect(line_of(page)).to_have_value(re.compile("40.00"))
    expect(understood(page)).to_contain_text("$40.00")
    page.keyboard.press("Enter")

    expect(page.locator(".toast")).to_contain_text("Saved Bar 61, $40.00, today")


def test_a_chip_of_before_types_its_line(visit: Visit) -> None:
    visit.signs_up(sample=True)
    page = visit.page
    chip = page.get_by_role("group", name="Again").get_by_role("link").first
    first_word = chip.inner_text().split()[0]

    chip.click()

    expect(line_of(page)).to_be_focused()
    expect(line_of(page)).to_have_value(re.compile(re.escape(first_word)))


def test_without_javascript_a_line_is_shown_then_saved(plain_visit: Visit) -> None:
    plain_visit.signs_up()
    page = plain_visit.page
    page.goto("/quick-add")

    line_of(page).fill(LINE)
    page.get_by_role("button", name="Save").click()
    expect(understood(page)).to_contain_text("Chipotle new place?")
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".toast")).to_contain_text("Saved Chipotle, $27.50, yesterday")
