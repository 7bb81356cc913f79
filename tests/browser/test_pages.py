"""Every page at three widths and in both schemes: accessible, inside its width, quiet."""

import gzip
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Visit
from tests.browser.test_imports import rehearse
from tests.web.import_pages import CARD

# Pages look the same on every database: the journeys run on both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 1280)
PATHS = (
    "/",
    "/expenses",
    "/expenses?q=zzzz",
    "/expenses?q=date:",
    "/expenses?q=has:tip+>5&panel=filter",
    "/expenses/calendar",
    "/expenses/calendar?week=2026-11-18&q=has:tip",
    "/expenses/new",
    "{expense}",
    "{expense}/edit",
    "/analytics?period=year",
    "/analytics?q=date:",
    "/places",
    "{place}",
    "/places/new",
    "/import",
    "{file}/map",
    "{file}/match",
    "/settings/profile",
    "/settings/security",
    "/settings/tokens",
    "/settings/categories",
    "/settings/tags",
    "/settings/people",
    "/settings/filters",
    "/changes",
    "/api/docs",
    "/nowhere",
)
OUTSIDE = ("/sign-in", "/password-reset")


@pytest.fixture
def paths(visit: Visit, tmp_path: Path) -> list[str]:
    """The address of every page, with a real record where one is needed."""
    visit.signs_up(sample=True)
    visit.page.goto("/expenses")
    expense = visit.page.locator(".cell-place a").first.get_attribute("href") or ""
    visit.page.goto("/places")
    place = visit.page.locator(".rows a[href^='/places/']").first.get_attribute("href") or ""
    card = tmp_path / "card.csv"
    card.write_text(CARD)
    rehearse(visit.page, card)
    file = visit.page.url.removesuffix("/match")
    return [path.format(expense=expense, place=place, file=file) for path in PATHS]


def axe_faults(page: Page, path: str) -> list[str]:
    """Return what axe finds on a page."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{path} {page.viewport_size}: {violation['id']} {violation['nodes'][0]['html'][:120]}"
        for violation in found.response["violations"]
    ]


def faults_of(page: Page, path: str, axe_at: int) -> list[str]:
    """Return what is too wide at any width, and what axe finds at one."""
    page.goto(path)
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        excess = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if excess > 0:
            faults.append(f"{path} at {width}: {excess} px too wide")
        if width == axe_at:
            faults += axe_faults(page, path)
    return faults


@pytest.mark.parametrize(("scheme", "axe_at"), [("light", 1280), ("dark", 320)])
def test_pages_are_accessible_and_keep_their_width(
    chromium: Browser, visit: Visit, paths: list[str], scheme: str, axe_at: int
) -> None:
    context = chromium.new_context(
        base_url=visit.page.url,
        color_scheme=scheme,  # type: ignore[arg-type]  # one of the two that it takes
        storage_state=visit.page.context.storage_state(),
        bypass_csp=True,
    )
    page = context.new_page()

    faults = [fault for path in paths for fault in faults_of(page, path, axe_at)]

    context.close()
    assert faults == []


def test_entrance_is_accessible_and_keeps_its_width(
    chromium: Browser, visit: Visit, site: str
) -> None:
    context = chromium.new_context(base_url=site, bypass_csp=True)
    page = context.new_page()

    faults = faults_of(page, "/welcome", 320)
    visit.signs_up()
    faults += [fault for path in OUTSIDE for fault in faults_of(page, path, 1280)]

    context.close()
    assert faults == []


def test_pages_are_quiet_and_titled(paths: list[str], visit: Visit) -> None:
    titles = set()
    for path in paths:
        visit.page.goto(path)
        titles.add(visit.page.title())
        assert visit.page.locator("h1").count() == 1, path

    # The list stands there four times and the charts twice; tabs tell the rest apart.
    assert len(titles) >= len(paths) - 6


def test_first_load_stays_within_its_budget(visit: Visit) -> None:
    visit.signs_up(sample=True)
    sizes: dict[str, int] = {}
    requests = []
    context = visit.page.context.browser.new_context(  # type: ignore[union-attr]  # it has one
        base_url=visit.page.url, storage_state=visit.page.context.storage_state()
    )
    page = context.new_page()
    page.on("requestfinished", lambda done: requests.append(done))  # noqa: PLW0108 - no builtin

    page.goto("/", wait_until="networkidle")

    for request in requests:
        response = request.response()
        kind = request.resource_type
        sizes[kind] = sizes.get(kind, 0) + len(gzip.compress(response.body()))
    hosts = {request.url.split("/")[2] for request in requests}
    context.close()
    assert len(hosts) == 1
    assert len(requests) <= 16, [request.url for request in requests]
    assert sizes["document"] <= 20_000
    assert sizes["stylesheet"] <= 12_000
    assert sizes["script"] <= 40_000
    assert sizes["font"] <= 50_000
