"""Cutting a period, and what it is compared with."""

from datetime import date

import pytest

from mealtracker.domain.periods import Period
from mealtracker.reports.spans import (
    calendar_months_in,
    months_until,
    period_before,
    weeks_in,
    year_of,
    years_in,
)

TODAY = date(2026, 11, 23)


def days(first, end):
    return Period(date.fromisoformat(first), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        pytest.param(
            days("2026-11-01", "2026-12-01"),
            days("2026-10-01", "2026-10-24"),
            id="a running month with the one before up to the same day",
        ),
        pytest.param(
            days("2026-10-01", "2026-11-01"),
            days("2026-09-01", "2026-10-01"),
            id="a month that is over with the whole one before",
        ),
        pytest.param(
            days("2026-09-01", "2026-12-01"),
            days("2026-06-01", "2026-08-24"),
            id="three running months with the three before",
        ),
        pytest.param(
            days("2026-01-01", "2027-01-01"),
            days("2025-01-01", "2025-11-24"),
            id="a running year with the one before up to the same day",
        ),
        pytest.param(
            days("2026-11-10", "2026-11-17"),
            days("2026-11-03", "2026-11-10"),
            id="days with as many right before",
        ),
        pytest.param(days("0001-01-01", "0001-02-01"), None, id="no month before the first"),
        pytest.param(days("0001-01-05", "0001-01-20"), None, id="no days before the first"),
        pytest.param(
            days("0001-02-01", "0001-03-01"), days("0001-01-01", "0001-02-01"), id="the first month"
        ),
    ],
)
def test_period_is_compared_with_the_one_before(period, before):
    assert period_before(period, TODAY) == before


def test_last_day_of_a_longer_month_is_compared_with_the_last_of_a_shorter_one():
    month = days("2026-03-01", "2026-04-01")

    assert period_before(month, date(2026, 3, 31)) == days("2026-02-01", "2026-03-01")


def test_spans_follow_each_other_and_are_cut_at_both_ends():
    period = days("2026-10-28", "2026-11-12")

    assert weeks_in(period, 0) == [
        days("2026-10-28", "2026-11-02"),
        days("2026-11-02", "2026-11-09"),
        days("2026-11-09", "2026-11-12"),
    ]
    assert weeks_in(period, 6)[0] == days("2026-10-28", "2026-11-01")
    assert calendar_months_in(period) == [
        days("2026-10-28", "2026-11-01"),
        days("2026-11-01", "2026-11-12"),
    ]
    assert years_in(period) == [period]


def test_months_and_years_that_end_with_today():
    assert months_until(TODAY, 3) == days("2026-09-01", "2026-12-01")
    assert months_until(date(2026, 1, 31), 3) == days("2025-11-01", "2026-02-01")
    assert year_of(TODAY) == days("2026-01-01", "2027-01-01")
