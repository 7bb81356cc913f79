"""The keys that act alone, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_journey import record

# The keys are the same on every database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]


def test_list_is_walked_and_used_with_keys_alone(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    for place in ("Third", "Second", "First"):
        record(page, place, "10")
    page.goto("/expenses")

    page.keyboard.press("j")
    expect(page.get_by_role("link", name="First", exact=True)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Third", exact=True)).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Second", exact=True)).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Second")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="Edit expense")).to_be_visible()
    page.go_back()
    page.keyboard.press("r")
    expect(page.get_by_role("heading", name="Add expense")).to_be_visible()
    expect(page.get_by_label("Place", exact=True)).to_have_value("Second")


def test_row_is_edited_and_repeated_with_one_key(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    record(page, "Bar Luce", "10")
    page.goto("/expenses")

    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.get_by_role("heading", name="Add expense")).to_be_visible()
    page.go_back()
    page.keyboard.press("j")
    page.keyboard.press("e")

    expect(page.get_by_role("heading", name="Edit expense")).to_be_visible()


def test_letter_after_g_goes_to_a_screen(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()

    for letter, path in (("p", "/places"), ("e", "/expenses"), ("s", "/settings/profile")):
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(f"**{path}")
    page.keyboard.press("g")
    page.keyboard.press("h")

    page.wait_for_url(re.compile(r"://[^/]+/$"))


def test_last_change_is_undone_with_z(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    record(page, "Bar Luce", "10")
    expect(page.locator(".toast")).to_contain_text("Saved Bar Luce, $10.00")

    page.keyboard.press("z")

    expect(page.locator(".toast")).to_contain_text("Undone")


def test_toast_stays_8_seconds_and_longer_under_pointer_or_focus(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    page.clock.install()
    record(page, "Bar Luce", "10")
    toast = page.locator(".toast")
    page.clock.run_for(4_000)
    expect(toast).to_contain_text("Saved Bar Luce, $10.00")

    toast.hover()
    page.clock.run_for(60_000)
    expect(toast).to_be_visible()
    toast.get_by_role("button", name="Undo").focus()
    page.mouse.move(0, 0)
    page.clock.run_for(60_000)
    expect(toast).to_be_visible()
    page.locator("h1").click()
    page.clock.run_for(4_000)
    expect(toast).to_be_visible()
    page.clock.run_for(8_000)

    expect(toast).to_have_count(0)


def test_keys_do_nothing_while_typing_or_with_a_modifier_or_under_a_dialog(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    page.goto("/expenses")

    page.get_by_label("Search expenses").focus()
    page.keyboard.type("n?gp")
    expect(page.get_by_label("Search expenses")).to_have_value("n?gp")
    page.locator("h1").click()
    for combined in ("Alt+n", "Shift+n", "Control+j"):
        page.keyboard.press(combined)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.press("Control+k")

    expect(page.get_by_role("dialog")).to_have_count(1)
    expect(page).to_have_url(re.compile("/expenses$"))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_single_keys_can_be_switched_off(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    page.goto("/settings/profile")
    page.get_by_label("Single keys are shortcuts").uncheck()
    page.get_by_role("button", name="Save profile").click()
    page.locator("h1").click()

    for key in ("n", "/", "?", "g", "p", "j"):
        page.keyboard.press(key)
    page.keyboard.press("Control+k")
    expect(page.locator(".palette .option").first).to_be_visible()

    expect(page).to_have_url(re.compile("/settings/profile$"))
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.type("shortcuts")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Single keys are switched off.")).to_be_visible()
