"""Sums by week."""

NOVEMBER = "from=2026-11-01&to=2026-11-30"


def weeks(person, query=NOVEMBER):
    items = person.sees(f"/reports/by-week?{query}")["items"]
    return [(item["week"], item["currency"], item["total"], item["count"]) for item in items]


def test_weeks_come_in_order_with_each_currency_for_itself(alice):
    alice.spends("10.00", eaten_on="2026-11-09")
    alice.spends("4.50", eaten_on="2026-11-15")
    alice.spends("2.00", eaten_on="2026-11-15", kind="refund")
    alice.spends("900", eaten_on="2026-11-10", currency="JPY")
    alice.spends("1.00", eaten_on="2026-11-16")

    assert weeks(alice) == [
        ("2026-11-09", "JPY", "900", 1),
        ("2026-11-09", "USD", "12.50", 3),
        ("2026-11-16", "USD", "1.00", 1),
    ]


def test_week_counts_only_its_days_inside_the_period(alice):
    alice.spends("10.00", eaten_on="2026-10-31")
    alice.spends("1.00", eaten_on="2026-11-01")

    assert weeks(alice) == [("2026-10-26", "USD", "1.00", 1)]


def test_week_is_told_by_the_kind_of_its_categories(alice):
    alice.spends("10.00", category="Dining")
    alice.spends("3.00", category="Coffee")
    alice.spends("1.00")

    (item,) = alice.sees(f"/reports/by-week?{NOVEMBER}")["items"]

    assert item["by_kind"] == {"coffee": "3.00", "dining": "10.00", "snacks": "1.00"}


def test_week_begins_on_the_day_that_the_user_chose(alice):
    alice.spends("10.00", eaten_on="2026-11-15")
    alice.api("PATCH", "/me", json={"week_start": 6})

    assert weeks(alice) == [("2026-11-15", "USD", "10.00", 1)]


def test_search_narrows_the_weeks(alice):
    alice.spends("10.00", tags=["team"], category="Dining")
    alice.spends("1.00")

    (item,) = alice.sees(f"/reports/by-week?{NOVEMBER}&q=tag:team")["items"]

    assert (item["total"], item["by_kind"]) == ("10.00", {"dining": "10.00"})


def test_kept_sums_equal_counted_ones(alice):
    for number in range(30):
        alice.spends(
            f"{number}.25",
            eaten_on=f"2026-11-{1 + number % 23:02}",
            category=(None, "Dining", "Coffee")[number % 3],
            kind="refund" if number % 5 == 0 else "expense",
        )

    kept = alice.sees(f"/reports/by-week?{NOVEMBER}")

    assert kept["items"]
    assert alice.sees(f"/reports/by-week?{NOVEMBER}&q=amount:0..") == kept
