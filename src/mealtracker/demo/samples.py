"""Sample expenses out of a seed: the same seed, day and currency give the same ones. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from mealtracker.demo.catalogue import HABITS, PAYMENTS, PEOPLE, Dish, Habit
from mealtracker.demo.prices import Prices
from mealtracker.domain.meals import ExpenseKind, Meal

_TWO_YEARS: Final = 730
_TEN_YEARS: Final = 3650
#: From so many expenses on, they are spread over ten years and evenly.
_MANY: Final = 2000
_ADDED_TAX: Final = 8
_INCLUDED_TAX: Final = 10
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


def samples(count: int, seed: int, today: date, prices: Prices) -> Iterator[Sample]:
    """Yield `count` expenses up to `today`, the oldest first."""
    rng = Random(seed)  # noqa: S311 # nosec B311 - sample data
    for ago in sorted(_days_ago(rng, count), reverse=True):
        yield _sample(rng, today - timedelta(days=ago), prices, is_today=ago == 0)


def _days_ago(rng: Random, count: int) -> list[int]:
    if count >= _MANY:
        return [rng.randrange(_TEN_YEARS) for _ in range(count)]
    # The square makes lately busier: a young household still fills this month and the last.
    return [int(_TWO_YEARS * ((place + rng.random()) / count) ** 2) for place in range(count)]


@cache
def _weights(weekday: int) -> tuple[int, ...]:
    return tuple(habit.weekdays[weekday] for habit in HABITS)


def _sample(rng: Random, day: date, prices: Prices, *, is_today: bool) -> Sample:
    habit = rng.choices(HABITS, _weights(day.weekday()))[0]
    heads = rng.randint(*habit.heads)
    is_refund = rng.random() < 0.03
    lines = () if is_refund or rng.random() > 0.15 else _lines(rng, habit, heads, prices)
    bill = _refund(rng, prices) if is_refund else _bill(rng, habit, heads, lines, prices)
    is_eaten = habit.meal is not Meal.GROCERIES
    hour, minute = rng.randint(*habit.hours), 5 * rng.randrange(12)
    return Sample(
        habit=habit,
        kind=ExpenseKind.REFUND if is_refund else ExpenseKind.EXPENSE,
        day=day,
        # Today's hour may not have come yet.
        time=None if is_today or rng.random() < 0.2 else f"{hour:02}:{minute:02}",
        place=rng.choice(habit.places),
        covers=heads if is_eaten and not is_refund else None,
        bill=bill,
        lines=lines,
        payment=rng.choice(PAYMENTS) if rng.random() < 0.9 else None,
        note=rng.choice(_REFUND_NOTES if is_refund else habit.notes),
        tags=(rng.choice(habit.tags),) if habit.tags and rng.random() < 0.35 else (),
        people=_company(rng, heads - 1) if is_eaten and not is_refund else (),
    )


def _company(rng: Random, count: int) -> tuple[str, ...]:
    # A bill for three need not say who the other two were.
    known = rng.randint(0, min(count, 3)) if count else 0
    return tuple(rng.sample(PEOPLE, known)) if known else ()


def _lines(rng: Random, habit: Habit, heads: int, prices: Prices) -> tuple[Line, ...]:
    dishes = rng.sample(habit.dishes, rng.randint(2, len(habit.dishes)))
    return tuple(
        Line(dish, rng.randint(1, heads), prices.minor(rng.randint(*dish.cents))) for dish in dishes
    )


def _refund(rng: Random, prices: Prices) -> Bill:
    return Bill(prices.minor(rng.randint(150, 1200)))


def _bill(
    rng: Random, habit: Habit, heads: int, lines: tuple[Line, ...], prices: Prices
) -> Bill:
    subtotal = sum(line.total for line in lines)
    if not lines:
        subtotal = sum(prices.minor(rng.randint(*habit.cents)) for _ in range(heads))
        if not habit.is_served and rng.random() < 0.6:
            return Bill(subtotal)
    discount = prices.share(subtotal, 10) if rng.random() < 0.05 else None
    due = subtotal - (discount or 0)
    rate = _ADDED_TAX if prices.is_tax_added else 100 * _INCLUDED_TAX // (100 + _INCLUDED_TAX)
    tax = due * rate // 100
    tip = prices.share(due, rng.randint(*prices.tips)) if habit.is_served else 0
    fees = prices.minor(290) if habit.order_type == "delivery" else 0
    # Some bills are typed in wrong, or hold something that nobody noted.
    slip = prices.minor(50) if rng.random() < 0.05 else 0
    return Bill(
        total=due + (tax if prices.is_tax_added else 0) + tip + fees + slip,
        subtotal=subtotal,
        discount=discount,
        tax=tax,
        tax_included=not prices.is_tax_added,
        tip=tip or None,
        fees=fees or None,
    )
