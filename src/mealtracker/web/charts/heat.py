"""A heat map of the week: a row an hour, a column a day, the darker the more was spent."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mealtracker.domain.currencies import Currency
from mealtracker.domain.money import amount_text

_LEVELS: Final = 4
_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Spot:
    """What was spent on a weekday (0 Monday) in an hour; None where no time is known."""

    weekday: int
    hour: int | None
    minor: int
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A spot with its shade: 1 to 4, a quarter of the cells each; 0 where nothing is left of it."""

    weekday: int
    amount: str
    count: int
    href: str
    level: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An hour, or what has none; a day on which nothing was spent is None."""

    hour: int | None
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Hours from the first to the last in which something was spent."""

    currency: str
    weekdays: tuple[int, ...]
    rows: tuple[HeatRow, ...]
    #: The most that was spent in one cell.
    top: str


def heat_map(spots: Iterable[Spot], currency: Currency, week_start: int) -> HeatMap:
    """Draw `spots`; the week begins on `week_start`."""
    found = {(spot.hour, spot.weekday): spot for spot in spots}
    ranked = sorted(spot.minor for spot in found.values() if spot.minor > 0)
    weekdays = tuple((week_start + number) % _DAYS for number in range(_DAYS))

    def row(hour: int | None) -> HeatRow:
        at = (found.get((hour, weekday)) for weekday in weekdays)
        return HeatRow(hour, tuple(_cell(spot, currency, ranked) if spot else None for spot in at))

    known = [hour for hour, _ in found if hour is not None]
    hours: list[int | None] = list(range(min(known), max(known) + 1)) if known else []
    if any(hour is None for hour, _ in found):
        hours.append(None)
    top = ranked[-1] if ranked else 0
    return HeatMap(currency, weekdays, tuple(map(row, hours)), amount_text(top, currency))


def _cell(spot: Spot, currency: Currency, ranked: Sequence[int]) -> Cell:
    # By rank, not by amount: one feast would leave all other cells in the lightest shade.
    rank = bisect_right(ranked, spot.minor)
    level = -(-_LEVELS * rank // len(ranked)) if spot.minor > 0 else 0
    return Cell(spot.weekday, amount_text(spot.minor, currency), spot.count, spot.href, level)
