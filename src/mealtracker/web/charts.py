"""The geometry of charts, in whole numbers; templates only print what is here.

Charts have no viewBox: x is in percent, y in pixels, so bars stretch and text keeps its size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final

from mealtracker.domain.currencies import Currency, digits_of
from mealtracker.domain.money import amount_text

#: From the base line up; the same order in every week, or nobody could compare them.
STACK: Final = ("groceries", "dining", "drinks", "delivery", "coffee", "snacks", "other")

HEIGHT: Final = 216
_BASE: Final = 1900  # tenths of a pixel, as all y here
_PLOT: Final = 1700
_GAP: Final = 15
_THINNEST: Final = 10
_LABEL_LIFT: Final = 50
_AXIS_LIFT: Final = 40

_LEFT: Final = 970  # hundredths of a percent, as all x here
_WIDTH: Final = 8960
_FEWEST_SLOTS: Final = 4
_SLOT: Final = 1120  # what the parts of a slot below are measured in
_BAR_AT: Final = 80
_BAR_WIDTH: Final = 750
_HIT_WIDTH: Final = 910

_WIDE_FROM: Final = 1000
_MOST_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Week:
    """What was spent in a week; `title` says which one, without the amount."""

    label: str
    href: str
    title: str
    #: Kind and minor units; a kind may be None.
    parts: Sequence[tuple[str | None, int]]
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a bar that one kind takes."""

    kind: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A week with all positions; `amounts` follow the chart's `kinds`."""

    label: str
    href: str
    title: str
    is_partial: bool
    total: str
    amounts: tuple[str, ...]
    segments: tuple[Segment, ...]
    bar_x: str
    middle_x: str
    hit_x: str
    label_y: str
    #: Its amount is printed also where there is little room.
    is_key: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A horizontal line at an amount."""

    amount: str
    y: str
    text_y: str


@dataclass(frozen=True, slots=True)
class WeeksChart:
    """Stacked bars a week."""

    currency: str
    kinds: tuple[str, ...]
    bars: tuple[WeekBar, ...]
    lines: tuple[Line, ...]
    average: Line | None
    bar_width: str
    hit_width: str
    #: Amounts are too long to print every one of them on a phone.
    is_wide: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.kinds


def weeks_chart(weeks: Sequence[Week], currency: Currency) -> WeeksChart:
    """Draw `weeks`, oldest first; a kind that is below zero in a week (refunds) has no bar."""
    stacks = [_by_kind(week) for week in weeks]
    heights = [sum(_drawn(stack)) for stack in stacks]
    top = max(heights, default=0)
    kinds = tuple(kind for kind in STACK if any(stack.get(kind) for stack in stacks))
    slot = _WIDTH // max(len(weeks), _FEWEST_SLOTS)
    bars = (
        _week_bar(
            week,
            stack,
            _Frame(currency, kinds, top, _LEFT + index * slot, slot),
            is_key=index in {heights.index(top), len(weeks) - 1},
        )
        for index, (week, stack) in enumerate(zip(weeks, stacks, strict=True))
    )
    return WeeksChart(
        currency,
        kinds,
        tuple(bars),
        tuple(_lines(top, currency)),
        _average(weeks, stacks, top, currency),
        _percent(_BAR_WIDTH * slot // _SLOT),
        _percent(_HIT_WIDTH * slot // _SLOT),
        is_wide=top >= _WIDE_FROM * 10 ** digits_of(currency),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    currency: Currency
    kinds: tuple[str, ...]
    top: int
    x: int
    slot: int


def _by_kind(week: Week) -> dict[str, int]:
    stack: dict[str, int] = {}
    for kind, minor in week.parts:
        name = kind if kind in STACK else "other"
        stack[name] = stack.get(name, 0) + minor
    return stack


def _drawn(stack: dict[str, int]) -> Iterator[int]:
    return (max(stack.get(kind, 0), 0) for kind in STACK)


def _week_bar(week: Week, stack: dict[str, int], frame: _Frame, *, is_key: bool) -> WeekBar:
    segments, height = _segments(stack, frame.top)
    bar_x = frame.x + _BAR_AT * frame.slot // _SLOT
    return WeekBar(
        week.label,
        week.href,
        week.title,
        week.is_partial,
        amount_text(sum(stack.values()), frame.currency),
        tuple(amount_text(stack.get(kind, 0), frame.currency) for kind in frame.kinds),
        segments,
        _percent(bar_x),
        _percent(bar_x + _BAR_WIDTH * frame.slot // _SLOT // 2),
        _percent(frame.x),
        _pixels(_BASE - height - _LABEL_LIFT),
        is_key,
    )


def _segments(stack: dict[str, int], top: int) -> tuple[tuple[Segment, ...], int]:
    """Return the pieces of one bar and how high they reach.

    Each edge is worked out from the running sum, so that no rounding adds up.
    """
    pieces, below, edge = [], 0, 0
    for kind, minor in zip(STACK, _drawn(stack), strict=True):
        if minor:
            below += minor
            reach = max(below * _PLOT // top, edge + _GAP + _THINNEST)
            pieces.append(Segment(kind, _pixels(_BASE - reach), _pixels(reach - edge - _GAP)))
            edge = reach
    return tuple(pieces), edge


def _lines(top: int, currency: Currency) -> Iterator[Line]:
    step = _nice_step(top, 10 ** digits_of(currency))
    return (_line(amount, top, currency) for amount in range(step, top + 1, step))


def _nice_step(top: int, whole: int) -> int:
    """Return the largest 1, 2 or 5 times a power of ten of which at least two fit below `top`."""
    best = whole
    power = whole
    while power <= top:
        for factor in (1, 2, 5):
            if power * factor * _MOST_LINES <= top:
                best = power * factor
        power *= 10
    return best


def _line(minor: int, top: int, currency: Currency) -> Line:
    y = _BASE - minor * _PLOT // top
    return Line(amount_text(minor, currency), _pixels(y), _pixels(y - _AXIS_LIFT))


def _average(
    weeks: Sequence[Week], stacks: Sequence[dict[str, int]], top: int, currency: Currency
) -> Line | None:
    """Average the whole weeks since the first one with an expense; one alone has no average."""
    whole = [
        sum(stack.values())
        for week, stack in zip(weeks, stacks, strict=True)
        if not week.is_partial
    ]
    known = list(dropwhile(lambda total: total == 0, whole))
    if len(known) < 2 or sum(known) <= 0:  # noqa: PLR2004 - an average needs two
        return None
    return _line((2 * sum(known) + len(known)) // (2 * len(known)), top, currency)


@dataclass(frozen=True, slots=True)
class Category:
    """What was spent in a category, in minor units."""

    label: str
    href: str
    kind: str | None
    minor: int


@dataclass(frozen=True, slots=True)
class CategoryBar:
    """A category with the length of its bar; `share` is its whole percent of everything."""

    label: str
    href: str
    kind: str
    amount: str
    width: str
    share: int


@dataclass(frozen=True, slots=True)
class CategoryBars:
    """Horizontal bars, dearest first as they came in."""

    currency: str
    bars: tuple[CategoryBar, ...]


def category_bars(categories: Sequence[Category], currency: Currency) -> CategoryBars:
    """Draw a bar a category, the longest being the whole width; refunds have none."""
    top = max((category.minor for category in categories), default=0)
    everything = sum(category.minor for category in categories)
    return CategoryBars(
        currency,
        tuple(
            CategoryBar(
                category.label,
                category.href,
                category.kind if category.kind in STACK else "other",
                amount_text(category.minor, currency),
                _percent(max(category.minor, 0) * 10_000 // top if top > 0 else 0),
                _share(category.minor, everything),
            )
            for category in categories
        ),
    )


def _share(part: int, whole: int) -> int:
    return (200 * max(part, 0) + whole) // (2 * whole) if whole > 0 else 0


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".") + "%"


def _pixels(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
