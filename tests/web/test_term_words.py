"""Terms of a search in words."""

from datetime import date

import pytest

from mealtracker.expenses.search import read_query
from mealtracker.web.expenses.term_words import TermWords

TODAY = date(2026, 11, 23)
PLACE_ID = "019ab2c4-5d6e-7f80-9123-456789abcdef"


@pytest.fixture
def said(app):
    """Return what a search says, as a line."""

    def say(text, currency="USD", language="en", places=None):
        with app.test_request_context("/", headers={"Accept-Language": language}):
            return TermWords(TODAY, currency, places).all_of(read_query(text, TODAY))

    return say


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("with:Ana >20 date:2026-11", "with Ana, over $20, November 2026", id="usual"),
        pytest.param("-tag:team -lunch", "not tagged team, without “lunch”", id="negated"),
        pytest.param('"Oat ""Milk"""', '“Oat "Milk"”', id="phrase"),
        pytest.param("with:Ana,Ben", "with Ana or with Ben", id="either"),
        pytest.param("place:luce cat:Dining", "at luce, in Dining", id="names"),
        pytest.param("meal:late_night order:dine_in", "Late night, Dine in", id="closed lists"),
        pytest.param("cur:EUR pay:card", "in euros, paid with card", id="money"),
        pytest.param(
            "has:tip -has:note no:with", "has a tip, no note, nobody with you", id="known"
        ),
        pytest.param("is:deleted kind:refund", "deleted, refunds", id="states"),
        pytest.param("date:today", "today", id="today"),
        pytest.param("date:2025", "2025", id="year"),
        pytest.param("date:2025..2026", "2025–2026", id="years"),
        pytest.param("date:2026-10..2026-11", "October 2026 to November 2026", id="months"),
        pytest.param("date:2026-11-01..2026-11-05", "Sun 1 Nov to Thu 5 Nov", id="days"),
        pytest.param("date:2026-11-10..", "since Tue 10 Nov", id="since"),
        pytest.param("date:..2025-11-10", "until Mon 10 Nov 2025", id="until"),
        pytest.param(">=20 <=30.50", "$20 or more, $30.50 or less", id="bounds in"),
        pytest.param("<30 amount:12.50", "under $30, exactly $12.50", id="amounts"),
        pytest.param("amount:1000..2000", "$1,000 to $2,000", id="range"),
        pytest.param("weekday:sat hour:19..21", "Saturday, 19:00 to 21:59", id="clock"),
        pytest.param("tip:15..17.5 tip:..10", "tip of 15% to 17.5%, tip up to 10%", id="tips"),
    ],
)
def test_terms_are_said(said, text, words):
    assert said(text) == words


@pytest.mark.parametrize("database", ["sqlite"])
def test_amounts_of_several_currencies_are_bare_numbers(said):
    assert said(">1000.5", currency=None) == "over 1,000.5"


@pytest.mark.parametrize("database", ["sqlite"])
def test_place_is_called_by_its_name_when_its_id_is_known(said):
    assert said(f"place:{PLACE_ID}", places={PLACE_ID: "Bar Luce"}) == "at Bar Luce"
    assert said(f"place:{PLACE_ID}") == "at one place"
