"""Dates as files write them. The order of day and month is decided for a whole column."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from mealtracker.domain.text import fold, shown
from mealtracker.errors import Invalid
from mealtracker.imports.rows import DateOrder
from mealtracker.sentences import say

_ISO: Final = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})")
_THREE: Final = re.compile(r"([0-9]{1,2})([-/. '])\s?([0-9]{1,2})[-/. ']\s?([0-9]{4}|[0-9]{2})")
_NAMED: Final = re.compile(
    r"(?:[^\W\d_]+,\s*)?([0-9]{1,2})(?:st|nd|rd|th|er|º|o)?[-. /]*(?:de )?([^\W\d_]{3,12})[-. /,]*"
    r"(?:de )?'?([0-9]{4}|[0-9]{2})"
)
_NAME_FIRST: Final = re.compile(
    r"(?:[^\W\d_]+,\s*)?([^\W\d_]{3,12})[-. /]+([0-9]{1,2})(?:st|nd|rd|th)?[-. /,]+"
    r"([0-9]{4}|[0-9]{2})"
)
_SERIAL: Final = re.compile(r"([2-7][0-9]{4})(?:\.[0-9]+)?")
_TIME: Final = re.compile(
    r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?\s*([ap]\.?m\.?)?"
    r"\s*(z|utc|gmt|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(r"(?<=[0-9])(?:t|,?\s+)(?=[0-9]{1,2}[:.][0-9]{2})", re.IGNORECASE)
#: Months by how their names begin in English, German, French, Spanish and Portuguese.
_MONTHS: Final = {
    start: number
    for number, starts in enumerate(
        "jan ene,feb fev,mar maer mrz,apr abr avr,may mai,jun juin,jul juil,aug aou ago,"
        "sep set,oct okt out,nov,dec dez dic".split(","),
        start=1,
    )
    for start in starts.split()
}
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2099
_CENTURY: Final = 100
_MONTHS_A_YEAR: Final = 12
_DAYS_A_MONTH: Final = 31
_NOON: Final = 12
#: Day 0 of spreadsheets, which count days.
_DAY_ZERO: Final = date(1899, 12, 30)
_UTC_NAMES: Final = frozenset(("z", "utc", "gmt", "+00:00", "+0000"))


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day, and the time where it was said."""

    day: date
    time: str | None = None


@dataclass(slots=True)
class _Course:
    """How often the dates of a file go up and down: a statement goes one way."""

    last: tuple[int, int, int] = (0, 0, 0)
    ups: int = 0
    downs: int = 0

    def count(self, day: tuple[int, int, int]) -> None:
        self.ups += day > self.last > (0, 0, 0)
        self.downs += day < self.last
        self.last = day

    @property
    def turns(self) -> int:
        return min(self.ups, self.downs)


@dataclass(slots=True)
class OrderVotes:
    """How the dates of a column can be read, counted over the whole file."""

    dmy: int = 0
    mdy: int = 0
    either: int = 0
    example: str = ""
    _as_dmy: _Course = field(default_factory=_Course)
    _as_mdy: _Course = field(default_factory=_Course)

    def count(self, text: str) -> None:
        """Count one value of the column."""
        match = _THREE.match(text.strip())
        if match is None:
            return
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        self._as_dmy.count((year, second, first))
        self._as_mdy.count((year, first, second))
        if match[2] == "." or first > _MONTHS_A_YEAR >= second:
            self.dmy += 1
        elif second > _MONTHS_A_YEAR >= first:
            self.mdy += 1
        elif first != second:
            self.either += 1
            self.example = self.example or text.strip()

    @property
    def order(self) -> DateOrder | None:
        """Return the order that the values prove, None where they leave it open or say nothing."""
        if self.dmy == self.mdy:
            return None
        return DateOrder.DMY if self.dmy > self.mdy else DateOrder.MDY

    @property
    def likelier(self) -> DateOrder | None:
        """Return the order in which the dates of the file are more in order themselves."""
        if self._as_dmy.turns == self._as_mdy.turns:
            return None
        return DateOrder.DMY if self._as_dmy.turns < self._as_mdy.turns else DateOrder.MDY

    @property
    def is_open(self) -> bool:
        """Whether there are dates of which nothing proves the order."""
        return self.order is None and self.either > 0


