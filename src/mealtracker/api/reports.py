"""Reports over JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

from flask import Blueprint, Response
from pydantic import Field

from mealtracker.api.operation import operation
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.periods import month_of, read_month
from mealtracker.errors import Invalid
from mealtracker.fields import Day, Draft
from mealtracker.http.auth import current_visitor
from mealtracker.http.reply import reply
from mealtracker.reports.by_category import by_category
from mealtracker.reports.by_meal import by_meal
from mealtracker.reports.by_month import by_month
from mealtracker.reports.by_place import by_place
from mealtracker.reports.by_week import by_week
from mealtracker.reports.by_weekday_hour import by_weekday_hour
from mealtracker.reports.dashboard import dashboard
from mealtracker.reports.per_person import per_person
from mealtracker.reports.schemas import (
    Dashboard,
    Framed,
    HeadReport,
    HourReport,
    Report,
    TipReport,
    WeekReport,
)
from mealtracker.reports.sums import ReportQuery, read_period
from mealtracker.reports.tips import tips

bp = Blueprint("api_reports", __name__, url_prefix="/api/v1/reports")


class PeriodQuery(Draft):
    """Which days a report counts, both ends in; by default the current month."""

    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None
    q: Annotated[str, Field(max_length=500)] = ""


class MonthQuery(Draft):
    """Which month the dashboard shows, YYYY-MM; by default the current one."""

    month: Annotated[str | None, Field(max_length=7)] = None


@dataclass(frozen=True, slots=True)
class _Described:
    """A report, as the document tells of it."""

    function: Callable[[Reading, Actor, ReportQuery], Framed]
    summary: str
    returns: type[Framed] = Report


_REPORTS: Final = {
    "by-month": _Described(by_month, "Add expenses up by month"),
    "by-place": _Described(by_place, "Add expenses up by place"),
    "by-category": _Described(by_category, "Add expenses up by category"),
    "by-meal": _Described(by_meal, "Add expenses up by meal"),
    "by-week": _Described(
        lambda reading, actor, query: by_week(reading, actor, query, current_visitor().week_start),
        "Add expenses up by week and kind of category",
        WeekReport,
    ),
    "by-weekday-hour": _Described(
        by_weekday_hour, "Add expenses up by day of the week and hour of the day", HourReport
    ),
    "per-person": _Described(per_person, "Average expenses over who ate, by meal", HeadReport),
    "tips": _Described(tips, "Sort bills by how much was tipped", TipReport),
}


def _view(name: str, report: _Described) -> Callable[..., Response]:
    def view(reading: Reading, actor: Actor, query: PeriodQuery) -> Response:
        period = read_period(actor, query.first, query.last)
        return reply(report.function(reading, actor, ReportQuery(period, query.q)).as_json())

    view.__name__ = name
    return operation(report.summary, query=PeriodQuery, returns=report.returns)(view)


for _name, _described in _REPORTS.items():
    _endpoint = _name.replace("-", "_")
    bp.add_url_rule(f"/{_name}", _endpoint, _view(_endpoint, _described))


@bp.get("/dashboard")
@operation("Read the dashboard of a month", query=MonthQuery, returns=Dashboard)
def show_dashboard(reading: Reading, actor: Actor, query: MonthQuery) -> Response:
    """Return a month beside the one before, eight weeks, and the latest expenses."""
    try:
        month = read_month(query.month) if query.month else month_of(actor.today)
    except Invalid as error:
        raise Invalid.parameter("month", error.message) from error
    return reply(dashboard(reading, actor, month, current_visitor().week_start))
