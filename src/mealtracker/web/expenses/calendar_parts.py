"""The parts of a calendar page around its grid: what it shows, where it leads, what it adds up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import Row

from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.periods import Period, month_before, month_of
from mealtracker.expenses.ranges import Days
from mealtracker.expenses.search import Term, write_query, write_term
from mealtracker.reports.by_day import DaySum
from mealtracker.web import filters
from mealtracker.web.charts.bars import Bar, Item, bars
from mealtracker.web.expenses.chips import DEFAULT_SORT, list_url, with_term, without_days
from mealtracker.web.filters import dates

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days on the page, and the search that narrows them down."""

    period: Period
    terms: Sequence[Term]
    is_week: bool

    @property
    def list_url(self) -> str:
        """Return where the same expenses are listed."""
        return list_url(with_term(self.terms, self.days_term), DEFAULT_SORT)

    @property
    def days_term(self) -> str:
        """Return the days as a term of a search."""
        if self.is_week:
            return f"date:{self.period.start}..{self.period.last}"
        return f"date:{str(self.period.start)[:7]}"

    def url_of_day(self, day: date) -> str:
        """Return where the expenses of one day are listed."""
        return list_url(with_term(self.terms, f"date:{day}"), DEFAULT_SORT)

    def url_of_search(self, q: str) -> str:
        """Return the same days for another search."""
        return _url(self.period.start, q, is_week=self.is_week)

    def url_of(self, start: date, *, is_week: bool) -> str:
        """Return the month or week of another day for the same search."""
        return _url(start, write_query(self.terms), is_week=is_week)


@dataclass(frozen=True, slots=True)
class Links:
    """Where the head of the page leads, with the names of the days before and after."""

    month: str
    week: str
    before: tuple[str, str]
    after: tuple[str, str]
    today: str


def calendar_url(terms: Sequence[Term], today: date) -> str:
    """Return the month of the calendar that holds the last day that a search asks for."""
    days = [term.values[-1] for term in terms if term.key == "date" and not term.is_negated]
    last = days[0].last if days and isinstance(days[0], Days) else None
    return _url(last or today, write_query(without_days(terms)), is_week=False)


def links(span: Span, today: date) -> Links:
    """Return the ways on from a page; the other view shows today if it can, else the first day."""
    start = span.period.start
    near = today if today in span.period else start
    before = start - _WEEK if span.is_week else month_before(span.period).start
    after = span.period.end
    return Links(
        month=span.url_of(near, is_week=False),
        week=span.url_of(near, is_week=True),
        before=(span.url_of(before, is_week=span.is_week), _name(before, today, span)),
        after=(span.url_of(after, is_week=span.is_week), _name(after, today, span)),
        today=span.url_of(today, is_week=span.is_week),
    )


def title(span: Span, today: date) -> str:
    """Return what the page is called: `November 2026`, `Week of 16 November`."""
    return _name(span.period.start, today, span)


def totals(sums: Iterable[DaySum]) -> list[tuple[str, str]]:
    """Return what days add up to, as currency and amount, the most used currency first."""
    minor: defaultdict[Currency, int] = defaultdict(int)
    count: Counter[Currency] = Counter()
    for found in sums:
        minor[found.currency] += found.minor
        count[found.currency] += found.count
    order = sorted(minor, key=lambda currency: (-count[currency], currency))
    return [(currency, amount_text(minor[currency], currency)) for currency in order]


def count_days(period: Period, today: date, sums: Iterable[DaySum]) -> tuple[int, int]:
    """Return on how many days something was recorded, and on how many up to today nothing."""
    known = {found.day for found in sums}
    past = min(period.end, today + timedelta(days=1)) - period.start
    empty = past.days - sum(1 for day in known if day <= today)
    return len(known), max(empty, 0)


def latest_day(sums: Sequence[DaySum]) -> Period | None:
    """Return the last day on which there is something."""
    return Period(sums[-1].day, sums[-1].day + timedelta(days=1)) if sums else None


def main_currency(sums: Iterable[DaySum], home: Currency) -> Currency:
    """Return the currency of shades and bars: the household's, else the most used one."""
    found = totals(sums)
    known = [Currency(currency) for currency, _ in found]
    return home if home in known or not known else known[0]


def category_bars(
    rows: Iterable[Row[Any]], span: Span, currency: Currency  # Any: the columns of `days`
) -> tuple[Bar[str], ...]:
    """Return a bar for each category, the dearest first."""
    minor: defaultdict[tuple[str | None, str | None], int] = defaultdict(int)
    for row in rows:
        if row.currency == currency:
            minor[row.name, row.kind] += row.total_minor
    order = sorted(minor, key=lambda key: (-minor[key], key[0] or ""))
    return bars([_bar(name, kind, minor[name, kind], span, currency) for name, kind in order])


def _bar(
    name: str | None, kind: str | None, minor: int, span: Span, currency: Currency
) -> Item[str]:
    q = with_term(span.terms, span.days_term)
    of_category = write_term("cat", [name]) if name else "no:cat"
    href = list_url(f"{q} {of_category} cur:{currency}", DEFAULT_SORT)
    amount = filters.money(amount_text(minor, currency), currency)
    return Item(name or gettext("No category"), href, minor, amount, kind)


def _url(day: date, q: str, *, is_week: bool) -> str:
    week, month = (str(day), None) if is_week else (None, str(day)[:7])
    return url_for("expenses.calendar", q=q or None, week=week, month=month)


def _name(start: date, today: date, span: Span) -> str:
    if not span.is_week:
        return dates.month_name(filters.locale(), month_of(start).start)
    locale = filters.locale()
    day = dates.day_month(locale, start)
    return gettext(
        "Week of %(day)s", day=day if start.year == today.year else f"{day} {start.year}"
    )
