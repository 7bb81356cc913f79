"""What somebody is likely to record now: the places of their last visits, scored by habit."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from mealtracker.db.prepared import Prepared
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.domain.meals import suggest_meal
from mealtracker.domain.money import Currency, amount_text
from mealtracker.expenses.models import Expense
from mealtracker.expenses.queries import is_visible_to
from mealtracker.labels.models import Category
from mealtracker.places.models import Place

_LOOKED_AT: Final = 150
_HALF_LIFE_DAYS: Final = 28
_FRESH: Final = 1 << 12
_NEAR_MINUTES: Final = 90
_DAY_MINUTES: Final = 24 * 60

_LATEST = Prepared(
    select(
        Expense.id,
        Expense.place_id,
        Place.name.label("place"),
        Expense.eaten_on,
        Expense.eaten_at,
        Expense.meal,
        Category.name.label("category"),
        Category.kind.label("category_kind"),
        Expense.currency,
        Expense.total_minor,
    )
    .join(Place, Place.id == Expense.place_id)
    .outerjoin(Category, Category.id == Expense.category_id)
    .where(is_visible_to(ANYONE))
    .where(Expense.deleted_at.is_(None), Expense.kind == "expense")
    .where(Place.deleted_at.is_(None), Place.archived_at.is_(None))
    .order_by(Expense.eaten_on.desc(), Expense.id.desc())
    .limit(_LOOKED_AT)
)


class Moment(NamedTuple):
    """When a visit was, or would be: `minute` of the day, None when nobody noted it."""

    day: date
    minute: int | None
    meal: str | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A place to record again. `total` is its usual price: the last two visits cost the same."""

    expense_id: UUID
    place_id: UUID
    place: str
    meal: str | None
    category: str | None
    category_kind: str | None
    currency: str
    total: str | None


def list_repeats(reading: Reading, actor: Actor, limit: int = 3) -> list[Repeat]:
    """Return the likeliest places for now, in the household's zone, the likeliest first."""
    now = moment_of(actor.now, actor.zone)
    rows = sorted(reading.all(_LATEST, binds(actor)), key=lambda row: row.place_id.hex)
    scored = []
    for _, found in groupby(rows, key=lambda row: row.place_id):
        visits = list(found)
        score = sum(likelihood(_moment(row), now) for row in visits)
        scored.append((score, visits[0].eaten_on, visits[0].id.hex, visits))
    scored.sort(key=lambda item: item[:3], reverse=True)
    return [_repeat(visits) for *_, visits in scored[:limit]]


def likelihood(visit: Moment, now: Moment) -> int:
    """Return how much a visit speaks for another one now; a whole number without a unit.

    It halves every four weeks, doubles on the same weekday, and counts fourfold within an hour and
    a half of the same time of day. A visit without a time counts threefold for the same meal.
    """
    age = max((now.day - visit.day).days, 0) // _HALF_LIFE_DAYS
    score = _FRESH >> min(age, 12)
    if visit.day.weekday() == now.day.weekday():
        score *= 2
    if visit.minute is not None and now.minute is not None:
        apart = abs(visit.minute - now.minute)
        return score * (4 if min(apart, _DAY_MINUTES - apart) <= _NEAR_MINUTES else 1)
    return score * (3 if visit.meal and visit.meal == now.meal else 1)


def moment_of(instant: datetime, zone: str) -> Moment:
    """Return what an instant is at the table, in an IANA zone."""
    local = instant.astimezone(ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    return Moment(local.date(), minute, suggest_meal(f"{local:%H:%M}").value)


def _moment(row: Row[Any]) -> Moment:  # Any: the columns of `_LATEST`
    return Moment(row.eaten_on, _minute(row.eaten_at), row.meal)


def _minute(text: str | None) -> int | None:
    return int(text[:2]) * 60 + int(text[3:]) if text else None


def _repeat(visits: list[Row[Any]]) -> Repeat:  # Any: as above
    last = visits[0]
    price = _usual_price(visits)
    return Repeat(
        last.id,
        last.place_id,
        last.place,
        last.meal,
        last.category,
        last.category_kind,
        last.currency,
        None if price is None else amount_text(price, Currency(last.currency)),
    )


def _usual_price(visits: list[Row[Any]]) -> int | None:  # Any: as above
    last = [(row.currency, row.total_minor) for row in visits[:2]]
    return visits[0].total_minor if len(last) > 1 and last[0] == last[1] else None
