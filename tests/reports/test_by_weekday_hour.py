"""Sums by day of the week and hour."""

import pytest


def cells(person, query="from=2026-11-01&to=2026-11-30"):
    items = person.sees(f"/reports/by-weekday-hour?{query}")["items"]
    return [(i["weekday"], i["hour"], i["currency"], i["total"], i["count"]) for i in items]


def test_cells_go_from_monday_on_and_from_morning_on_and_end_with_no_time(alice):
    alice.spends("5.00", eaten_on="2026-11-22")
    alice.spends("4.00", eaten_on="2026-11-22", eaten_at="23:59")
    alice.spends("3.00", eaten_on="2026-11-16", eaten_at="09:00")
    alice.spends("2.00", eaten_on="2026-11-23", eaten_at="09:59")
    alice.spends("1.00", eaten_on="2026-11-16", eaten_at="00:00", kind="refund")
    alice.spends("100", eaten_on="2026-11-16", eaten_at="09:30", currency="JPY")

    assert cells(alice) == [
        ("mon", 0, "USD", "-1.00", 1),
        ("mon", 9, "JPY", "100", 1),
        ("mon", 9, "USD", "5.00", 2),
        ("sun", 23, "USD", "4.00", 1),
        ("sun", None, "USD", "5.00", 1),
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (16, "mon"), (17, "tue"), (18, "wed"), (19, "thu"), (20, "fri"), (21, "sat"), (22, "sun")
    ],
)  # fmt: skip
def test_each_day_has_its_name(alice, day, name):
    alice.spends(eaten_on=f"2026-11-{day}")

    assert [cell[0] for cell in cells(alice)] == [name]


def test_search_and_days_narrow_the_cells(alice):
    alice.spends("5.00", eaten_on="2026-11-16", tags=["team"])
    alice.spends("4.00", eaten_on="2026-11-17")
    alice.spends("3.00", eaten_on="2026-10-31", tags=["team"])

    query = "from=2026-11-01&to=2026-11-30&q=tag:team"

    assert cells(alice, query) == [("mon", None, "USD", "5.00", 1)]
