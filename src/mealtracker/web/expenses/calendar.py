"""The calendar: a month or a week of days, with what each cost and what that went to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from pydantic import Field, ValidationError
from sqlalchemy import Row

from mealtracker.domain.actor import Actor
from mealtracker.domain.periods import Period, days_between, month_of, read_month, week_of
from mealtracker.errors import Invalid
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.expenses.search import read_query, write_query
from mealtracker.fields import Day, Draft
from mealtracker.http.auth import current_visitor
from mealtracker.http.faults import faults_of
from mealtracker.http.forms import go_to
from mealtracker.http.pages import page
from mealtracker.http.wiring import ports
from mealtracker.reports.by_day import DaySum, add_days
from mealtracker.reports.calendar import Visit, dearest_visits, expenses_in
from mealtracker.reports.days import days
from mealtracker.reports.sums import ReportQuery
from mealtracker.web.expenses import calendar_parts as parts
from mealtracker.web.expenses.blueprint import bp
from mealtracker.web.expenses.calendar_grid import Grid, weekday_names
from mealtracker.web.expenses.chips import DEFAULT_SORT, list_url, terms_in_force
from mealtracker.web.expenses.groups import day_totals
from mealtracker.web.expenses.rows import RowMaker
from mealtracker.web.expenses.term_words import TermWords

_SHOWN = 100


class CalendarQuery(Draft):
    """Which days a calendar shows: a month as `YYYY-MM`, or the week of a day."""

    month: Annotated[str, Field(max_length=10)] | None = None
    week: Day | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was read for a page: sums, the dearest of each day, and the expenses of `listed`."""

    rows: Sequence[Row[Any]]
    sums: list[DaySum]
    visits: list[Visit]
    listed: Period | None
    expenses: list[ExpenseOut]


@bp.get("/calendar")
@page()
def calendar() -> ResponseReturnValue:
    """Show a month, or with `week` the week of that day; a search narrows down what counts."""
    who = current_visitor()
    q = request.args.get("q", "")
    try:
        terms = read_query(q, who.actor.today)
    except Invalid:
        return go_to(list_url(q, DEFAULT_SORT))  # which says where it cannot be read
    query, is_week = _query(), bool(request.args.get("week"))
    span = parts.Span(_period(query, who.actor.today, who.week_start), terms, is_week=is_week)
    return _page(who.actor, span, who.week_start)


def _query() -> CalendarQuery:
    names = {name: request.args[name] for name in ("month", "week") if request.args.get(name)}
    try:
        return CalendarQuery.model_validate(names)
    except ValidationError as error:
        raise Invalid(faults_of(error, are_parameters=True)) from error


def _period(query: CalendarQuery, today: date, week_start: int) -> Period:
    if query.week is None:
        return read_month(query.month) if query.month else month_of(today)
    days_between(query.week, query.week)  # refuses the last year, whose last week has no end
    return week_of(query.week, week_start)


def _read(actor: Actor, span: parts.Span) -> Found:
    """Read a page in three statements, however much was spent."""
    query = ReportQuery(span.period, write_query(span.terms))
    with ports().db.reading() as reading:
        rows = days(reading, actor, query)
        sums = add_days(rows)
        visits = dearest_visits(reading, actor, query)
        listed = span.period if span.is_week else parts.latest_day(sums)
        asked = ReportQuery(listed or span.period, query.q)
        expenses = expenses_in(reading, actor, asked, _SHOWN) if listed else []
    return Found(rows, sums, visits, listed, expenses)


def _page(actor: Actor, span: parts.Span, week_start: int) -> str:
    found = _read(actor, span)
    currency = parts.main_currency(found.sums, actor.currency)
    grid = Grid(span.period, actor.today, found.sums, currency)
    listed = [day for day in found.sums if found.listed and day.day in found.listed]
    rows = RowMaker(actor.today).by_day(found.expenses[:_SHOWN], totals=day_totals(found.sums))
    return render_template(
        "expenses/calendar.html",
        span=span,
        title=parts.title(span, actor.today),
        totals=parts.totals(found.sums),
        counted=parts.count_days(span.period, actor.today, found.sums),
        links=parts.links(span, actor.today),
        chips=terms_in_force(span.terms, TermWords(actor.today, currency), span.url_of_search),
        weekdays=weekday_names(week_start),
        weeks=list(grid.weeks(week_start, found.visits, span.url_of_day)),
        dark_from=grid.dark_from,
        currency=currency,
        is_mixed=any(day.currency != currency for day in found.sums),
        listed=found.listed,
        listed_totals=parts.totals(listed),
        rows=list(rows),
        rest_url=span.list_url if len(found.expenses) > _SHOWN else None,
        bars=parts.category_bars(found.rows, span, currency),
    )
