"""Horizontal bars, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mealtracker.web.charts.shapes import percent
from mealtracker.web.charts.stacks import STACK

#: A bar that is of no kind has the colour of the brand.
_FILLS: Final = (*STACK, "brand")


@dataclass(frozen=True, slots=True)
class Item[T]:
    """What a bar stands for, how long it is, and the `value` that is printed beside it."""

    label: str
    href: str
    size: int
    value: T
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Bar[T]:
    """A bar; `share` is its whole percent of everything."""

    label: str
    href: str
    value: T
    kind: str
    width: str
    share: int


def bars[T](items: Sequence[Item[T]]) -> tuple[Bar[T], ...]:
    """Draw a bar for each item, the longest being the whole width; less than nothing has none."""
    top = max((item.size for item in items), default=0)
    everything = sum(item.size for item in items)
    return tuple(
        Bar(
            item.label,
            item.href,
            item.value,
            item.kind if item.kind in _FILLS else "other",
            percent(max(item.size, 0) * 10_000 // top if top > 0 else 0),
            _share(item.size, everything),
        )
        for item in items
    )


def _share(part: int, whole: int) -> int:
    return (200 * max(part, 0) + whole) // (2 * whole) if whole > 0 else 0
