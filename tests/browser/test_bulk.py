"""Many expenses at once in a browser: with a mouse, with keys, on a phone, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visit

# What the databases have to do with it, the tests of the room and of its pages ask.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]


@pytest.fixture
def page(visit: Visit) -> Page:
    """The list of the sample expenses, of which a page is cut."""
    visit.signs_up(sample=True)
    visit.page.goto("/expenses")
    return visit.page


def boxes(page: Page) -> Locator:
    return page.locator("tbody input[name=id]")


def bar(page: Page) -> Locator:
    return page.locator(".bulk-bar")


def ticked(page: Page) -> int:
    return page.locator("tbody input[name=id]:checked").count()


def groceries(page: Page) -> int:
    """Return how many expenses of the newest fifty are groceries."""
    page.goto("/expenses")
    ids = [box.get_attribute("value") for box in boxes(page).all()]
    page.goto("/expenses?q=cat:Groceries")
    found = {box.get_attribute("value") for box in boxes(page).all()}
    return len(found & set(ids))


def test_range_of_48_is_moved_and_undone(page: Page) -> None:
    before = groceries(page)
    page.goto("/expenses")
    expect(bar(page)).to_be_hidden()

    boxes(page).nth(0).click()
    boxes(page).nth(47).click(modifiers=["Shift"])

    expect(bar(page).locator("[data-count]")).to_have_text("48 selected")
    bar(page).get_by_role("button", name="Category").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change the category of 48 expenses")
    page.get_by_label("Category").select_option("Groceries")
    page.get_by_role("button", name="Change 48 expenses").click()

    expect(page).to_have_url(re.compile("/expenses$"))
    toast = page.locator("#status .toast")
    expect(toast).to_contain_text(re.compile(r"Moved \d\d expenses to Groceries"))
    assert groceries(page) >= 48
    page.goto("/changes")
    page.get_by_role("button", name=re.compile("Undo: Moved")).first.click()
    expect(page.locator("#status .toast")).to_contain_text("Undone")
    assert groceries(page) == before


def test_selection_says_how_many_and_how_much(page: Page) -> None:
    for index in (0, 1, 2):
        boxes(page).nth(index).check()
    amounts = [page.locator("td.cell-money .money").nth(index).inner_text() for index in range(3)]
    cents = sum(int(re.sub(r"[^0-9]", "", amount)) for amount in amounts)

    expect(bar(page).locator("[data-count]")).to_have_text("3 selected")
    expect(bar(page).locator("[data-sum]")).to_have_text(f"${cents / 100:,.2f}")

    boxes(page).nth(1).uncheck()
    expect(bar(page).locator("[data-count]")).to_have_text("2 selected")
    page.keyboard.press("Escape")
    expect(bar(page)).to_be_hidden()
    assert ticked(page) == 0


def test_all_that_match_are_offered_when_the_page_is_ticked(page: Page) -> None:
    head = page.locator("[data-select-all]")
    boxes(page).nth(3).check()
    assert head.evaluate("box => box.indeterminate")
    every = page.get_by_label(re.compile(r"All \d+"))
    expect(every).to_be_hidden()

    head.check()
    expect(bar(page).locator("[data-count]")).to_have_text("50 selected")
    every.check()

    count = every.get_attribute("data-all-count")
    expect(bar(page).locator("[data-count]")).to_have_text(f"{count} selected")
    expect(bar(page).locator("[data-sum]")).to_have_text(every.get_attribute("data-all-sum") or "")
    boxes(page).nth(7).uncheck()
    expect(every).to_be_hidden()
    expect(bar(page).locator("[data-count]")).to_have_text("49 selected")
    head.check()
    every.check()
    bar(page).get_by_role("button", name="Delete").click()
    expect(page.locator("#status .toast")).to_contain_text(f"Deleted {count} expenses")
    page.locator("#status .toast").get_by_role("button", name="Undo").click()
    expect(boxes(page)).to_have_count(50)


def test_rows_that_come_later_are_selected_too(page: Page) -> None:
    page.locator("[data-select-all]").check()
    page.get_by_role("link", name="Show more").click()
    expect(boxes(page)).to_have_count(100)

    expect(page.locator("[data-select-all]")).not_to_be_checked()
    boxes(page).nth(10).click()
    boxes(page).nth(99).click(modifiers=["Shift"])

    # The last one that was clicked takes the rest of the range along.
    assert ticked(page) == 100
    expect(bar(page).locator("[data-count]")).to_have_text("100 selected")


def test_keys_select_and_clear(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(bar(page).locator("[data-count]")).to_have_text("1 selected")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(bar(page).locator("[data-count]")).to_have_text("2 selected")

    page.keyboard.press("#")

    expect(page.get_by_role("heading", level=1)).to_have_text("Tag 2 expenses")


def test_export_of_a_selection_is_a_download(page: Page) -> None:
    boxes(page).nth(0).check()
    with page.expect_download() as downloading:
        bar(page).get_by_role("button", name="Export").click()

    assert re.fullmatch(r"expenses-\d{4}-\d\d-\d\d\.csv", downloading.value.suggested_filename)
    assert downloading.value.path().read_bytes().count(b"\r\n") == 2


def test_phone_shows_boxes_when_they_are_wanted(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    expect(boxes(page).nth(0)).to_be_hidden()

    page.get_by_role("button", name="Select", exact=True).click()
    boxes(page).nth(0).check()
    boxes(page).nth(2).check()
    expect(bar(page).locator("[data-count]")).to_have_text("2 selected")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.get_by_role("button", name="Select", exact=True).click()
    expect(boxes(page).nth(0)).to_be_hidden()
    expect(bar(page)).to_be_hidden()


def test_list_and_step_work_without_scripts(plain_visit: Visit) -> None:
    plain_visit.signs_up(sample=True)
    page = plain_visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/expenses")
    expect(bar(page)).to_be_visible()
    expect(page.get_by_role("button", name="Select", exact=True)).to_be_hidden()

    boxes(page).nth(0).check()
    boxes(page).nth(1).check()
    bar(page).get_by_role("button", name="Tag").click()
    page.get_by_label("Tags").fill("without scripts")
    page.get_by_role("button", name="Change 2 expenses").click()

    toast = page.locator("#status .toast")
    expect(toast).to_contain_text("Tagged 2 expenses with without scripts")
    toast.get_by_role("button", name="Undo").click()
    page.goto('/expenses?q=tag:"without scripts"')
    expect(boxes(page)).to_have_count(0)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320), ("light", 390)])
def test_selection_and_step_are_accessible(
    chromium: Browser, page: Page, scheme: str, width: int
) -> None:
    context = chromium.new_context(
        base_url=page.url,
        color_scheme=scheme,  # type: ignore[arg-type]  # one of the two that it takes
        storage_state=page.context.storage_state(),
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    other, faults = context.new_page(), []
    other.goto("/expenses")
    if width < 500:
        other.get_by_role("button", name="Select", exact=True).click()
    boxes(other).nth(0).check()
    faults += found_by_axe(other)
    for action in ("Category", "Tag", "Date"):
        other.goto("/expenses")
        if width < 500:
            other.get_by_role("button", name="Select", exact=True).click()
        boxes(other).nth(0).check()
        bar(other).get_by_role("button", name=action).click()
        other.wait_for_url("**/expenses/bulk")
        faults += found_by_axe(other)

    context.close()
    assert faults == []


def found_by_axe(page: Page) -> list[str]:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": rules}})
    return [
        f"{page.url}: {violation['id']} {violation['nodes'][0]['html'][:150]}"
        for violation in found.response["violations"]
    ]
