"""Where the money went this month: one statement over the kept sums, and one for the latest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, null, select, union_all

from mealtracker.db.functions import id_of_key
from mealtracker.db.prepared import Prepared
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.periods import Period, month_before, same_day_in, weeks_until
from mealtracker.expenses.listing import list_expenses
from mealtracker.expenses.models import Spending
from mealtracker.expenses.rollup import is_visible_to
from mealtracker.expenses.schemas import ListQuery
from mealtracker.places.models import Place
from mealtracker.reports.by_category import categories_of
from mealtracker.reports.days import COLUMNS, NO_KIND, kept_days
from mealtracker.reports.schemas import CurrencyMonth, Dashboard, Sum, Week
from mealtracker.reports.sums import BASIS

_WEEKS: Final = 8
_WEEK_DAYS: Final = 7
_TOP: Final = 5


@dataclass(frozen=True, slots=True)
class _Span:
    """The stretches of time that a dashboard compares."""

    month: Period
    previous: Period
    previous_until: date
    weeks: list[Period]


def dashboard(reading: Reading, actor: Actor, month: Period, week_start: int = 0) -> Dashboard:
    """Return a month beside the one before, the last eight weeks, and the five latest expenses.

    `week_start` is the first day of the week, 0 for Monday. The household's currency comes first.
    """
    span = _span(actor.today, month, week_start)
    days: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    places: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in reading.all(_SUMS, binds(actor) | _bounds(span)):
        (days if row.dimension == "day" else places)[row.currency].append(row)
    order = sorted(days, key=lambda code: (code != actor.currency, code))
    months = [_month(Currency(code), days[code], places[code], span) for code in order]
    recent = list_expenses(reading, actor, ListQuery(limit=_TOP)).items
    return Dashboard(f"{month.start:%Y-%m}", actor.zone, BASIS, months, recent)


def _span(today: date, month: Period, week_start: int) -> _Span:
    previous = month_before(month)
    reached = min(today, month.last) if today >= month.start else month.last
    until = same_day_in(previous, reached) if today in month else previous.last
    return _Span(month, previous, until, weeks_until(reached, _WEEKS, week_start))


def _bounds(span: _Span) -> dict[str, object]:
    return {
        "first": min(span.previous.start, span.weeks[0].start),
        "until": max(span.month.end, span.weeks[-1].end),
        "month": span.month.start,
    }


def _places() -> Select[*tuple[Any, ...]]:
    """Select the dearest places of the month in each currency."""
    dearest = func.row_number().over(
        partition_by=Spending.currency, order_by=(Spending.total_minor.desc(), Spending.key)
    )
    ranked = (
        select(*COLUMNS, dearest.label("number"))
        .where(is_visible_to(ANYONE), Spending.dimension == "place")
        .where(Spending.period == bindparam("month"), Spending.key != "", Spending.count != 0)
        .subquery()
    )
    return (
        select(*(ranked.c[column.name] for column in COLUMNS), Place.name, null().label("kind"))
        .outerjoin(Place, Place.id == id_of_key(ranked.c.key))
        .where(ranked.c.number <= _TOP)
    )


_SUMS: Final = Prepared(union_all(kept_days(), _places()))


def _month(
    currency: Currency, days: Sequence[Row[Any]], places: Sequence[Row[Any]], span: _Span
) -> CurrencyMonth:
    def total(rows: Iterable[Row[Any]]) -> str:
        return amount_text(sum(row.total_minor for row in rows), currency)

    this = _inside(days, span.month)
    previous = _inside(days, span.previous)
    dearest = sorted(places, key=lambda row: (-row.total_minor, row.key))
    return CurrencyMonth(
        currency=currency,
        total=total(this),
        count=sum(row.entries for row in this),
        previous_total=total(previous),
        previous_to_date=total(row for row in previous if row.period <= span.previous_until),
        weeks=_weeks(days, span.weeks, currency),
        by_category=categories_of(this, currency),
        top_places=[_place(row, currency) for row in dearest],
    )


def _inside(days: Sequence[Row[Any]], period: Period) -> list[Row[Any]]:
    return [row for row in days if period.start <= row.period < period.end]


def _weeks(days: Sequence[Row[Any]], weeks: Sequence[Period], currency: Currency) -> list[Week]:
    first = weeks[0].start.toordinal()
    sums: list[defaultdict[str, int]] = [defaultdict(int) for _ in weeks]
    for row in days:
        number = (row.period.toordinal() - first) // _WEEK_DAYS
        if 0 <= number < len(sums):
            sums[number][row.kind or NO_KIND] += row.total_minor
    return [_week(week.start, kinds, currency) for week, kinds in zip(weeks, sums, strict=True)]


def _week(start: date, kinds: dict[str, int], currency: Currency) -> Week:
    by_kind = {kind: amount_text(minor, currency) for kind, minor in sorted(kinds.items())}
    return Week(start, amount_text(sum(kinds.values()), currency), by_kind)


def _place(row: Row[Any], currency: Currency) -> Sum:
    total = amount_text(row.total_minor, currency)
    return Sum(currency, total, row.entries, place_id=UUID(row.key), place=row.name)
