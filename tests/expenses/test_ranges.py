"""Hours and tips as a search names them."""

import pytest

from mealtracker.errors import Invalid
from mealtracker.expenses.ranges import Hours, Rates, read_hours, read_rates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("0", 0, 0), ("7", 7, 7), ("07", 7, 7), ("19..21", 19, 21), ("22..2", 22, 2), ("23", 23, 23)],
)
def test_hours_are_read(text, first, last):
    assert read_hours(text) == Hours(first, last)


@pytest.mark.parametrize("text", ["24", "-1", "7:30", "..9", "9..", "1..2..3", "noon", "٧", "007"])
def test_what_is_no_hour_is_refused(text):
    with pytest.raises(Invalid, match="Write it like 19"):
        read_hours(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0", 0, 0),
        ("15", 150, 150),
        ("15..17.9", 150, 179),
        ("0.1..9.9", 1, 99),
        ("25..", 250, None),
        ("..10", None, 100),
        ("100", 1000, 1000),
    ],
)
def test_rates_are_read_in_tenths_of_a_percent(text, low, high):
    assert read_rates(text) == Rates(low, high)


@pytest.mark.parametrize("text", ["..", "15%", "15.55", "-5", "15..x", "x..15", ".5", "123456"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(Invalid, match="Write it like 15"):
        read_rates(text)
