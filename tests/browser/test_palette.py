"""The palette: found with a few letters, used with the keyboard alone, out of the way after."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_journey import record
from tests.browser.test_pages import axe_faults

# The palette is the same on every database.
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"])]

FITS = [
    pytest.param("kat", "Katana Sushi", "Kat", id="beginning of a word"),
    pytest.param("sus", "Katana Sushi", "Sus", id="beginning of a later word"),
    pytest.param("KS", "Katana Sushi", "K|S", id="first letters"),
    pytest.param("cafe", "Café Lindenhof", "Café", id="without accents"),
    pytest.param("lin cof", "Lindenhof Coffee", "Lin|Cof", id="beginnings of words"),
    pytest.param("tana", "Katana Sushi", "tana", id="inside a word"),
    pytest.param("kat", "Keyboard shortcuts", None, id="letters far apart"),
    pytest.param("kats", "Kata", None, id="a letter too many"),
    pytest.param("ak", "Ka", None, id="the wrong order"),
]


def palette(page: Page) -> None:
    """Open the palette and wait for its list."""
    page.keyboard.press("Control+k")
    expect(page.locator(".palette .option").first).to_be_visible()


def chosen(page: Page) -> str:
    """Return the words of the option that Enter opens."""
    named = page.get_by_role("combobox", name="Search or jump to")
    option = named.get_attribute("aria-activedescendant") or ""
    return page.locator(f"#{option}[aria-selected='true'] [data-words]").inner_text()


def test_palette_opens_what_was_typed_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    for place in ("Katana Sushi", "Bar Luce"):
        record(page, place, "10")
    page.goto("/expenses")
    page.get_by_role("link", name="Places").first.focus()

    palette(page)
    page.keyboard.type("kat")
    expect(page.locator("[role='option'] mark").first).to_have_text("Kat")
    assert chosen(page) == "Katana Sushi"
    page.keyboard.press("ArrowDown")
    assert chosen(page) == "Add a visit to Katana Sushi"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert chosen(page) == "Add “kat”"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="Places").first).to_be_focused()

    palette(page)
    expect(page.get_by_role("combobox", name="Search or jump to")).to_have_value("")
    page.keyboard.type("katana")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Katana Sushi")


def test_palette_searches_expenses_for_what_it_does_not_know(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    page.get_by_role("link", name="Search or jump to").first.click()
    expect(page.locator(".palette .option").first).to_be_visible()

    page.keyboard.type("a & b #1?")
    assert chosen(page) == "Search expenses for “a & b #1?”"
    page.keyboard.press("Enter")

    page.wait_for_url("**/expenses?q=*")
    expect(page.get_by_label("Search expenses")).to_have_value("a & b #1?")


def test_palette_hides_the_amounts_and_shows_them_again(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    record(page, "Bar Luce", "1234.56")
    page.goto("/expenses")
    assert "1,234.56" in page.content()

    palette(page)
    page.keyboard.type("hide am")
    page.keyboard.press("Enter")

    expect(page.locator(".cell-money").first).to_have_text("$•••")
    assert "1,234" not in page.content()
    assert "1234" not in page.content()
    page.get_by_role("button", name="Show amounts").first.click()
    expect(page.locator(".cell-money").first).to_have_text("$1,234.56")


def test_palette_switches_the_scheme_at_once(visit: Visit) -> None:
    page = visit.page
    visit.signs_up()
    page.goto("/expenses")

    palette(page)
    page.keyboard.type("dark")
    page.keyboard.press("Enter")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_opener_of_the_palette_is_a_link_without_javascript(plain_visit: Visit) -> None:
    page = plain_visit.page
    plain_visit.signs_up()

    page.get_by_role("link", name="Search or jump to").first.click()
    page.wait_for_url("**/expenses")
    page.get_by_role("button", name="Hide amounts").first.click()

    expect(page.get_by_role("button", name="Show amounts").first).to_be_visible()


@pytest.mark.parametrize(("typed", "text", "marked"), FITS)
def test_letters_fit_where_people_mean_them(
    visit: Visit, typed: str, text: str, marked: str | None
) -> None:
    page = visit.page
    page.goto("/")
    script = page.locator("script[src*='/js/app.js']").first.get_attribute("src") or ""
    folder = script.removesuffix("app.js")

    cut = page.evaluate(
        """async ([folder, typed, text]) => {
          const { fit } = await import(`${folder}palette/fit.js`);
          const { pieces } = await import(`${folder}palette/matches.js`);
          const found = fit(typed, text);
          const cut = found && pieces(text, found.at);
          return cut && cut.filter((piece) => piece.isMark).map((piece) => piece.text);
        }""",
        [folder, typed, text],
    )

    assert (cut and "|".join(cut)) == marked


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_dialogs_are_accessible(
    chromium: Browser, visit: Visit, site: str, scheme: str, width: int
) -> None:
    visit.signs_up(sample=True)
    context = chromium.new_context(
        base_url=site,
        color_scheme=scheme,  # type: ignore[arg-type]  # one of the two that it takes
        storage_state=visit.page.context.storage_state(),
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto("/expenses")

    palette(page)
    page.keyboard.type("pi")
    faults = axe_faults(page, "palette")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    faults += axe_faults(page, "keys")

    context.close()
    assert faults == []
    assert wide <= 0
