"""Taking along what is recorded, from the menu of the list and from the settings."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def downloaded(page: Page, link: str) -> str:
    """Follow a link that sends a file and return what the file is called."""
    with page.expect_download() as downloading:
        page.get_by_role("link", name=link).click()
    assert downloading.value.failure() is None
    return downloading.value.suggested_filename


def test_menu_of_formats_needs_no_scripts(plain_visit: Visit) -> None:
    page = plain_visit.page
    plain_visit.signs_up(sample=True)
    page.goto("/expenses?q=cat:coffee")

    assert page.get_by_role("link", name="hledger").count() == 0
    page.get_by_role("button", name="Export").first.click()

    name = downloaded(page, "hledger")
    assert re.fullmatch(r"expenses-\d{4}-\d\d-\d\d\.hledger", name)


def test_menu_stays_inside_the_window(visit: Visit) -> None:
    page = visit.page
    visit.signs_up(sample=True)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/expenses")

        page.get_by_role("button", name="Export").first.click()

        box = page.get_by_role("link", name="Beancount").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_archive_is_a_download(visit: Visit) -> None:
    page = visit.page
    visit.signs_up(sample=True)
    page.goto("/settings/profile")
    page.get_by_role("link", name="Your data").click()

    assert re.fullmatch(r"meals-\d{4}-\d\d-\d\d\.zip", downloaded(page, "Download archive"))
