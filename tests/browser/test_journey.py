"""The main job, from an empty database, in a real browser and on both databases."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Visit

pytestmark = pytest.mark.browser


def record(page: Page, place: str, total: str, **fields: str) -> None:
    """Fill the form of an expense in and save it."""
    page.goto("/expenses/new")
    page.get_by_label("Place", exact=True).fill(place)
    page.get_by_label("Amount", exact=True).fill(total)
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)
    page.get_by_role("button", name="Save expense").click()


def test_main_job_works_when_the_database_is_empty(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    expect(page.get_by_role("heading", name="The table is set")).to_be_visible()

    record(page, "Blue Heron Coffee", "4.85", Tip="0.50", Who_ate_with_you="Ana")
    expect(page.get_by_role("heading", level=1)).to_have_text("Blue Heron Coffee")
    expect(page.locator(".toast")).to_contain_text("Saved Blue Heron Coffee, $4.85")

    page.get_by_role("main").get_by_role("link", name="Edit").click()
    page.get_by_label("Amount", exact=True).fill("5.35")
    page.get_by_role("button", name="Save expense").click()
    expect(page.get_by_text(re.compile("changed the total from 4.85 to 5.35"))).to_be_visible()

    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".figure-large")).to_have_text("$4.85")

    page.goto("/expenses?q=with:Ana")
    expect(page.locator("tbody tr td.cell-place")).to_have_count(1)
    page.goto("/expenses?q=with:Nobody")
    expect(page.get_by_role("heading", name="Nothing on this plate")).to_be_visible()

    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/sign-in")
    page.goto("/expenses")
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    page.get_by_label("E-mail").fill("SAM@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Expenses")
    expect(page.get_by_role("link", name="Blue Heron Coffee", exact=True)).to_be_visible()


def test_deleted_expense_comes_back_when_the_toast_is_used(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    record(page, "Bar Luce", "21")

    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".toast")).to_contain_text("Deleted Bar Luce, $21.00")
    expect(page.get_by_role("link", name="Bar Luce", exact=True)).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".toast")).to_contain_text("Undone")

    page.goto("/expenses")
    expect(page.get_by_role("link", name="Bar Luce", exact=True)).to_be_visible()


def test_form_keeps_what_was_typed_when_an_amount_is_wrong(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()

    record(page, "Marisqueira Azul", "1.234", Tip="9.5O", Note="By the window")

    expect(page.get_by_role("alert")).to_contain_text("2 things to fix")
    expect(page.get_by_label("Tip", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Amount", exact=True)).to_have_value("1.234")
    expect(page.get_by_label("Note")).to_have_value("By the window")
    expect(page.get_by_text("can be read two ways").first).to_be_visible()


def test_both_versions_are_shown_when_the_form_is_stale(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    record(page, "Harbor & Vine", "80")
    address = page.url
    page.goto(f"{address}/edit")
    other = page.context.new_page()
    other.goto(f"{address}/edit")
    other.get_by_label("Amount", exact=True).fill("90")
    other.get_by_role("button", name="Save expense").click()

    page.get_by_label("Amount", exact=True).fill("70")
    page.get_by_role("button", name="Save expense").click()

    expect(page.get_by_role("heading", name="Stored now")).to_be_visible()
    expect(page.get_by_text("$90.00")).to_be_visible()
    expect(page.get_by_label("Amount", exact=True)).to_have_value("70")
    page.get_by_role("button", name="Save expense").click()
    expect(page.locator(".figure-large")).to_have_text("$70.00")


def test_sample_data_goes_away_with_one_click(visit: Visit) -> None:
    page = visit.page
    visit.signs_up(sample=True)
    expect(page.get_by_text("These are sample expenses")).to_be_visible()

    page.get_by_role("button", name="Remove sample data").click()

    expect(page.get_by_role("heading", name="The table is set")).to_be_visible()


def test_keyboard_reaches_the_line_and_the_search(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()

    page.keyboard.press("n")
    expect(page.locator("[data-quick-add]")).to_be_focused()
    page.goto("/expenses")
    page.keyboard.press("/")

    expect(page.get_by_label("Search expenses")).to_be_focused()
    page.keyboard.type("nn")
    expect(page.get_by_label("Search expenses")).to_have_value("nn")


def test_main_job_works_when_javascript_is_off(plain_visit: Visit) -> None:
    page = plain_visit.page
    plain_visit.signs_up()
    record(page, "Blue Heron Coffee", "4.85")
    page.get_by_role("main").get_by_role("link", name="Edit").click()
    page.get_by_label("Amount", exact=True).fill("5.00")
    page.get_by_role("button", name="Save expense").click()
    expect(page.locator(".figure-large")).to_have_text("$5.00")

    page.get_by_role("button", name="Delete").click()

    expect(page.locator(".toast")).to_contain_text("Deleted Blue Heron Coffee, $5.00")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.goto("/expenses?q=heron")
    expect(page.get_by_role("link", name="Blue Heron Coffee", exact=True)).to_be_visible()
