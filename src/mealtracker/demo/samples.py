"""Sample expenses out of a seed: the same seed, day and currency give the same ones. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from mealtracker.demo.catalogue import PAYMENTS, PEOPLE
from mealtracker.demo.habits import HABITS, Dish, Habit
from mealtracker.demo.prices import Prices
from mealtracker.domain.meals import ExpenseKind, Meal, OrderType

_TWO_YEARS: Final = 730
_TEN_YEARS: Final = 3650
#: From so many expenses on, they are spread over ten years and evenly.
_MANY: Final = 2000
#: Percent: tax on top of the prices, and tax within them.
_ADDED_TAX: Final = 8
_WITHIN: Final = 10
_REFUND_NOTES: Final = ("Bottles back", "One dish never came", "Charged twice by mistake")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the bill; amounts are minor units."""

    dish: Dish
    quantity: int
    unit_price: int

    @property
    def total(self) -> int:
        """Return what the line adds up to."""
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class Bill:
    """The amounts of a sample, minor units; None is unknown."""

    total: int
    subtotal: int | None = None
    discount: int | None = None
    tax: int | None = None
    tax_included: bool = False
    tip: int | None = None
    fees: int | None = None

    @property
    def columns(self) -> dict[str, int | None]:
        """Return the amounts by the names of their columns."""
        return {
            "total_minor": self.total,
            "subtotal_minor": self.subtotal,
            "discount_minor": self.discount,
            "tax_minor": self.tax,
            "tax_included": self.tax_included,
            "tip_minor": self.tip,
            "service_charge_minor": None,
            "fees_minor": self.fees,
            "rounding_minor": None,
        }


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample expense, before it has a household."""

    habit: Habit
    kind: ExpenseKind
    day: date
    time: str | None
    place: str
    covers: int | None
    bill: Bill
    lines: tuple[Line, ...]
    payment: str | None
    note: str
    tags: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Draw:
    """What a sample is drawn for: its place in the row, its day, the prices of that country."""

    place: int
    day: date
    prices: Prices
    is_today: bool

    @property
    def is_refund(self) -> bool:
        """Tell whether money comes back: three in a hundred, and surely some in sixty."""
        return (self.place + 13) % 33 == 0

    @property
    def has_slip(self) -> bool:
        """Tell whether the bill holds something that nobody noted, so that it does not add up."""
        return (self.place + 18) % 25 == 0


def samples(count: int, seed: int, today: date, prices: Prices) -> Iterator[Sample]:
    """Yield `count` expenses up to `today`, the oldest first."""
    rng = Random(seed)  # noqa: S311 # nosec B311 - sample data
    for place, ago in enumerate(sorted(_days_ago(rng, count), reverse=True)):
        day = today - timedelta(days=ago)
        yield _sample(rng, _Draw(place, day, prices, is_today=ago == 0))


def _days_ago(rng: Random, count: int) -> list[int]:
    if count >= _MANY:
        return [rng.randrange(_TEN_YEARS) for _ in range(count)]
    # The square makes lately busier: a young household still fills this month and the last.
    return [int(_TWO_YEARS * ((place + rng.random()) / count) ** 2) for place in range(count)]


@cache
def _weights(weekday: int) -> tuple[int, ...]:
    return tuple(habit.weekdays[weekday] for habit in HABITS)


def _sample(rng: Random, draw: _Draw) -> Sample:
    habit = rng.choices(HABITS, _weights(draw.day.weekday()))[0]
    heads = rng.randint(*habit.heads)
    if draw.is_refund:
        return _refund(rng, habit, draw)
    lines = _lines(rng, habit, heads, draw.prices) if _happens(rng, 15) else ()
    is_eaten = habit.meal is not Meal.GROCERIES
    return Sample(
        habit=habit,
        kind=ExpenseKind.EXPENSE,
        day=draw.day,
        time=_time(rng, habit, draw),
        place=rng.choice(habit.places),
        covers=heads if is_eaten else None,
        bill=_bill(rng, habit, heads, lines, draw),
        lines=lines,
        payment=rng.choice(PAYMENTS) if _happens(rng, 90) else None,
        note=rng.choice(habit.notes),
        tags=(rng.choice(habit.tags),) if habit.tags and _happens(rng, 35) else (),
        people=_company(rng, heads - 1) if is_eaten else (),
    )


def _refund(rng: Random, habit: Habit, draw: _Draw) -> Sample:
    return Sample(
        habit=habit,
        kind=ExpenseKind.REFUND,
        day=draw.day,
        time=None,
        place=rng.choice(habit.places),
        covers=None,
        bill=Bill(draw.prices.minor(rng.randint(150, 1200))),
        lines=(),
        payment=rng.choice(PAYMENTS),
        note=rng.choice(_REFUND_NOTES),
        tags=(),
        people=(),
    )


def _time(rng: Random, habit: Habit, draw: _Draw) -> str | None:
    hour, minute = rng.randint(*habit.hours), 5 * rng.randrange(12)
    # Today's hour may not have come yet.
    return None if draw.is_today or _happens(rng, 20) else f"{hour:02}:{minute:02}"


def _company(rng: Random, count: int) -> tuple[str, ...]:
    # A bill for three need not say who the other two were.
    known = rng.randint(0, min(count, 3)) if count else 0
    return tuple(rng.sample(PEOPLE, known)) if known else ()


def _lines(rng: Random, habit: Habit, heads: int, prices: Prices) -> tuple[Line, ...]:
    dishes = rng.sample(habit.dishes, rng.randint(2, len(habit.dishes)))
    return tuple(
        Line(dish, rng.randint(1, heads), prices.minor(rng.randint(*dish.cents))) for dish in dishes
    )


def _bill(rng: Random, habit: Habit, heads: int, lines: tuple[Line, ...], draw: _Draw) -> Bill:
    prices = draw.prices
    subtotal = sum(line.total for line in lines)
    if not lines:
        subtotal = sum(prices.minor(rng.randint(*habit.cents)) for _ in range(heads))
        if not habit.is_served and not draw.has_slip and _happens(rng, 60):
            return Bill(subtotal)
    discount = prices.share(subtotal, 10) if _happens(rng, 5) else None
    due = subtotal - (discount or 0)
    tax = due * _ADDED_TAX // 100 if prices.is_tax_added else due * _WITHIN // (100 + _WITHIN)
    tip = prices.share(due, rng.randint(*prices.tips)) if habit.is_served else 0
    fees = prices.minor(290) if habit.order_type is OrderType.DELIVERY else 0
    slip = prices.minor(50) if draw.has_slip else 0
    return Bill(
        total=due + (tax if prices.is_tax_added else 0) + tip + fees + slip,
        subtotal=subtotal,
        discount=discount,
        tax=tax,
        tax_included=not prices.is_tax_added,
        tip=tip or None,
        fees=fees or None,
    )


def _happens(rng: Random, percent: int) -> bool:
    return rng.randrange(100) < percent
