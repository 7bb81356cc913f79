"""Every bar and every hour of the analytics page is what the list behind its link adds up to."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from mealtracker.expenses.listing import totals

from tests.support.databases import NOW
from tests.web.chart_pages import card, cells_of, columns_of, rows_of, visit

CATEGORIES = ("Dining", 'Say "cheese"', "Coffee", "Food, and drink", None)
PLACES = ("Bar", "Bar Luce", "Café Zoë", 'The "Old" Oak', None)
MEALS = ("breakfast", "lunch", "dinner", None)
TIMES = ("07:59", "12:00", "13:05", "19:30", "23:59", "00:00", None)
FILTERS = (
    "",
    "period=3-months",
    "period=year",
    "period=all",
    "period=all&cur=JPY",
    "from=2026-10-08&to=2026-11-17",
    "from=2026-11-19&to=2026-11-19",
    "period=year&q=tag:team",
    "period=year&q=-place:luce amount:..50",
    "period=all&q=is:deleted",
    "period=year&cur=EUR&q=date:2026-10..",
)


@pytest.fixture
def meals(alice):
    """Sixty meals over two years with names that a search must quote or tell apart."""
    for name in CATEGORIES[1], CATEGORIES[3]:
        alice.makes("/categories", name=name, kind="snacks")
    for number in range(60):
        currency = ("USD", "USD", "EUR", "JPY")[number % 4]
        made = alice.spends(
            f"{number + 10}" if currency == "JPY" else f"{number + 10}.{number:02}",
            eaten_on=_day(number),
            eaten_at=TIMES[number % 7],
            currency=currency,
            kind="refund" if number % 9 == 0 else "expense",
            category=CATEGORIES[number % 5],
            place=PLACES[number * 3 % 5],
            meal=MEALS[number * 7 % 4],
            tip=None if number % 5 > 2 else str(number % 13),
            covers=number % 5 or None,
            tags=["team"] if number % 2 else [],
        )
        if number % 10 == 0:
            alice.api("DELETE", f"/expenses/{made['id']}")


def _day(number):
    days_ago = number // 3 * 4 if number < 45 else 60 + (number - 45) * 40
    return str(NOW.date() - timedelta(days=days_ago))


def listed(db, person, href):
    """Return amount, count and currency of what the list behind a link adds up to."""
    (q,) = parse_qs(urlsplit(href).query)["q"]
    with db.reading() as reading:
        (spent,) = totals(reading, person.actor, q) or [None]
    return spent


def shown(spent):
    """Return an amount as a page shows it."""
    if spent is None:
        return None
    sign = {"USD": "$", "EUR": "€", "JPY": "¥"}[spent.currency]
    whole, point, rest = spent.total.lstrip("-").partition(".")
    minus = "−" if spent.total.startswith("-") else ""
    return f"{minus}{sign}{int(whole):,}{point}{rest}"


@pytest.mark.parametrize("query", FILTERS)
def test_every_number_is_what_the_list_behind_its_link_adds_up_to(db, alice, meals, query):
    page = visit(alice, query)

    by_time = columns_of(card(page, "by-week") or card(page, "by-month"))
    bars = [
        bar for name in ("by-category", "by-meal", "by-place") for bar in rows_of(card(page, name))
    ]
    cells = cells_of(card(page, "by-weekday-hour"))
    bands = rows_of(card(page, "tips"))
    assert by_time
    assert bars
    assert cells
    assert bands
    for href, amount in bars + [(href, amount) for href, amount, _ in cells]:
        assert amount == shown(listed(db, alice, href)), href
    for href, count in [(href, count) for href, _, count in cells] + [
        (href, int(words.split()[0])) for href, words in bands
    ]:
        assert count == listed(db, alice, href).count, href
    for href, amount in by_time:
        spent = listed(db, alice, href)
        assert amount == shown(spent) if spent else re.fullmatch(r"\D*[0.]+", amount), href
    whole = next(unescape(href) for href in re.findall(r'<a class="stat" href="([^"]+)"', page))
    parts = [listed(db, alice, href) for href, _ in by_time]
    assert sum(part.count for part in parts if part) == listed(db, alice, whole).count


def test_place_whose_name_is_in_another_is_named_by_its_id(alice):
    bar = alice.spends("10.00", place="Bar")
    alice.spends("20.00", place="Bar Luce")

    (luce, _), (bar_link, _) = rows_of(card(visit(alice, ""), "by-place"))

    assert 'place:"Bar Luce"' in parse_qs(urlsplit(luce).query)["q"][0]
    assert f"place:{bar['place_id']}" in parse_qs(urlsplit(bar_link).query)["q"][0]