def read_moment(text: str, order: DateOrder, today: date, zone: str) -> Moment:
    """Return the local moment that `text` says.

    An instant in UTC is moved to `zone`, unless it is midnight, which stands for the day alone.

    Raises:
        Invalid: it is no date, or not in this order.
    """
    line = " ".join(text.split())
    parts = _SPLIT.split(line, maxsplit=1)
    day = _day(parts[0], order, today)
    if day is None:
        raise Invalid(_no_date(line, order))
    said = _TIME.fullmatch(parts[1]) if len(parts) > 1 else None
    clock = _clock(said) if said else None
    if said is None or clock is None:
        return Moment(day)
    if (said[5] or "").lower() in _UTC_NAMES and clock != time(0):
        local = datetime.combine(day, clock, UTC).astimezone(ZoneInfo(zone))
        return Moment(local.date(), f"{local:%H:%M}")
    # A midnight is how programs write a day without a time.
    return Moment(day, f"{clock:%H:%M}" if clock != time(0) else None)


def read_clock(text: str) -> str | None:
    """Return the time of the day that `text` says as HH:MM, None if it says none."""
    said = _TIME.fullmatch(text.strip())
    clock = _clock(said) if said else None
    return f"{clock:%H:%M}" if clock else None


def is_date(text: str) -> bool:
    """Whether `text` looks like a date in some order; the number of a day does not."""
    start = _SPLIT.split(" ".join(text.split()), maxsplit=1)[0]
    if is_serial(start):
        return False
    return any(_day(start, order, date(_LAST_YEAR, 1, 1)) for order in DateOrder)


def is_serial(text: str) -> bool:
    """Whether `text` is what a spreadsheet keeps of a day: how many there were since 1900."""
    return _SERIAL.fullmatch(text) is not None


def _day(text: str, order: DateOrder, today: date) -> date | None:
    if match := _ISO.fullmatch(text):
        is_whole = match[2] or len(text) == len("20261102")
        return _date(int(match[1]), int(match[3]), int(match[4])) if is_whole else None
    if match := _THREE.fullmatch(text):
        return _ordered(int(match[1]), int(match[3]), match[4], order, today)
    if match := _NAMED.fullmatch(text):
        return _date(_year(match[3], today), _month(match[2]), int(match[1]))
    if match := _NAME_FIRST.fullmatch(text):
        return _date(_year(match[3], today), _month(match[1]), int(match[2]))
    if match := _SERIAL.fullmatch(text):
        return _DAY_ZERO + timedelta(days=int(match[1]))
    return None


def _ordered(first: int, second: int, third: str, order: DateOrder, today: date) -> date | None:
    if order is DateOrder.YMD and len(third) == len("26"):
        return _date(_year(f"{first:02}", today), second, int(third))
    day, month = (second, first) if order is DateOrder.MDY else (first, second)
    return _date(_year(third, today), month, day)


def _year(text: str, today: date) -> int:
    """Read two digits as the year in this century, or in the last if that were far ahead."""
    if len(text) > len("26"):
        return int(text)
    year = today.year // _CENTURY * _CENTURY + int(text)
    return year if year <= today.year + 1 else year - _CENTURY


def _month(name: str) -> int:
    start = fold(name)
    return _MONTHS.get(start[:4]) or _MONTHS.get(start[:3]) or 0


def _date(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> time | None:
    hour, minute = int(match[1]), int(match[2])
    if match[4]:
        hour = hour % _NOON + (_NOON if match[4].lower().startswith("p") else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _no_date(line: str, order: DateOrder) -> str:
    if not line:
        return say("There is no date. Write one.")
    if _THREE.match(line):
        words = {"DMY": "day, month, year", "MDY": "month, day, year", "YMD": "year, month, day"}
        return say(
            "“%(text)s” is no date in the order %(order)s. Correct it, or choose another order.",
            text=shown(line),
            order=words[order],
        )
    return say("“%(text)s” is no date. Write it like 2026-11-02.", text=shown(line))
