"""Where the time comes from: the only place that asks the machine."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say

type Clock = Callable[[], datetime]

#: Entries of some zone directories that name no zone, or another one on every machine.
_NO_ZONES: Final = frozenset({"Factory", "localtime", "posixrules"})


def system_clock() -> datetime:
    """Return the present instant, aware and in UTC."""
    return datetime.now(UTC)


def today_in(zone: str, instant: datetime) -> date:
    """Return the calendar day that the aware `instant` falls on in the IANA `zone`."""
    if instant.tzinfo is None:
        message = "A naive datetime is no instant."
        raise ValueError(message)
    return instant.astimezone(ZoneInfo(zone)).date()


def read_zone(name: str) -> str:
    """Return `name` if it is an IANA time zone.

    Raises:
        Invalid: it is none.
    """
    if name not in _zones():
        message = say("“%(text)s” is no time zone. Write it like Europe/Berlin.", text=shown(name))
        raise Invalid(message)
    return name


@cache
def _zones() -> frozenset[str]:
    # Kept, because the standard library opens some 600 files to make this list.
    return frozenset(available_timezones()) - _NO_ZONES
