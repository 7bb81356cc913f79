"""From the sums of the analytics page to its charts, every bar with a link to what it sums."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from mealtracker.domain.currencies import Currency
from mealtracker.domain.money import Money, amount_text
from mealtracker.domain.periods import Period, month_of, week_of
from mealtracker.expenses.derived import WEEKDAYS
from mealtracker.expenses.search import write_term
from mealtracker.reports.analytics import Analytics, TopPlace
from mealtracker.reports.schemas import HeadSum, HourSum, Sum, TipSum
from mealtracker.reports.spans import SpanSum, year_of
from mealtracker.reports.sums import change_percent
from mealtracker.web import filters
from mealtracker.web.analytics.asked import Links
from mealtracker.web.analytics.words import band_words, month_label, period_words
from mealtracker.web.charts.bars import Bar, Item, bars
from mealtracker.web.charts.heat import HeatMap, Spot, heat_map
from mealtracker.web.charts.stacks import MOST_WITH_AMOUNTS, Stack, StackChart, stack_chart
from mealtracker.web.filters.dates import day_month_short, week_labels
from mealtracker.web.filters.words import meal_name

_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Charts:
    """Everything that is drawn."""

    stacks: StackChart
    heat: HeatMap
    categories: tuple[Bar[Sum], ...]
    meals: tuple[Bar[HeadSum], ...]
    heads: tuple[Bar[HeadSum], ...]
    tips: tuple[Bar[TipSum], ...]
    places: tuple[Bar[Sum], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The days before, and by how many percent more was spent since; None if it was nothing."""

    days: str
    total: str
    change_percent: int | None


def charts_of(found: Analytics, links: Links, today: date, week_start: int) -> Charts:
    """Draw the sums of `found`."""
    details, currency = found.details, found.currency
    spots = (_spot(item, links) for item in details.hours)
    return Charts(
        stacks=_stacks(found, links, today, week_start),
        heat=heat_map(spots, currency, week_start),
        categories=bars([_category(item, links) for item in found.categories]),
        meals=bars([_meal(item, links, item.total) for item in details.meals]),
        heads=bars(_dearest([_meal(m, links, m.average) for m in details.meals if m.average])),
        tips=bars([_tip(item, links) for item in details.tips]),
        places=bars([_place(item, links) for item in details.places]),
    )


def compared(found: Analytics) -> Compared | None:
    """Compare with the days before; None where there are none."""
    if found.before is None:
        return None
    total = amount_text(found.before_minor, found.currency)
    change = change_percent(found.minor, found.before_minor)
    return Compared(period_words(found.before), total, change)


def _stacks(found: Analytics, links: Links, today: date, week_start: int) -> StackChart:
    labels = _labels(found)
    spans = [
        Stack(
            label,
            links.expenses(period=span.period),
            _title(found, span, week_start),
            list(span.by_kind.items()),
            is_partial=today in span.period and today != span.period.last,
            is_cut=span.period != _whole(found, span, week_start),
        )
        for span, label in zip(found.spans, labels, strict=True)
    ]
    return stack_chart(spans, found.currency)


def _labels(found: Analytics) -> list[str]:
    starts = [span.period.start for span in found.spans]
    if found.unit == "week":
        return week_labels(filters.locale(), starts)
    if found.unit == "year":
        return [str(start.year) for start in starts]
    # Where bars stand too close for every name, a quarter has one.
    is_sparse = len(starts) > MOST_WITH_AMOUNTS
    return [
        (
            ""
            if is_sparse and start.month % _QUARTER != 1
            else month_label(start, is_first=start == starts[0])
        )
        for start in starts
    ]


def _title(found: Analytics, span: SpanSum, week_start: int) -> str:
    is_week = found.unit == "week"
    if is_week and span.period == _whole(found, span, week_start):
        day = day_month_short(filters.locale(), span.period.start)
        return gettext("Week of %(day)s", day=day)
    return period_words(span.period)


def _whole(found: Analytics, span: SpanSum, week_start: int) -> Period:
    """Return the week, month or year that a span is of."""
    first = span.period.start
    if found.unit == "week":
        return week_of(first, week_start)
    return month_of(first) if found.unit == "month" else year_of(first)


def _category(item: Sum, links: Links) -> Item[Sum]:
    term = write_term("cat", [item.category]) if item.category else "no:cat"
    label = item.category or gettext("No category")
    size = _minor(item.total, item.currency)
    return Item(label, links.expenses(term), size, item, item.category_kind)


def _meal(item: HeadSum, links: Links, amount: str | None) -> Item[HeadSum]:
    term = write_term("meal", [item.meal]) if item.meal else "no:meal"
    label = meal_name(item.meal) or gettext("No meal")
    return Item(label, links.expenses(term), _minor(amount or "0", item.currency), item, "brand")


def _tip(item: TipSum, links: Links) -> Item[TipSum]:
    term = write_term("tip", [f"{item.low}..{item.high or ''}"])
    return Item(band_words(item), links.expenses(term), item.count, item, "brand")


def _place(item: TopPlace, links: Links) -> Item[Sum]:
    size = _minor(item.sum.total, item.sum.currency)
    return Item(item.sum.place or "", links.expenses(item.term), size, item.sum, "brand")


def _spot(item: HourSum, links: Links) -> Spot:
    hour = "no:time" if item.hour is None else f"hour:{item.hour}"
    return Spot(
        WEEKDAYS.index(item.weekday),
        item.hour,
        _minor(item.total, item.currency),
        item.count,
        links.expenses(f"weekday:{item.weekday}", hour),
    )


def _dearest[T](items: list[Item[T]]) -> list[Item[T]]:
    return sorted(items, key=lambda item: (-item.size, item.label))


def _minor(amount: str, currency: str) -> int:
    return Money.parse(amount, Currency(currency)).minor
