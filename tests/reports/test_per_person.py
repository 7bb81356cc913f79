"""Averages a head."""

import pytest


def report(person, query="from=2026-11-01&to=2026-11-30"):
    return person.sees(f"/reports/per-person?{query}")


def lines(items):
    return [(i["meal"], i["total"], i["count"], i["heads"], i["average"]) for i in items]


@pytest.mark.parametrize(
    ("fields", "heads"),
    [
        pytest.param({"covers": 4, "people": ["Ana"]}, 4, id="covers win"),
        pytest.param({"people": ["Ana", "Ben"]}, 3, id="those named and you"),
        pytest.param({}, 1, id="you alone"),
    ],
)
def test_who_ate_is_known_from_covers_or_names(alice, fields, heads):
    alice.spends("10.00", **fields)

    (line,) = report(alice)["items"]

    assert line["heads"] == heads


def test_meals_come_the_dearest_first_and_are_added_up(alice):
    alice.spends("30.00", meal="dinner", covers=2)
    alice.spends("21.00", meal="dinner")
    alice.spends("8.00", meal="lunch", people=["Ana"])
    alice.spends("1.00")
    found = report(alice)

    assert lines(found["items"]) == [
        ("dinner", "51.00", 2, 3, "17.00"),
        ("lunch", "8.00", 1, 2, "4.00"),
        (None, "1.00", 1, 1, "1.00"),
    ]
    assert lines(found["overall"]) == [(None, "60.00", 4, 6, "10.00")]


def test_halves_are_rounded_up(alice):
    alice.spends("10.01", covers=2)

    assert report(alice)["items"][0]["average"] == "5.01"


def test_money_back_lowers_the_sum_and_seats_nobody(alice):
    alice.spends("30.00", meal="dinner", covers=2)
    alice.spends("10.00", meal="dinner", covers=2, kind="refund")
    alice.spends("5.00", meal="lunch", kind="refund")

    assert lines(report(alice)["items"]) == [
        ("dinner", "20.00", 2, 2, "10.00"),
        ("lunch", "-5.00", 1, 0, None),
    ]


def test_person_who_was_deleted_no_longer_counts(alice):
    alice.spends("10.00", people=["Ana", "Ben"])
    person = alice.sees("/people")["items"][0]
    alice.api("DELETE", f"/people/{person['id']}")

    assert report(alice)["items"][0]["heads"] == 2


def test_each_currency_has_a_line_over_all(alice):
    alice.spends("10.00")
    alice.spends("900", currency="JPY", covers=3)

    assert [(i["currency"], i["average"]) for i in report(alice)["overall"]] == [
        ("JPY", "300"),
        ("USD", "10.00"),
    ]
