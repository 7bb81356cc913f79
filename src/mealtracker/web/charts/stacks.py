"""Stacked bars over time: one a week, a month or a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final

from mealtracker.domain.currencies import Currency, digits_of
from mealtracker.domain.money import amount_text
from mealtracker.web.charts.shapes import percent, pixels

#: From the base line up; the same order in every week, or nobody could compare them.
STACK: Final = ("groceries", "dining", "drinks", "delivery", "coffee", "snacks", "other")

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
_MOST_ON_A_PHONE: Final = 9
MOST_WITH_AMOUNTS: Final = 18
_MOST_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class Stack:
    """What was spent in a span of days; `title` says which, without the amount."""

    label: str
    href: str
    title: str
    #: Kind and minor units; a kind may be None.
    parts: Sequence[tuple[str | None, int]]
    #: It is not over yet.
    is_partial: bool = False
    #: It is shorter than the others, so no average counts it.
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a bar that one kind takes."""

    kind: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class StackBar:
    """A span with all positions; `amounts` follow the chart's `kinds`."""

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
class StackChart:
    """Stacked bars, oldest first."""

    currency: str
    kinds: tuple[str, ...]
    bars: tuple[StackBar, ...]
    lines: tuple[Line, ...]
    average: Line | None
    bar_width: str
    hit_width: str
    #: Amounts are too long to print every one of them on a phone.
    is_wide: bool
    #: There are too many bars for a phone, which scrolls them.
    is_long: bool
    #: There are too many bars to print the amount of every one of them anywhere.
    is_dense: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.kinds


def stack_chart(spans: Sequence[Stack], currency: Currency) -> StackChart:
    """Draw `spans`, oldest first; a kind that is below zero in one (refunds) has no bar."""
    stacks = [_by_kind(span) for span in spans]
    heights = [sum(_drawn(stack)) for stack in stacks]
    top = max(heights, default=0)
    kinds = tuple(kind for kind in STACK if any(stack.get(kind) for stack in stacks))
    slot = _WIDTH // max(len(spans), _FEWEST_SLOTS)
    bars = (
        _bar(
            span,
            stack,
            _Frame(currency, kinds, top, _LEFT + index * slot, slot),
            is_key=index in {heights.index(top), len(spans) - 1},
        )
        for index, (span, stack) in enumerate(zip(spans, stacks, strict=True))
    )
    return StackChart(
        currency,
        kinds,
        tuple(bars),
        tuple(_lines(top, currency)),
        _average(spans, stacks, top, currency),
        percent(_BAR_WIDTH * slot // _SLOT),
        percent(_HIT_WIDTH * slot // _SLOT),
        is_wide=top >= _WIDE_FROM * 10 ** digits_of(currency),
        is_long=len(spans) > _MOST_ON_A_PHONE,
        is_dense=len(spans) > MOST_WITH_AMOUNTS,
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    currency: Currency
    kinds: tuple[str, ...]
    top: int
    x: int
    slot: int


def _by_kind(span: Stack) -> dict[str, int]:
    stack: dict[str, int] = {}
    for kind, minor in span.parts:
        name = kind if kind in STACK else "other"
        stack[name] = stack.get(name, 0) + minor
    return stack


def _drawn(stack: dict[str, int]) -> Iterator[int]:
    return (max(stack.get(kind, 0), 0) for kind in STACK)


def _bar(span: Stack, stack: dict[str, int], frame: _Frame, *, is_key: bool) -> StackBar:
    segments, height = _segments(stack, frame.top)
    bar_x = frame.x + _BAR_AT * frame.slot // _SLOT
    return StackBar(
        span.label,
        span.href,
        span.title,
        span.is_partial,
        amount_text(sum(stack.values()), frame.currency),
        tuple(amount_text(stack.get(kind, 0), frame.currency) for kind in frame.kinds),
        segments,
        percent(bar_x),
        percent(bar_x + _BAR_WIDTH * frame.slot // _SLOT // 2),
        percent(frame.x),
        pixels(_BASE - height - _LABEL_LIFT),
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
            pieces.append(Segment(kind, pixels(_BASE - reach), pixels(reach - edge - _GAP)))
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
    return Line(amount_text(minor, currency), pixels(y), pixels(y - _AXIS_LIFT))


def _average(
    spans: Sequence[Stack], stacks: Sequence[dict[str, int]], top: int, currency: Currency
) -> Line | None:
    """Average the whole spans since the first one with an expense; one alone has no average."""
    whole = [
        sum(stack.values())
        for span, stack in zip(spans, stacks, strict=True)
        if not (span.is_partial or span.is_cut)
    ]
    known = list(dropwhile(lambda total: total == 0, whole))
    if len(known) < 2 or sum(known) <= 0:  # noqa: PLR2004 - an average needs two
        return None
    return _line((2 * sum(known) + len(known)) // (2 * len(known)), top, currency)
