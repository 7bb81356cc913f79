"""Periods are half-open, months keep their ends, and nothing runs off the calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.domain.periods import (
    Period,
    days_between,
    month_before,
    month_of,
    months_in,
    read_month,
    same_day_in,
    week_of,
    weeks_until,
)
from mealtracker.errors import Invalid

proves = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.dates(date(2, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("day", "is_inside"),
    [
        pytest.param(date(2026, 10, 31), False, id="day before"),
        pytest.param(date(2026, 11, 1), True, id="first day"),
        pytest.param(date(2026, 11, 30), True, id="last day"),
        pytest.param(date(2026, 12, 1), False, id="end is outside"),
    ],
)
def test_day_is_inside_when_from_start_up_to_end(day: date, *, is_inside: bool) -> None:
    november = Period(date(2026, 11, 1), date(2026, 12, 1))

    assert (day in november) is is_inside


def test_last_and_days_leave_out_the_end_when_asked() -> None:
    november = Period(date(2026, 11, 1), date(2026, 12, 1))

    assert (november.last, november.days) == (date(2026, 11, 30), 30)


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        pytest.param(date(2026, 11, 25), date(2026, 11, 1), date(2026, 12, 1), id="middle"),
        pytest.param(date(2026, 11, 1), date(2026, 11, 1), date(2026, 12, 1), id="first day"),
        pytest.param(date(2026, 11, 30), date(2026, 11, 1), date(2026, 12, 1), id="last day"),
        pytest.param(date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1), id="december"),
        pytest.param(date(2024, 2, 29), date(2024, 2, 1), date(2024, 3, 1), id="leap day"),
    ],
)
def test_month_holds_the_day_when_asked(day: date, start: date, end: date) -> None:
    assert month_of(day) == Period(start, end)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        pytest.param(date(2026, 11, 30), date(2026, 10, 1), id="within a year"),
        pytest.param(date(2026, 1, 31), date(2025, 12, 1), id="over new year"),
        pytest.param(date(2026, 3, 31), date(2026, 2, 1), id="after a short month"),
    ],
)
def test_month_before_is_whole_when_asked(day: date, before: date) -> None:
    month = month_before(month_of(day))

    assert month == month_of(before)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("2026-11", date(2026, 11, 1), id="november"),
        pytest.param("2026-01", date(2026, 1, 1), id="january"),
        pytest.param("0002-01", date(2, 1, 1), id="first allowed"),
        pytest.param("9998-12", date(9998, 12, 1), id="last allowed"),
    ],
)
def test_month_is_read_when_written_in_full(text: str, start: date) -> None:
    assert read_month(text) == month_of(start)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "“” is no month", id="nothing"),
        pytest.param("2026", "“2026” is no month", id="year alone"),
        pytest.param("2026-1", "“2026-1” is no month", id="one digit"),
        pytest.param("2026-00", "“2026-00” is no month", id="month zero"),
        pytest.param("2026-13", "“2026-13” is no month", id="month thirteen"),
        pytest.param("2026-11-01", "“2026-11-01” is no month", id="day"),
        pytest.param("2026- 1", "“2026- 1” is no month", id="blank for a digit"),
        pytest.param("2_26-01", "“2_26-01” is no month", id="underscore for a digit"),
        pytest.param("+226-01", "“\\+226-01” is no month", id="plus for a digit"),
        pytest.param("2026-11\n", "“2026-11\ufffd” is no month", id="line end"),
        pytest.param("\u0662\u0660\u0662\u0666-\u0661\u0661", "is no month", id="arabic digits"),
        pytest.param("0000-01", "too far away", id="year zero"),
        pytest.param("0001-01", "too far away", id="no month before it"),
        pytest.param("9999-12", "too far away", id="no month after it"),
    ],
)
def test_month_is_refused_when_unreadable_or_too_far(text: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        read_month(text)


@proves
@given(days)
def test_month_is_the_same_when_its_text_is_read(day: date) -> None:
    month = month_of(day)

    assert read_month(month.start.isoformat()[:7]) == month


@proves
@given(st.text() | st.from_regex(r"\A\d{4}-\d{2}\Z"))
def test_neighbours_exist_when_a_month_could_be_read(text: str) -> None:
    try:
        month = read_month(text)
    except Invalid:
        return

    assert month_before(month).end == month.start
    assert len(weeks_until(month.start, 8)) == len(weeks_until(month.last, 8)) == 8


def test_both_days_are_inside_when_a_range_is_made() -> None:
    period = days_between(date(2026, 11, 1), date(2026, 11, 30))

    assert period == month_of(date(2026, 11, 1))


def test_range_has_one_day_when_both_ends_are_the_same() -> None:
    assert days_between(date(2026, 11, 25), date(2026, 11, 25)).days == 1


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        pytest.param(date(2026, 2, 2), date(2026, 2, 1), "before the first", id="turned round"),
        pytest.param(date(2026, 2, 2), date.max, "too far away", id="last day there is"),
        pytest.param(date(2026, 2, 2), date(9999, 1, 1), "too far away", id="last year there is"),
    ],
)
def test_range_is_refused_when_it_cannot_be(first: date, last: date, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        days_between(first, last)


@pytest.mark.parametrize(
    ("week_start", "start"),
    [
        pytest.param(0, date(2026, 11, 23), id="monday"),
        pytest.param(2, date(2026, 11, 25), id="the day itself"),
        pytest.param(3, date(2026, 11, 19), id="the day after"),
        pytest.param(5, date(2026, 11, 21), id="saturday"),
        pytest.param(6, date(2026, 11, 22), id="sunday"),
    ],
)
def test_week_begins_on_its_first_day_when_the_user_chose_it(week_start: int, start: date) -> None:
    wednesday = date(2026, 11, 25)

    week = week_of(wednesday, week_start)

    assert week == Period(start, start + timedelta(days=7))


@proves
@given(days, st.integers(0, 6))
def test_week_holds_the_day_when_asked(day: date, week_start: int) -> None:
    week = week_of(day, week_start)

    assert day in week
    assert (week.days, week.start.weekday()) == (7, week_start)


@proves
@given(days.filter(lambda day: day.year > 2), st.integers(1, 12), st.integers(0, 6))
def test_weeks_join_up_when_several_are_asked(day: date, count: int, week_start: int) -> None:
    weeks = weeks_until(day, count, week_start)

    assert len(weeks) == count
    assert weeks[-1] == week_of(day, week_start)
    assert all(one.end == two.start for one, two in pairwise(weeks))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        pytest.param(date(2026, 11, 1), date(2026, 12, 1), ["2026-11-01"], id="one whole month"),
        pytest.param(
            date(2026, 11, 30), date(2026, 12, 2), ["2026-11-01", "2026-12-01"], id="two touched"
        ),
        pytest.param(
            date(2026, 12, 31), date(2027, 1, 2), ["2026-12-01", "2027-01-01"], id="over new year"
        ),
        pytest.param(date(2026, 11, 15), date(2026, 11, 15), [], id="empty"),
        pytest.param(date(9999, 12, 1), date(9999, 12, 31), ["9999-12-01"], id="last there is"),
    ],
)
def test_months_are_those_touched_when_listed(start: date, end: date, months: list[str]) -> None:
    touched = [month.isoformat() for month in months_in(Period(start, end))]

    assert touched == months


@pytest.mark.parametrize(
    ("day", "same"),
    [
        pytest.param(date(2026, 3, 15), date(2026, 2, 15), id="same number"),
        pytest.param(date(2026, 3, 31), date(2026, 2, 28), id="shorter month"),
        pytest.param(date(2026, 3, 1), date(2026, 2, 1), id="first"),
    ],
)
def test_day_has_the_same_number_or_is_the_last_when_moved(day: date, same: date) -> None:
    february = month_of(date(2026, 2, 1))

    assert same_day_in(february, day) == same
