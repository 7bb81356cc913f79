"""Days and instants in words, as a locale says them."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date

#: English is written day first, without commas, in every country (look/README.md).
_ENGLISH: Final = {
    "short": "EEE d MMM",
    "short_with_year": "EEE d MMM y",
    "near": "EEE d",
    "long": "EEEE d MMMM",
    "long_with_year": "EEEE d MMMM y",
    "day_month": "d MMMM",
    "day_month_short": "d MMM",
    "day_year": "d MMM y",
}
#: Elsewhere: which pattern of the locale's own serves.
_SKELETONS: Final = {
    "short": "MMMEd",
    "short_with_year": "yMMMEd",
    "near": "Ed",
    "day_month": "MMMMd",
    "day_month_short": "MMMd",
    "day_year": "yMMMd",
    "month_year": "yMMMM",
}


def day_cell(locale: Locale, day: date) -> tuple[int, str]:
    """Return the number of `day` and the short name of its weekday: `(22, "Sun")`."""
    return day.day, locale.days["stand-alone"]["abbreviated"][day.weekday()]


def day_short(locale: Locale, day: date, today: date | None) -> str:
    """Return `Sun 22 Nov`, with the year when it is not that of `today`."""
    return _written(locale, _with_year("short", day, today), day)


def day_near(locale: Locale, day: date, today: date | None) -> str:
    """Return `Sun 22` in the month of `today`, else like `day_short`."""
    if today is not None and (day.year, day.month) == (today.year, today.month):
        return _written(locale, "near", day)
    return day_short(locale, day, today)


def day_long(locale: Locale, day: date, today: date | None) -> str:
    """Return `Sunday 22 November`, with the year when it is not that of `today`."""
    return _written(locale, _with_year("long", day, today), day)


def day_month(locale: Locale, day: date) -> str:
    """Return `23 October`."""
    return _written(locale, "day_month", day)


def day_month_short(locale: Locale, day: date) -> str:
    """Return `5 Oct`."""
    return _written(locale, "day_month_short", day)


def day_year(locale: Locale, day: date) -> str:
    """Return `5 Oct 2026`."""
    return _written(locale, "day_year", day)


def month_name(locale: Locale, day: date) -> str:
    """Return month and year of `day`: `November 2026`."""
    return _written(locale, "month_year", day)


def month_only(locale: Locale, day: date, today: date | None) -> str:
    """Return `November`, with the year when it is not that of `today`."""
    if today is None or day.year != today.year:
        return month_name(locale, day)
    return str(locale.months["stand-alone"]["wide"][day.month])


def month_earlier(day: date) -> date:
    """Return the same day of the month before, or its last one when that is shorter."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def week_labels(locale: Locale, starts: Sequence[date]) -> list[str]:
    """Return a short label a week, naming the month only where it changes: `26`, `2 Nov`, `9`."""
    months = [None, *((start.year, start.month) for start in starts)]
    return [
        str(start.day) if months[index] == months[index + 1] else day_month_short(locale, start)
        for index, start in enumerate(starts)
    ]


def local_time(instant: datetime, zone: str) -> tuple[date, str]:
    """Return the day and the time of day that the aware `instant` has in the IANA `zone`."""
    local = instant.astimezone(ZoneInfo(zone))
    return local.date(), f"{local:%H:%M}"


def _with_year(name: str, day: date, today: date | None) -> str:
    # A page that does not know today says the year rather than leave it open.
    return name if today is not None and day.year == today.year else f"{name}_with_year"


@lru_cache(maxsize=4096)
def _written(locale: Locale, name: str, day: date) -> str:
    # Kept: Babel takes some 20 microseconds a date, and a list says each day three times.
    return format_date(day, _pattern(locale, name), locale=locale)


@lru_cache(maxsize=512)
def _pattern(locale: Locale, name: str) -> str:
    if locale.language == "en" and name in _ENGLISH:
        return _ENGLISH[name]
    if name == "long_with_year":
        return str(locale.date_formats["full"].pattern)
    known = locale.datetime_skeletons
    if name == "long":
        shorter = known["MMMMEd" if "MMMMEd" in known else "MMMEd"].pattern
        return _widened(shorter)
    return str(known[_SKELETONS[name]].pattern)


def _widened(pattern: str) -> str:
    """Say weekday and month in full; few locales have a pattern for both without the year."""
    return re.sub("E+", "EEEE", re.sub("MMM+", "MMMM", pattern))
