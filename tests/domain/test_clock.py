"""A day is the day at the place, and an instant always knows its zone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mealtracker.domain.clock import read_zone, system_clock, today_in
from mealtracker.errors import Invalid


def test_instant_is_aware_and_in_utc_when_the_machine_is_asked() -> None:
    instant = system_clock()

    assert instant.tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        pytest.param(
            "UTC", datetime(2026, 11, 25, 0, 0, tzinfo=UTC), date(2026, 11, 25), id="utc midnight"
        ),
        pytest.param(
            "America/New_York",
            datetime(2026, 11, 25, 4, 59, tzinfo=UTC),
            date(2026, 11, 24),
            id="still yesterday in the west",
        ),
        pytest.param(
            "America/New_York",
            datetime(2026, 11, 25, 5, 0, tzinfo=UTC),
            date(2026, 11, 25),
            id="midnight in the west",
        ),
        pytest.param(
            "Europe/Berlin",
            datetime(2026, 7, 1, 22, 0, tzinfo=UTC),
            date(2026, 7, 2),
            id="summer time counts",
        ),
        pytest.param(
            "Europe/Berlin",
            datetime(2026, 12, 1, 22, 0, tzinfo=UTC),
            date(2026, 12, 1),
            id="winter time counts",
        ),
        pytest.param(
            "Pacific/Kiritimati",
            datetime(2026, 12, 31, 10, 0, tzinfo=UTC),
            date(2027, 1, 1),
            id="first of all at utc+14",
        ),
        pytest.param(
            "Asia/Kathmandu",
            datetime(2026, 11, 25, 18, 15, tzinfo=UTC),
            date(2026, 11, 26),
            id="a quarter of an hour counts",
        ),
    ],
)
def test_day_is_that_of_the_zone_when_asked(zone: str, instant: datetime, day: date) -> None:
    assert today_in(zone, instant) == day


def test_day_is_the_same_when_the_instant_is_told_in_another_zone() -> None:
    instant = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    elsewhere = instant.astimezone(tz=None)

    assert today_in("Asia/Tokyo", elsewhere) == today_in("Asia/Tokyo", instant)


def test_day_is_refused_when_the_instant_is_naive() -> None:
    naive = datetime(2026, 11, 25, 12, 0, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(ValueError, match="A naive datetime is no instant"):
        today_in("UTC", naive)


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Etc/GMT+5"])
def test_zone_is_read_when_iana_knows_it(name: str) -> None:
    assert read_zone(name) == name


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="nothing"),
        pytest.param("Europe", id="a folder"),
        pytest.param("europe/berlin", id="small letters"),
        pytest.param("Berlin", id="town alone"),
        pytest.param("UTC+2", id="offset"),
        pytest.param("localtime", id="another one on every machine"),
        pytest.param("Factory", id="placeholder"),
        pytest.param("posix/Europe/Berlin", id="folder of variants"),
        pytest.param("../Europe/Berlin", id="way out"),
        pytest.param("/etc/localtime", id="absolute"),
        pytest.param("Europe/Berlin\0", id="nul"),
        pytest.param("\ud800", id="half a sign"),
        pytest.param("x" * 10_000, id="endless"),
    ],
)
def test_zone_is_refused_in_a_short_message_when_there_is_none(name: str) -> None:
    with pytest.raises(
        Invalid, match=r"is no time zone\. Write it like Europe/Berlin\."
    ) as refusal:
        read_zone(name)

    assert len(refusal.value.message.encode()) < 120


def test_every_offset_is_a_day_at_most_away_when_compared_with_utc() -> None:
    noon = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

    first, last = today_in("Pacific/Kiritimati", noon), today_in("Etc/GMT+12", noon)

    assert first - last == timedelta(days=1)
