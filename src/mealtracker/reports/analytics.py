"""Everything the analytics page shows of one currency, in a constant number of statements."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Row

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency
from mealtracker.domain.periods import Period
from mealtracker.domain.text import fold
from mealtracker.expenses.search import write_term
from mealtracker.reports.by_category import categories_of
from mealtracker.reports.by_weekday_hour import by_weekday_hour
from mealtracker.reports.days import days
from mealtracker.reports.per_person import per_person
from mealtracker.reports.schemas import HeadSum, HourSum, Sum, TipSum
from mealtracker.reports.spans import (
    EVER,
    SpanSum,
    add_up,
    calendar_months_in,
    period_before,
    weeks_in,
    years_in,
)
from mealtracker.reports.sums import ReportQuery, rows, sum_of
from mealtracker.reports.tips import tips

type Unit = Literal["week", "month", "year"]

_TOP: Final = 8
_MOST_WEEKS: Final = 16
_MOST_MONTHS: Final = 30
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Question:
    """What the page is asked for: the period may be `EVER`, the currency left open."""

    period: Period
    q: str
    currency: Currency | None
    week_start: int


@dataclass(frozen=True, slots=True)
class TopPlace:
    """What was spent at a place, and the search term that finds just that."""

    sum: Sum
    term: str


@dataclass(frozen=True, slots=True)
class Details:
    """What the rows themselves are asked: by meal and head, hour, tip and place."""

    overall: HeadSum | None
    meals: list[HeadSum]
    hours: list[HourSum]
    tipped: TipSum | None
    tips: list[TipSum]
    places: list[TopPlace]


@dataclass(frozen=True, slots=True)
class Analytics:
    """Sums of one currency over `period`, which is None where nothing was ever spent."""

    currency: Currency
    period: Period | None
    minor: int
    count: int
    #: How many expenses there are in the other currencies, the most used first.
    others: list[tuple[Currency, int]]
    before: Period | None
    before_minor: int
    unit: Unit
    spans: list[SpanSum]
    categories: list[Sum]
    details: Details


def analytics(reading: Reading, actor: Actor, question: Question) -> Analytics:
    """Answer `question` with the sums of one currency: the one asked for, else the household's.

    Where nothing was spent in the household's, it is the most used one.

    Raises:
        Invalid: the search cannot be read.
    """
    before = None if question.period == EVER else period_before(question.period, actor.today)
    fetched = Period(before.start, question.period.end) if before else question.period
    found = days(reading, actor, ReportQuery(fetched, question.q))
    inside = [row for row in found if row.period in question.period]
    counts = _counts(inside)
    currency = question.currency or _usual(counts, actor.currency)
    own = [row for row in inside if row.currency == currency]
    period = _known(inside) if question.period == EVER else question.period
    unit, spans = _spans(period, question.week_start) if period else ("week", [])
    earlier = [row for row in found if before and row.period in before]
    return Analytics(
        currency=currency,
        period=period,
        minor=sum(row.total_minor for row in own),
        count=sum(row.entries for row in own),
        others=[(code, count) for code, count in counts.items() if code != currency],
        before=before,
        before_minor=sum(row.total_minor for row in earlier if row.currency == currency),
        unit=unit,
        spans=_shown(unit, add_up(own, spans), actor.today),
        categories=categories_of(own, currency),
        details=_details(reading, actor, ReportQuery(question.period, question.q), currency),
    )


def _known(found: Sequence[Row[Any]]) -> Period | None:
    """Return the days from the first to the last on which something was spent."""
    if not found:
        return None
    known = [row.period for row in found]
    return Period(min(known), max(known) + _DAY)


def _counts(found: Sequence[Row[Any]]) -> dict[Currency, int]:
    """Return how many expenses there are in each currency, the most used first."""
    counts: Counter[str] = Counter()
    for row in found:
        counts[row.currency] += row.entries
    order = sorted(counts, key=lambda code: (-counts[code], code))
    return {Currency(code): counts[code] for code in order}


def _usual(counts: Mapping[Currency, int], home: Currency) -> Currency:
    return home if home in counts else next(iter(counts), home)


def _spans(period: Period, week_start: int) -> tuple[Unit, list[Period]]:
    """Cut `period` into as many spans as a chart can hold."""
    if period.days <= _MOST_WEEKS * 7:
        return "week", weeks_in(period, week_start)
    months = calendar_months_in(period)
    return ("month", months) if len(months) <= _MOST_MONTHS else ("year", years_in(period))


def _shown(unit: Unit, spans: list[SpanSum], today: date) -> list[SpanSum]:
    """Leave out years without expenses, and what has not begun unless it has some already."""
    if unit == "year":
        return [span for span in spans if span.count]
    while spans and spans[-1].period.start > today and not spans[-1].count:
        spans.pop()
    return spans


def _details(reading: Reading, actor: Actor, query: ReportQuery, currency: Currency) -> Details:
    heads = per_person(reading, actor, query)
    tipped = tips(reading, actor, query)
    return Details(
        overall=next((item for item in heads.overall if item.currency == currency), None),
        meals=[item for item in heads.items if item.currency == currency],
        hours=[
            item
            for item in by_weekday_hour(reading, actor, query).items
            if item.currency == currency
        ],
        tipped=next((item for item in tipped.overall if item.currency == currency), None),
        tips=[item for item in tipped.items if item.currency == currency],
        places=_places(rows(reading, actor, query, "place"), currency),
    )


def _places(found: Sequence[Row[Any]], currency: Currency) -> list[TopPlace]:
    known = [row for row in found if row.currency == currency and row.key]
    return [TopPlace(sum_of(row, "place"), _term_of(row, known)) for row in known[:_TOP]]


def _term_of(place: Row[Any], places: Sequence[Row[Any]]) -> str:
    """Return the name as a search term, or the id where the name would find another place too."""
    name = fold(place.name)
    is_alone = all(row is place or name not in row.search_text for row in places)
    return write_term("place", [place.name if is_alone else str(place.id)])
