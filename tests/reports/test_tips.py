"""How much is tipped."""

import pytest


def report(person, query="from=2026-11-01&to=2026-11-30"):
    return person.sees(f"/reports/tips?{query}")


def bands(person, query="from=2026-11-01&to=2026-11-30"):
    return [(i["low"], i["high"], i["count"], i["percent"]) for i in report(person, query)["items"]]


@pytest.mark.parametrize(
    ("total", "subtotal", "tip", "band"),
    [
        pytest.param("10.00", None, "0.00", ("0.0", "0.0"), id="nothing"),
        pytest.param("100.05", "100.00", "0.05", ("0.1", "9.9"), id="half a tenth is rounded up"),
        pytest.param("100.04", "100.00", "0.04", ("0.0", "0.0"), id="less than that is nothing"),
        pytest.param("109.94", "100.00", "9.94", ("0.1", "9.9"), id="9.94 stays below ten"),
        pytest.param("109.95", "100.00", "9.95", ("10.0", "14.9"), id="9.95 is ten"),
        pytest.param("115.00", None, "15.00", ("15.0", "17.9"), id="total without the tip"),
        pytest.param("125.00", "100.00", "18.00", ("18.0", "19.9"), id="tax is no part of it"),
        pytest.param("1240.00", None, "240.00", ("20.0", "24.9"), id="24 of a hundred"),
        pytest.param("3.00", None, "2.00", ("25.0", None), id="twice the bill"),
    ],
)
def test_bill_is_in_its_band(alice, total, subtotal, tip, band):
    alice.spends(total, subtotal=subtotal, tip=tip)

    assert [found[:2] for found in bands(alice)] == [band]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="unknown tip"),
        pytest.param({"tip": "10.00"}, id="nothing but the tip"),
        pytest.param({"tip": "1.00", "subtotal": "0.00"}, id="a subtotal of nothing"),
        pytest.param({"tip": "1.00", "kind": "refund"}, id="a refund"),
    ],
)
def test_bill_without_a_rate_is_left_out(alice, fields):
    alice.spends("10.00", **fields)

    found = report(alice)

    assert (found["items"], found["overall"]) == ([], [])


def test_rate_of_a_band_and_of_all_is_tips_over_bills(alice):
    alice.spends("110.00", tip="10.00")
    alice.spends("11.40", tip="1.40")
    alice.spends("60.00", tip="10.00")
    found = report(alice)

    assert bands(alice) == [("10.0", "14.9", 2, "10.4"), ("20.0", "24.9", 1, "20.0")]
    (overall,) = found["overall"]
    assert overall == {
        "currency": "USD",
        "total": "181.40",
        "count": 3,
        "low": None,
        "high": None,
        "tips": "21.40",
        "before": "160.00",
        "percent": "13.4",
    }


def test_search_and_currency_keep_bills_apart(alice):
    alice.spends("110.00", tip="10.00", tags=["team"])
    alice.spends("120.00", tip="20.00")
    alice.spends("1150", tip="150", currency="JPY", tags=["team"])

    query = "from=2026-11-01&to=2026-11-30&q=tag:team"

    assert [(i["currency"], i["percent"]) for i in report(alice, query)["overall"]] == [
        ("JPY", "15.0"),
        ("USD", "10.0"),
    ]
