"""Years of meals from a file: read, rehearsed, taken in, and taken back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.web.import_pages import CARD

pytestmark = pytest.mark.browser


def hand_in(page: Page, file: Path) -> None:
    """Choose a file and have it read, up to the columns."""
    page.goto("/import")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How the file is read")


def rehearse(page: Page, file: Path) -> None:
    """Have a file rehearsed as it is."""
    hand_in(page, file)
    page.get_by_label("Card or account").fill("Card 41")
    page.get_by_role("button", name="Rehearse the import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rehearse the import")


def journey(page: Page, file: Path) -> None:
    """Go the whole way with a file, there and back."""
    hand_in(page, file)
    page.get_by_label("Amounts above zero are").select_option("Money out")
    page.get_by_role("button", name="Read the first rows again").click()
    expect(page.get_by_role("row", name="CHIPOTLE")).to_contain_text("$12.50")
    page.get_by_label("Amounts above zero are").select_option("Money in")
    page.get_by_label("Card or account").fill("Card 41")
    page.get_by_role("button", name="Rehearse the import").click()

    page.get_by_role("button", name="Add: line 5").click()
    expect(page.get_by_role("row", name="Acme")).to_contain_text("new")
    # The rehearsal is kept: whoever comes back goes on.
    page.goto("/import")
    page.get_by_role("link", name="card.csv").click()
    page.get_by_role("button", name="Import 3 rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Taken in")
    done = page.url
    page.goto("/expenses")
    expect(page.locator("main")).to_contain_text("Starbucks")

    rehearse(page, file)
    expect(page.locator("main")).to_contain_text("There is nothing to import")
    expect(page.get_by_role("button", name=re.compile("^Import "))).to_have_count(0)

    page.goto(done)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This import is undone")
    page.goto("/expenses")
    expect(page.locator("main")).not_to_contain_text("Starbucks")


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A statement of a card."""
    file = tmp_path / "card.csv"
    file.write_text(CARD)
    return file


def test_file_goes_in_and_comes_out_again(visit: Visit, card: Path) -> None:
    visit.signs_up()

    journey(visit.page, card)


def test_no_step_needs_scripts(plain_visit: Visit, card: Path) -> None:
    plain_visit.signs_up()

    journey(plain_visit.page, card)


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("step", [hand_in, rehearse])
def test_steps_stay_inside_the_window(
    visit: Visit, tmp_path: Path, step: Callable[[Page, Path], None], width: int
) -> None:
    file = tmp_path / f"{'statement-of-the-card-' * 5}.csv"
    file.write_text(CARD)
    visit.signs_up()

    visit.page.set_viewport_size({"width": width, "height": 900})
    step(visit.page, file)

    excess = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert excess <= 0
