"""Pages in a language of long words, and in one that runs from right to left."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mealtracker.accounts.languages import LANGUAGES

from tests.browser.conftest import Visit
from tests.support.catalogues import arabic, lengthened, write_whole_catalogue

# Pages look the same on every database: the journeys run on both.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]

PATHS = (
    "/",
    "/expenses",
    "/expenses?q=has:tip&panel=filter",
    "/expenses/calendar",
    "/expenses/new",
    "/analytics?period=year",
    "/places",
    "/places/new",
    "/settings/profile",
    "/settings/tokens",
    "/settings/categories",
    "/changes",
)
ARABIC_LETTERS = re.compile(r"[\u0621-\u064a]{3}")


@pytest.fixture
def speaks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[str, Callable[[str], str]], None]:
    """Give the product, before it starts, a language in which `translate` has made every word."""

    def speak(code: str, translate: Callable[[str], str]) -> None:
        write_whole_catalogue(tmp_path / "locale", code, translate)
        monkeypatch.setattr("mealtracker.web._catalogues", lambda: str(tmp_path / "locale"))
        languages = (*LANGUAGES, code)
        monkeypatch.setattr("mealtracker.accounts.languages.LANGUAGES", languages)
        monkeypatch.setattr("mealtracker.web.choices.LANGUAGES", languages)

    return speak


@pytest.fixture
def german(speaks: Callable[..., None]) -> None:
    speaks("de", lengthened)


@pytest.fixture
def right_to_left(speaks: Callable[..., None]) -> None:
    speaks("ar", arabic)


def choose(visit: Visit, code: str) -> None:
    """Choose a language in the settings."""
    visit.page.goto("/settings/profile")
    visit.page.get_by_label("Language").select_option(code)
    visit.page.get_by_role("button", name="Save profile").click()
    expect(visit.page.locator("html")).to_have_attribute("lang", code)


def too_wide(visit: Visit) -> list[str]:
    """Return the pages that scroll sideways on a small phone."""
    visit.page.set_viewport_size({"width": 320, "height": 800})
    found = []
    for path in PATHS:
        visit.page.goto(path)
        excess = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if excess > 0:
            found.append(f"{path}: {excess} px")
    return found


def test_long_words_fit_on_a_small_phone(german: None, visit: Visit) -> None:
    visit.signs_up(sample=True)
    choose(visit, "de")

    assert "Šêttîñğš" in visit.page.locator("h1").inner_text()
    assert too_wide(visit) == []
    assert visit.complaints == []


def test_page_from_right_to_left_fits_on_a_small_phone(right_to_left: None, visit: Visit) -> None:
    visit.signs_up(sample=True)
    choose(visit, "ar")

    assert visit.page.locator("html").get_attribute("dir") == "rtl"
    assert ARABIC_LETTERS.search(visit.page.locator("h1").inner_text())
    assert too_wide(visit) == []
    assert visit.complaints == []


def test_rail_stands_on_the_right_when_words_run_to_the_left(
    right_to_left: None, visit: Visit
) -> None:
    visit.signs_up()
    choose(visit, "ar")

    rail = visit.page.locator(".rail").bounding_box()
    main = visit.page.locator("main").bounding_box()

    assert rail is not None
    assert main is not None
    assert rail["x"] > main["x"]
