"""The dashboard of a month."""

import pytest


def month(person, text=""):
    return person.sees(f"/reports/dashboard{f'?month={text}' if text else ''}")


def test_dashboard_is_empty_when_nothing_was_recorded(alice):
    assert month(alice) == {
        "month": "2026-11",
        "zone": "UTC",
        "basis": "full_bill",
        "currencies": [],
        "recent": [],
    }


def test_month_stands_beside_the_one_before_up_to_the_same_day(alice):
    alice.spends("10.00", eaten_on="2026-11-23")
    alice.spends("3.00", eaten_on="2026-11-01", kind="refund")
    alice.spends("20.00", eaten_on="2026-10-23")
    alice.spends("40.00", eaten_on="2026-10-24")
    alice.spends("80.00", eaten_on="2026-09-30")

    (found,) = month(alice)["currencies"]

    assert (found["currency"], found["total"], found["count"]) == ("USD", "7.00", 2)
    assert (found["previous_total"], found["previous_to_date"]) == ("60.00", "20.00")


def test_past_month_is_compared_with_the_whole_month_before(alice):
    alice.spends("10.00", eaten_on="2026-10-05")
    alice.spends("20.00", eaten_on="2026-09-30")

    (found,) = month(alice, "2026-10")["currencies"]

    assert (found["total"], found["previous_to_date"]) == ("10.00", "20.00")


def test_eight_weeks_end_with_the_present_one(alice):
    alice.spends("10.00", eaten_on="2026-11-23", category="Dining")
    alice.spends("4.00", eaten_on="2026-11-22", category="Coffee")
    alice.spends("1.00", eaten_on="2026-11-22")

    weeks = month(alice)["currencies"][0]["weeks"]

    assert [week["start"] for week in weeks] == [
        f"2026-{day}"
        for day in ("10-05", "10-12", "10-19", "10-26", "11-02", "11-09", "11-16", "11-23")
    ]
    assert [week["total"] for week in weeks][-3:] == ["0.00", "5.00", "10.00"]
    assert weeks[-1]["by_kind"] == {"dining": "10.00"}
    assert weeks[-2]["by_kind"] == {"coffee": "4.00", "snacks": "1.00"}


def test_week_begins_on_the_day_that_the_user_chose(alice):
    alice.spends("10.00", eaten_on="2026-11-22")
    alice.api("PATCH", "/me", json={"week_start": 6})

    assert month(alice)["currencies"][0]["weeks"][-1]["start"] == "2026-11-22"


def test_currencies_stay_apart_and_the_household_s_comes_first(alice):
    alice.spends("10.00", currency="EUR")
    alice.spends("500", currency="JPY")
    alice.spends("1.00")

    found = month(alice)["currencies"]

    assert [(item["currency"], item["total"]) for item in found] == [
        ("USD", "1.00"),
        ("EUR", "10.00"),
        ("JPY", "500"),
    ]


def test_categories_and_places_are_the_month_s_dearest_first(alice):
    for number in range(7):
        alice.spends(f"{number + 1}.00", place=f"Place {number}", category="Dining")
    alice.spends("100.00", category="Coffee")
    alice.spends("999.00", place="Old", eaten_on="2026-10-01", category="Other")

    (found,) = month(alice)["currencies"]

    assert [(row["category"], row["total"]) for row in found["by_category"]] == [
        ("Coffee", "100.00"),
        ("Dining", "28.00"),
    ]
    assert [row["place"] for row in found["top_places"]] == [f"Place {n}" for n in (6, 5, 4, 3, 2)]


def test_dashboard_equals_the_report_of_its_month(alice):
    for number in range(9):
        alice.spends(f"{number}.10", category=("Dining", "Coffee", None)[number % 3])

    (found,) = month(alice)["currencies"]
    (report,) = alice.sees("/reports/by-month")["items"]
    by_category = alice.sees("/reports/by-category")["items"]

    assert (found["total"], found["count"]) == (report["total"], report["count"])
    assert found["by_category"] == by_category


def test_recent_are_the_five_latest(alice):
    for day in range(1, 8):
        alice.spends(eaten_on=f"2026-11-0{day}")

    assert [row["eaten_on"] for row in month(alice)["recent"]] == [
        f"2026-11-0{day}" for day in (7, 6, 5, 4, 3)
    ]


def test_deleted_and_foreign_meals_do_not_count(alice, charlie):
    made = alice.spends()
    alice.api("DELETE", f"/expenses/{made['id']}")

    assert month(alice)["currencies"] == []
    alice.spends()
    assert month(charlie)["currencies"] == []


def test_present_month_is_the_household_s(alice, clock):
    clock.now = clock.now.replace(day=30, hour=23)
    alice.client.post("/settings/household", data={})

    assert month(alice)["month"] == "2026-11"
    clock.advance(hours=2)
    assert month(alice)["month"] == "2026-12"


@pytest.mark.parametrize("text", ["2026-13", "2026", "11-2026", "today", "0001-01", "9999-12"])
def test_bad_month_is_refused(alice, text):
    problem = alice.refused(422, "GET", f"/reports/dashboard?month={text}")

    assert problem["errors"][0]["parameter"] == "month"
