"""Where the money went this month, in two statements over the kept sums and one for the latest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, and_, or_, select

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.periods import Period, month_before, same_day_in, weeks_until
from mealtracker.expenses.listing import list_expenses
from mealtracker.expenses.models import Spending
from mealtracker.expenses.rollup import is_visible_to
from mealtracker.expenses.schemas import ListQuery
from mealtracker.labels.models import Category
from mealtracker.labels.queries import is_visible_to as is_label_visible_to
from mealtracker.places.models import Place
from mealtracker.reports.schemas import CurrencyMonth, Dashboard, Sum, Week
from mealtracker.reports.sums import BASIS

_WEEKS: Final = 8
_TOP: Final = 5
_NO_KIND: Final = "snacks"


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
    rows = reading.all(_statement(actor, span))
    labels = {row.id.hex: row for row in reading.all(_labels(actor))}
    places = _top_places(reading, [row for row in rows if row.dimension == "place"])
    days: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.dimension == "day":
            days[row.currency].append(row)
    order = sorted(days, key=lambda code: (code != actor.currency, code))
    months = [_month(Currency(code), days[code], span, labels, places[code]) for code in order]
    recent = list_expenses(reading, actor, ListQuery(limit=_TOP)).items
    return Dashboard(f"{month.start:%Y-%m}", actor.zone, BASIS, months, recent)


def _span(today: date, month: Period, week_start: int) -> _Span:
    previous = month_before(month)
    reached = min(today, month.last) if today >= month.start else month.last
    until = same_day_in(previous, reached) if today in month else previous.last
    return _Span(month, previous, until, weeks_until(reached, _WEEKS, week_start))


def _statement(actor: Actor, span: _Span) -> Any:  # Any: a Select of the columns below
    first = min(span.previous.start, span.weeks[0].start)
    is_day = and_(
        Spending.dimension == "day",
        Spending.period >= first,
        Spending.period < max(span.month.end, span.weeks[-1].end),
    )
    is_place = and_(
        Spending.dimension == "place", Spending.period == span.month.start, Spending.key != ""
    )
    return select(
        *(Spending.dimension, Spending.period, Spending.currency, Spending.key),
        *(Spending.total_minor, Spending.count.label("entries")),
    ).where(is_visible_to(actor), or_(is_day, is_place))


def _labels(actor: Actor) -> Any:  # Any: a Select of three columns
    return select(Category.id, Category.name, Category.kind).where(
        is_label_visible_to(actor, Category)
    )


def _top_places(reading: Reading, rows: Sequence[Row[Any]]) -> defaultdict[str, list[Sum]]:
    dearest = sorted(rows, key=lambda row: (-row.total_minor, row.key))
    by_currency: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in dearest:
        if row.entries and len(by_currency[row.currency]) < _TOP:
            by_currency[row.currency].append(row)
    ids = [UUID(row.key) for top in by_currency.values() for row in top]
    named = reading.all(select(Place.id, Place.name).where(Place.id.in_(ids))) if ids else []
    names = {row.id.hex: row.name for row in named}
    sums: defaultdict[str, list[Sum]] = defaultdict(list)
    for currency, top in by_currency.items():
        for row in top:
            total = amount_text(row.total_minor, Currency(currency))
            place_id = UUID(row.key)
            sums[currency].append(
                Sum(currency, total, row.entries, place_id=place_id, place=names.get(row.key))
            )
    return sums


def _month(
    currency: Currency,
    days: Sequence[Row[Any]],
    span: _Span,
    labels: dict[str, Row[Any]],
    top_places: list[Sum],
) -> CurrencyMonth:
    def total(rows: Iterable[Row[Any]]) -> str:
        return amount_text(sum(row.total_minor for row in rows), currency)

    this = [row for row in days if row.period in span.month]
    previous = [row for row in days if row.period in span.previous]
    return CurrencyMonth(
        currency=currency,
        total=total(this),
        count=sum(row.entries for row in this),
        previous_total=total(previous),
        previous_to_date=total(row for row in previous if row.period <= span.previous_until),
        weeks=[_week(week, days, currency, labels) for week in span.weeks],
        by_category=_by_category(this, currency, labels),
        top_places=top_places,
    )


def _week(
    week: Period, days: Sequence[Row[Any]], currency: Currency, labels: dict[str, Row[Any]]
) -> Week:
    kinds: defaultdict[str, int] = defaultdict(int)
    for row in days:
        if row.period in week:
            kinds[labels[row.key].kind if row.key in labels else _NO_KIND] += row.total_minor
    by_kind = {kind: amount_text(minor, currency) for kind, minor in sorted(kinds.items())}
    return Week(week.start, amount_text(sum(kinds.values()), currency), by_kind)


def _by_category(
    days: Sequence[Row[Any]], currency: Currency, labels: dict[str, Row[Any]]
) -> list[Sum]:
    minor: defaultdict[str, int] = defaultdict(int)
    count: defaultdict[str, int] = defaultdict(int)
    for row in days:
        minor[row.key] += row.total_minor
        count[row.key] += row.entries
    sums = []
    for key in sorted(minor, key=lambda key: (-minor[key], key)):
        label = labels.get(key)
        name, kind = (label.name, label.kind) if label else (None, None)
        amount = amount_text(minor[key], currency)
        sums.append(Sum(currency, amount, count[key], category=name, category_kind=kind))
    return [item for item in sums if item.count]
