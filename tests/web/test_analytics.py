"""The analytics page: its figures, its filter, and what it says when there is little to show."""

import re
from html import unescape

import pytest

from tests.support.databases import Statements
from tests.web.chart_pages import card, columns_of, rows_of, visit
from tests.web.pages import text_of

MOST_STATEMENTS = 8


@pytest.mark.parametrize("query", ["", "period=all", "period=year&q=tag:team", "from=2026-11-01"])
def test_page_takes_few_statements_however_much_there_is(db, alice, query):
    def count():
        statements = Statements()
        with statements.counted(db):
            visit(alice, query)
        return len(statements.texts)

    alice.spends("10.00", tags=["team"], place="Bar", category="Dining", people=["Ana"], tip="1.00")
    few = count()
    for number in range(30):
        alice.spends(
            f"{number}.00",
            eaten_on=f"2026-{1 + number % 11:02}-01",
            place=f"Place {number}",
            category=("Dining", "Coffee")[number % 2],
            tags=["team"],
            people=["Ana", "Ben"],
            tip="0.50",
        )

    assert count() == few
    assert few <= MOST_STATEMENTS


def test_each_chart_states_its_days_its_currency_and_what_is_counted(alice):
    alice.spends("10.00", currency="EUR", eaten_on="2026-11-01", place="Bar")
    page = visit(alice, "from=2026-10-08&to=2026-11-17&cur=EUR")

    for name in ("by-week", "by-weekday-hour", "by-category", "by-meal", "per-person", "by-place"):
        words = " ".join(re.sub(r"<[^>]+>", " ", card(page, name)).split())
        assert "8 Oct to 17 Nov 2026 · EUR · full bills" in words, name
        assert "Show as table" in words, name
        assert "CSV" in words, name


def test_figure_is_compared_with_the_time_before(alice):
    alice.spends("30.00", eaten_on="2026-11-10")
    alice.spends("20.00", eaten_on="2026-10-23")
    alice.spends("99.00", eaten_on="2026-10-24")
    month = text_of(alice.client.get("/analytics"))
    days = text_of(alice.client.get("/analytics?from=2026-10-24&to=2026-11-22"))
    ever = text_of(alice.client.get("/analytics?period=all"))

    assert "50% more than before: 1 Oct to 23 Oct 2026" in month
    assert "545% more than before: 24 Sep to 23 Oct 2026" in days
    assert "since the first expense" in ever


def test_other_currencies_are_named_and_one_click_away(alice):
    alice.spends("30.00")
    alice.spends("20.00", currency="EUR")
    page = visit(alice, "q=amount:1..")

    (href,) = re.findall(r'<a class="chip" href="([^"]+)"', page)

    assert "euros" in page
    assert "$30" in page
    assert "€20" in alice.client.get(unescape(href)).text
    assert "q=amount" in href


def test_most_used_currency_is_shown_where_there_is_none_of_the_household_s(alice):
    alice.spends("900", currency="JPY")

    assert "¥900" in visit(alice, "")
    assert "Nothing on this plate" in visit(alice, "cur=USD")


def test_long_time_is_told_by_month_and_a_longer_one_by_year(alice):
    alice.spends("1.00", eaten_on="2026-11-20")
    assert "Week by week" in visit(alice, "period=3-months")
    assert "Month by month" in visit(alice, "period=year")

    alice.spends("1.00", eaten_on="2021-03-05")
    page = visit(alice, "period=all")

    assert "Year by year" in page
    assert [amount for _, amount in columns_of(page)] == ["$1.00", "$1.00"]


def test_one_expense_is_enough_for_every_chart(alice):
    alice.spends("10.00", tip="1.00", place="Bar", category="Dining", meal="lunch")

    page = visit(alice, "period=all")

    assert [amount for _, amount in columns_of(page)] == ["$10.00"]
    assert "average" not in card(page, "by-week")
    assert rows_of(card(page, "by-place"))[0][1] == "$10.00"
    assert "11.1%" in page


def test_what_came_back_entirely_has_no_bars_over_time(alice):
    alice.spends("10.00", kind="refund")

    page = visit(alice, "")

    assert "−$10" in page
    assert rows_of(card(page, "by-meal"))[0][1] == "−$10.00"


def test_empty_pages_say_what_to_do(alice):
    assert "The table is set" in visit(alice, "period=all")
    assert "There are no expenses on these days" in visit(alice, "")

    alice.spends("10.00")

    assert "Take a word away" in visit(alice, "q=zzzz")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("q=foo:bar", "There is no search key “foo:”"),
        ("q=hour:25", "“25” is no hour"),
        ("from=2026-11-02&to=2026-11-01", "The last day is before the first."),
        ("from=2026-02-30", "is not in the calendar"),
        ("period=week", "“week” is not one of"),
        ("cur=XYZ", "“XYZ” is no currency"),
        (f"q={'x' * 201}", "Take at most 200 characters"),
    ],
)
def test_wrong_filter_is_explained_and_keeps_its_text(alice, query, message):
    response = alice.client.get(f"/analytics?{query}")

    assert response.status_code == 422
    assert message in unescape(response.text)
    assert "This cannot be read" in response.text
    name, _, value = query.partition("&")[0].partition("=")
    if name in {"q", "from"}:
        assert f'value="{value}"' in response.text


def test_search_that_cannot_be_read_keeps_the_period(alice):
    page = alice.client.get("/analytics?period=year&q=foo:bar").text

    assert re.search(r'period=year[^"]*" aria-current="true"', page)


def test_another_household_sees_nothing_of_it(alice, charlie):
    alice.spends("10.00")

    assert "The table is set" in visit(charlie, "period=all")


def test_home_leads_to_the_charts(alice):
    alice.spends("10.00")

    assert 'href="/analytics">All charts' in alice.client.get("/").text
