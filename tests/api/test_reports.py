"""Reports say the same as the list that they sum up."""

from collections import defaultdict
from decimal import Decimal

import pytest

REPORTS = {"by-month": "month", "by-place": "place", "by-category": "category", "by-meal": "meal"}
YEAR = "from=2026-01-01&to=2026-12-31"


@pytest.fixture
def meals(alice):
    """Forty meals over three months, in three currencies, some of them refunds or deleted."""
    for number in range(40):
        made = alice.spends(
            f"{number + 1}" if number % 3 == 2 else f"{number + 1}.{number:02}",
            eaten_on=f"2026-{9 + number % 3:02}-{1 + number % 23:02}",
            kind="refund" if number % 7 == 0 else "expense",
            currency=("USD", "EUR", "JPY")[number % 3],
            place=(None, "Bar", "Café")[number % 4 % 3],
            category=(None, "Dining", "Coffee")[number % 5 % 3],
            meal=(None, "lunch", "dinner")[number % 2],
            tags=["team"] if number % 4 else [],
        )
        if number % 11 == 0:
            alice.api("DELETE", f"/expenses/{made['id']}")


def listed(person, name, query=""):
    """Add up what the list shows, by hand."""
    sums = defaultdict(lambda: [Decimal(0), 0])
    cursor = ""
    while cursor is not None:
        page = person.sees(f"/expenses?limit=100&q={query}&cursor={cursor}")
        for row in page["items"]:
            key = row["eaten_on"][:7] if name == "month" else row[name]
            sign = -1 if row["kind"] == "refund" else 1
            found = sums[row["currency"], key]
            found[0] += sign * Decimal(row["total"])
            found[1] += 1
        cursor = page["next"]
    return {key: (total, count) for key, (total, count) in sums.items()}


def reported(person, path, name, query):
    rows = person.sees(f"/reports/{path}?{query}")["items"]
    found = {(row["currency"], row[name]): (Decimal(row["total"]), row["count"]) for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize("path", REPORTS)
def test_report_equals_the_list(alice, meals, path):
    name = REPORTS[path]

    assert reported(alice, path, name, YEAR) == listed(alice, name)


@pytest.mark.parametrize("path", REPORTS)
def test_report_of_a_search_equals_the_list_of_that_search(alice, meals, path):
    name = REPORTS[path]

    found = reported(alice, path, name, f"{YEAR}&q=tag:team")

    assert found == listed(alice, name, "tag:team")


@pytest.mark.parametrize("path", REPORTS)
def test_kept_sums_equal_counted_ones(alice, meals, path):
    """A search that all meals pass is counted from the rows; whole months come from kept sums."""
    kept = alice.sees(f"/reports/{path}?{YEAR}")
    counted = alice.sees(f"/reports/{path}?{YEAR}&q=amount:0..")

    assert kept == counted


@pytest.mark.parametrize("path", REPORTS)
def test_report_of_some_days_equals_the_list_of_these_days(alice, meals, path):
    name = REPORTS[path]

    found = reported(alice, path, name, "from=2026-09-05&to=2026-11-10")

    assert found == listed(alice, name, "date:2026-09-05..2026-11-10")


def test_months_come_in_order_and_places_the_dearest_first(alice, meals):
    months = [row["month"] for row in alice.sees(f"/reports/by-month?{YEAR}")["items"]]
    places = alice.sees(f"/reports/by-place?{YEAR}")["items"]

    assert months == sorted(months)
    for currency in ("EUR", "JPY", "USD"):
        totals = [Decimal(row["total"]) for row in places if row["currency"] == currency]
        assert totals == sorted(totals, reverse=True)


def test_report_is_of_the_current_month_when_no_days_are_given(alice, meals):
    report = alice.sees("/reports/by-month")

    assert (report["from"], report["to"]) == ("2026-11-01", "2026-11-30")
    assert (report["zone"], report["basis"]) == ("UTC", "full_bill")
    assert {row["month"] for row in report["items"]} == {"2026-11"}


def test_open_end_reaches_to_the_end_of_the_month_or_of_the_day(alice):
    assert alice.sees("/reports/by-month?from=2026-09-15")["to"] == "2026-11-30"
    assert alice.sees("/reports/by-month?from=2026-12-24")["to"] == "2026-12-24"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=2026-11-02&to=2026-11-01", "to"),
        ("to=2026-10-31", "to"),
        ("from=yesterday", "from"),
        ("from=2026-02-30", "from"),
        ("to=9999-12-31", "to"),
        ("q=colour:red", "q"),
        ("first=2026-11-01", "first"),
        ("from=2026-11-01&from=2026-11-02", "from"),
    ],
)
@pytest.mark.parametrize("path", ["by-month", "by-place"])
def test_bad_days_are_refused(alice, path, query, parameter):
    problem = alice.refused(422, "GET", f"/reports/{path}?{query}")

    assert problem["errors"][0]["parameter"] == parameter


def test_another_household_has_its_own_sums(alice, charlie, meals):
    for path in REPORTS:
        assert charlie.sees(f"/reports/{path}?{YEAR}")["items"] == []
        assert charlie.sees(f"/reports/{path}?{YEAR}&q=team")["items"] == []
