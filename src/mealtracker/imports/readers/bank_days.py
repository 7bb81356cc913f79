"""Days as the formats of banks write them."""

import re
from datetime import date
from typing import Final

from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say

_ISO: Final = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})", re.ASCII)
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2099
_CLOCK: Final = re.compile(r"[T ]?([01][0-9]|2[0-3]):?([0-5][0-9])", re.ASCII)


def day_of(text: str) -> date:
    """Return the day that `2026-01-15T08:30:00+01:00` or `20260115083000[-5:EST]` begins with.

    The zone is left out: what is written is the bank's own day.

    Raises:
        Invalid: it is missing or no day.
    """
    match = _ISO.match(text.strip())
    if match is None:
        raise no_day(text)
    return day_at(int(match[1]), int(match[2]), int(match[3]), text)


def day_at(year: int, month: int, day: int, text: str) -> date:
    """Return the day of these numbers, which `text` wrote.

    Raises:
        Invalid: there is no such day.
    """
    try:
        day_there = date(year, month, day)
    except ValueError as error:
        raise no_day(text) from error
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise no_day(text)
    return day_there


def time_of(text: str) -> str | None:
    """Return the time that follows a day, as `HH:MM`; midnight stands for unknown."""
    day = _ISO.match(text.strip())
    clock = _CLOCK.match(text.strip(), day.end()) if day else None
    time = f"{clock[1]}:{clock[2]}" if clock else "00:00"
    return None if time == "00:00" else time


def no_day(text: str) -> Invalid:
    """Return the error for `text` where a day should be."""
    if not text.strip(" 0"):
        return Invalid(say("The row has no date. Write one, or leave the row out."))
    return Invalid(
        say("“%(text)s” is not a date. Write it as in the other rows.", text=shown(text))
    )
