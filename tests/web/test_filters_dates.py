from datetime import UTC, date, datetime

import pytest
from babel import Locale
from flask import Flask
from flask_babel import Babel

from mealtracker.web import filters
from mealtracker.web.filters import dates

EN = Locale("en")
TODAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def app() -> Flask:
    app = Flask("bare", static_folder=None)
    Babel(app)
    filters.register(app)
    return app


def render(app: Flask, source: str, **values: object) -> str:
    with app.test_request_context():
        return app.jinja_env.from_string(source).render(today=TODAY, **values)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("en", (22, "Sun")), ("de", (22, "So")), ("fr", (22, "dim.")), ("ja", (22, "日"))],
)
def test_day_cell_is_a_number_and_a_weekday(locale: str, expected: tuple[int, str]) -> None:
    assert dates.day_cell(Locale.parse(locale), SUNDAY) == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "Sunday 22 November"),
        ("en_GB", "Sunday 22 November"),
        ("de", "Sonntag, 22. November"),
        ("fr", "dimanche 22 novembre"),
        ("es", "domingo, 22 de noviembre"),
        ("pt_BR", "domingo, 22 de novembro"),
        ("ja", "11月22日(日曜日)"),
    ],
)
def test_day_long_leaves_out_the_year_of_today(locale: str, expected: str) -> None:
    assert dates.day_long(Locale.parse(locale), SUNDAY, TODAY) == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "Saturday 22 November 2025"),
        ("de", "Samstag, 22. November 2025"),
        ("pt_BR", "sábado, 22 de novembro de 2025"),
        ("ja", "2025年11月22日土曜日"),
    ],
)
def test_day_long_says_another_year(locale: str, expected: str) -> None:
    assert dates.day_long(Locale.parse(locale), date(2025, 11, 22), TODAY) == expected


def test_day_long_says_the_year_when_today_is_unknown() -> None:
    assert dates.day_long(EN, SUNDAY, None) == "Sunday 22 November 2026"


def test_day_short_names_the_month() -> None:
    assert dates.day_short(EN, SUNDAY, TODAY) == "Sun 22 Nov"
    assert dates.day_short(EN, date(2025, 1, 2), TODAY) == "Thu 2 Jan 2025"
    assert dates.day_short(Locale("de"), SUNDAY, TODAY) == "So., 22. Nov."


def test_day_near_names_the_month_only_when_it_is_another() -> None:
    assert dates.day_near(EN, SUNDAY, TODAY) == "Sun 22"
    assert dates.day_near(EN, date(2026, 10, 25), TODAY) == "Sun 25 Oct"
    assert dates.day_near(EN, date(2025, 11, 22), TODAY) == "Sat 22 Nov 2025"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "November 2026"),
        ("de", "November 2026"),
        ("fr", "novembre 2026"),
        ("pt_BR", "novembro de 2026"),
        ("ja", "2026年11月"),
    ],
)
def test_month_name_has_the_year(locale: str, expected: str) -> None:
    assert dates.month_name(Locale.parse(locale), SUNDAY) == expected


@pytest.mark.parametrize(
    ("locale", "expected"), [("en", "5 Oct 2026"), ("de", "5. Okt. 2026"), ("fr", "5 oct. 2026")]
)
def test_day_year_is_short_and_has_the_year(locale: str, expected: str) -> None:
    assert dates.day_year(Locale(locale), date(2026, 10, 5)) == expected


def test_month_only_says_another_year() -> None:
    assert dates.month_only(EN, SUNDAY, TODAY) == "November"
    assert dates.month_only(EN, date(2025, 12, 1), TODAY) == "December 2025"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 23), date(2026, 10, 23)),
        (date(2026, 3, 31), date(2026, 2, 28)),
        (date(2028, 3, 30), date(2028, 2, 29)),
        (date(2026, 1, 15), date(2025, 12, 15)),
    ],
)
def test_month_earlier_stays_inside_the_month(day: date, expected: date) -> None:
    assert dates.month_earlier(day) == expected


def test_week_labels_name_the_month_where_it_changes() -> None:
    starts = [date(2026, 10, 19), date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9)]

    assert dates.week_labels(EN, starts) == ["19 Oct", "26", "2 Nov", "9"]


def test_week_labels_of_no_weeks_are_none() -> None:
    assert dates.week_labels(EN, []) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (TODAY, "today"),
        (SUNDAY, "yesterday"),
        (date(2026, 11, 21), "Saturday 21 November"),
        (date(2026, 11, 24), "Tuesday 24 November"),
    ],
)
def test_day_words_fit_into_a_sentence(app: Flask, day: date, expected: str) -> None:
    assert render(app, "{{ day|day_words(today) }}", day=day) == expected


@pytest.mark.parametrize(
    ("instant", "zone", "expected"),
    [
        (datetime(2026, 11, 23, 16, 12, tzinfo=UTC), "America/Los_Angeles", "Today 08:12"),
        (
            datetime(2026, 11, 23, 5, 31, tzinfo=UTC),
            "America/Los_Angeles",
            "Sunday 22 November 21:31",
        ),
        (datetime(2026, 11, 22, 23, 5, tzinfo=UTC), "Europe/Berlin", "Today 00:05"),
        (datetime(2025, 12, 31, 12, 0, tzinfo=UTC), "UTC", "Wednesday 31 December 2025 12:00"),
    ],
)
def test_moment_is_told_in_its_zone(
    app: Flask, instant: datetime, zone: str, expected: str
) -> None:
    assert render(app, "{{ at|moment(zone) }}", at=instant, zone=zone) == expected


def test_filters_take_today_from_the_page(app: Flask) -> None:
    source = (
        "{{ day|day_long }}, {{ day|day_short }}, {{ day|day_near }}, {{ day|month_only }}, "
        "{{ day|month_name }}, {{ day|day_month }}, {{ day|day_cell }}"
    )

    assert render(app, source, day=SUNDAY) == (
        "Sunday 22 November, Sun 22 Nov, Sun 22, November, November 2026, 22 November, "
        "(22, &#39;Sun&#39;)"
    )
