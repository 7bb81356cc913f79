"""Parts of a page that htmx replaces: more rows of a list, toasts, and what must not happen."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit

# The server's part is tested on both databases without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]

#: A fetch of the next rows, not the page under the same address.
MORE = re.compile(r"/expenses\?.*cursor=")


def open_list(visit: Visit) -> Page:
    """Open the list of the sample expenses, which has more than two pages."""
    visit.signs_up(sample=True)
    visit.page.goto("/expenses")
    expect(visit.page.locator("td.cell-place")).to_have_count(50)
    return visit.page


def show_more(page: Page, rows: int) -> None:
    """Press "Show more" and wait until the list has `rows`."""
    page.get_by_role("link", name="Show more").click()
    expect(page.locator("td.cell-place")).to_have_count(rows)


def test_more_rows_join_the_list_and_take_the_focus(visit: Visit) -> None:
    page = open_list(visit)

    page.get_by_role("link", name="Show more").focus()
    page.keyboard.press("Enter")

    expect(page.locator("td.cell-place")).to_have_count(100)
    expect(page.locator("td.cell-place").nth(50).get_by_role("link").first).to_be_focused()
    months = page.locator(".month-row th:first-child").all_inner_texts()
    assert len(months) == len(set(months))
    names = page.locator("td.cell-place a[href]:first-child").evaluate_all(
        "all => all.map(a => a.href)"
    )
    assert len(names) == len(set(names))
    assert page.url.endswith("/expenses")


def test_list_is_as_it_was_left_when_one_comes_back(visit: Visit) -> None:
    page = open_list(visit)
    show_more(page, 100)
    show_more(page, 150)
    page.evaluate("scrollTo({ top: 3000, behavior: 'instant' })")

    page.locator("td.cell-place").nth(60).get_by_role("link").first.evaluate("a => a.click()")
    expect(page.get_by_role("link", name="Edit")).to_be_visible()
    page.go_back()

    expect(page.locator("td.cell-place")).to_have_count(150)
    expect(page.locator("td.cell-place").nth(54)).to_be_in_viewport()
    kept = page.evaluate("Object.values(sessionStorage).join()")
    assert re.fullmatch(r'\{"pages":2,"top":3000\}', kept)


def test_list_begins_anew_when_a_link_leads_to_it(visit: Visit) -> None:
    page = open_list(visit)
    show_more(page, 100)

    page.get_by_role("link", name="Expenses").first.click()

    page.wait_for_load_state("networkidle")
    expect(page.locator("td.cell-place")).to_have_count(50)


def test_more_is_a_page_when_javascript_is_off(plain_visit: Visit) -> None:
    page = open_list(plain_visit)

    page.get_by_role("link", name="Show more").click()

    expect(page).to_have_url(MORE)
    expect(page.locator("td.cell-place")).to_have_count(50)
    expect(page.locator(".month-row").first).to_be_visible()


def test_link_is_busy_until_its_answer_comes_and_asks_once(visit: Visit) -> None:
    page = open_list(visit)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(MORE, hold)
    more = page.get_by_role("link", name="Show more")

    more.click()
    expect(more).to_have_attribute("aria-busy", "true")
    more.click()
    held[0].continue_()

    expect(page.locator("td.cell-place")).to_have_count(100)
    expect(page.locator("a[aria-busy=true]")).to_have_count(0)
    assert len(held) == 1


def test_server_s_words_are_a_toast_when_it_refuses_a_fragment(visit: Visit) -> None:
    page = open_list(visit)
    more = page.get_by_role("link", name="Show more")
    more.evaluate("a => a.setAttribute('hx-get', '/expenses?cursor=broken')")

    more.click()

    toast = page.get_by_role("status").locator("toast-message")
    expect(toast).to_contain_text("This cursor cannot be read.")
    expect(page.locator("td.cell-place")).to_have_count(50)
    expect(more).to_be_visible()


def test_unreachable_server_is_said_and_can_be_tried_again(visit: Visit) -> None:
    page = open_list(visit)
    status = page.get_by_role("status")
    faults = [
        lambda route: route.abort("internetdisconnected"),
        lambda route: route.fulfill(status=502, content_type="text/html", body="Bad gateway"),
        lambda route: route.fulfill(content_type="text/html", body="Not ours"),
    ]

    for fault in faults:
        page.route(MORE, fault)
        page.get_by_role("link", name="Show more").click()
        expect(status).to_contain_text("The server cannot be reached.")
        expect(page.locator(".pagination")).to_contain_text("More below")
        page.unroute(MORE)
        status.evaluate("region => region.replaceChildren()")

    show_more(page, 100)
    # The browser and htmx write down that nothing came.
    visit.complaints[:] = [c for c in visit.complaints if not re.search("resource|htmx:error", c)]


def test_expired_session_goes_to_the_sign_in_and_back(visit: Visit) -> None:
    page = open_list(visit)
    page.context.clear_cookies()

    page.get_by_role("link", name="Show more").click()

    expect(page).to_have_url(re.compile(r"/sign-in\?next=/expenses$"))


def test_element_without_the_nonce_does_nothing(visit: Visit) -> None:
    page = open_list(visit)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    intruder = '<b id="intruder" hx-get="/stolen" hx-trigger="load" hx-nonce="guess">x</b></main>'

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</main>", intruder))

    page.route("**/expenses", answer)
    page.goto("/expenses", wait_until="networkidle")

    assert page.locator("#intruder").get_attribute("hx-get") is None
    assert not [url for url in asked if url.endswith("/stolen")]
    assert [one for one in visit.complaints if "blocked <b#intruder>" in one]
    visit.complaints.clear()
