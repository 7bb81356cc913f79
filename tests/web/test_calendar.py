"""The calendar of expenses: which days it shows, what they cost, and where they lead."""

import re
from datetime import date

import pytest

from mealtracker.web.expenses.calendar_grid import Shades

from tests.web.pages import text_of

CELL = re.compile(
    r'<td(?: class="([^"]*)")?>\s*<(?:a|div) class="calendar-day"(?: href="([^"]*)")?>(.*?)</td>',
    re.DOTALL,
)


def cells(response):
    """Return class, address and words of each day on the page."""
    found = []
    for classes, href, inner in CELL.findall(response.text):
        words = " ".join(re.sub(r"<[^>]+>", " ", inner).split())
        found.append((classes, href.replace("&amp;", "&"), words))
    return found


def weekdays(response):
    return re.findall(r'<th scope="col">(\w+)</th>', response.text)[:7]


@pytest.mark.parametrize(
    ("amounts", "levels"),
    [
        pytest.param([500], [1], id="one day"),
        pytest.param([500, 500, 500], [1, 1, 1], id="all alike"),
        pytest.param([100, 200, 300, 400], [1, 2, 3, 4], id="a quarter each"),
        pytest.param([100, 110, 120, 130, 90_000], [1, 2, 3, 4, 4], id="one feast"),
        pytest.param([-500, 0, 100], [0, 0, 1], id="nothing and less"),
    ],
)
def test_days_are_as_dark_as_their_rank(amounts, levels):
    shades = Shades.of(amounts)

    assert [shades.level(amount) for amount in amounts] == levels


def test_month_shows_what_each_day_cost_and_leads_to_it(alice):
    alice.spends("10.40", eaten_on="2026-11-20", place="Bar Luce")
    alice.spends("90.00", eaten_on="2026-11-20", place="Katana")
    alice.spends("5.00", eaten_on="2026-11-20", place="Corner")
    alice.spends("12.00", eaten_on="2026-10-31")

    response = alice.client.get("/expenses/calendar")

    assert weekdays(response) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    days = {words.split()[0]: (href, words) for _, href, words in cells(response) if href}
    assert days == {
        "20": (
            "/expenses?q=date:2026-11-20",
            "20 November, 3 expenses Katana Bar Luce 1 more $105",
        )
    }
    assert "Full bills $105.40 · 1 day with an expense, 22 without" in text_of(response)
    assert "Friday 20 November $105.40" in text_of(response)


def test_days_of_other_months_are_outside_and_today_is_marked(alice):
    found = cells(alice.client.get("/expenses/calendar?month=2026-11"))

    assert len(found) == 6 * 7
    assert [classes for classes, _, _ in found[:6]] == ["is-outside"] * 6
    assert [words for classes, _, words in found if "is-today" in classes] == ["23 November"]
    assert next(words for classes, _, words in found if "is-future" in classes) == "24 November"


def test_week_begins_on_the_day_that_the_user_chose(alice):
    alice.api("PATCH", "/me", json={"week_start": 6})
    alice.spends("5.00", eaten_on="2026-11-15")

    response = alice.client.get("/expenses/calendar?week=2026-11-18")

    assert weekdays(response) == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    assert [words.split()[0] for _, _, words in cells(response)] == [str(n) for n in range(15, 22)]
    assert "Week of 15 November" in text_of(response)


def test_week_lists_its_expenses_in_order(alice):
    for day in (18, 16, 22, 23):
        alice.spends("5.00", eaten_on=f"2026-11-{day}", place=f"Place {day}")

    page = alice.client.get("/expenses/calendar?week=2026-11-18").text

    assert re.findall(r">(Place \d\d)</a>", page) == ["Place 16", "Place 18", "Place 22"]


def test_search_narrows_the_days_down_and_goes_along(alice):
    alice.spends("5.00", eaten_on="2026-11-20", people=["Ana"], place="Bar")
    alice.spends("9.00", eaten_on="2026-11-19", place="Katana")

    response = alice.client.get("/expenses/calendar?q=with:Ana&month=2026-11")

    assert [href for _, href, _ in cells(response) if href] == [
        "/expenses?q=with:Ana+date:2026-11-20"
    ]
    assert "Katana" not in response.text
    assert '/expenses/calendar?q=with:Ana&amp;month=2026-10"' in response.text
    assert 'href="/expenses/calendar?month=2026-11" aria-current="true"' in response.text


def test_list_leads_to_the_month_that_it_is_about(alice):
    page = alice.client.get("/expenses?q=date:2026-03+with:Ana").text

    assert 'href="/expenses/calendar?q=with:Ana&amp;month=2026-03"' in page


def test_currencies_are_shown_beside_each_other_and_one_is_shaded(alice):
    alice.spends("5.00", eaten_on="2026-11-20")
    alice.spends("9.00", eaten_on="2026-11-20", currency="EUR")
    alice.spends("9.00", eaten_on="2026-11-19", currency="EUR")

    response = alice.client.get("/expenses/calendar")

    found = {words.split()[0]: (classes, words) for classes, href, words in cells(response) if href}
    assert found["20"][0] == "heat-1"
    assert found["20"][1].endswith("€9 $5")
    assert found["19"][0] == ""
    assert "Only US dollars are shaded" in text_of(response)


def test_bars_say_what_the_month_went_to(alice):
    alice.spends("30.00", category="Dining")
    alice.spends("10.00")

    page = alice.client.get("/expenses/calendar")

    assert "Dining $30.00 75%" in text_of(page)
    assert "No category $10.00 25%" in text_of(page)
    assert 'href="/expenses?q=date:2026-11+no:cat+cur:USD"' in page.text


@pytest.mark.parametrize(
    "query", ["month=2026-13", "month=11", "week=2026-02-30", "week=9999-12-31"]
)
def test_days_that_are_not_in_the_calendar_are_refused(alice, query):
    assert alice.client.get(f"/expenses/calendar?{query}").status_code == 422


def test_search_that_cannot_be_read_is_explained_by_the_list(alice):
    response = alice.client.get("/expenses/calendar?q=foo:bar")

    assert response.status_code == 303
    assert response.headers["Location"] == "/expenses?q=foo:bar"


@pytest.mark.parametrize("view", ["month=2026-11", "week=2026-11-18", "month=2026-11&q=place:p"])
def test_calendar_takes_four_statements_whatever_there_is(alice, db, statements, view):
    browser, counts = alice.client, []
    for _ in range(2):
        for number in range(12):
            alice.spends(place=f"P {number}", eaten_on=f"2026-11-{10 + number}", tags=["x"])
        statements.texts.clear()
        with statements.counted(db):
            browser.get(f"/expenses/calendar?{view}")
        counts.append(len(statements.texts))

    assert counts == [4, 4]


def test_empty_month_has_no_cards_below(alice):
    response = alice.client.get("/expenses/calendar?month=2020-02")

    assert response.status_code == 200
    assert "0 days with an expense, 29 without" in text_of(response)
    assert "listed-title" not in response.text
    assert date(2020, 2, 29).day == len([1 for classes, _, _ in cells(response) if not classes])
