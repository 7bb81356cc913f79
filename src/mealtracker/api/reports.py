"""Reports over JSON."""

from collections.abc import Callable
from typing import Annotated

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
from mealtracker.reports.dashboard import dashboard
from mealtracker.reports.schemas import Dashboard, Report
from mealtracker.reports.sums import ReportQuery, read_period

bp = Blueprint("api_reports", __name__, url_prefix="/api/v1/reports")


class PeriodQuery(Draft):
    """Which days a report counts, both ends in; by default the current month."""

    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None
    q: Annotated[str, Field(max_length=500)] = ""


class MonthQuery(Draft):
    """Which month the dashboard shows, YYYY-MM; by default the current one."""

    month: Annotated[str | None, Field(max_length=7)] = None


def _report(
    function: Callable[[Reading, Actor, ReportQuery], Report],
) -> Callable[..., Response]:
    def view(reading: Reading, actor: Actor, query: PeriodQuery) -> Response:
        period = read_period(actor, query.first, query.last)
        return reply(function(reading, actor, ReportQuery(period, query.q)).as_json())

    view.__name__, view.__doc__ = function.__name__, function.__doc__
    by = function.__name__.removeprefix("by_")
    return operation(f"Add expenses up by {by}", query=PeriodQuery, returns=Report)(view)


for _function in (by_month, by_place, by_category, by_meal):
    _name = _function.__name__.replace("_", "-")
    bp.add_url_rule(f"/{_name}", _function.__name__, _report(_function))


@bp.get("/dashboard")
@operation("Read the dashboard of a month", query=MonthQuery, returns=Dashboard)
def show_dashboard(reading: Reading, actor: Actor, query: MonthQuery) -> Response:
    """Return a month beside the one before, eight weeks, and the latest expenses."""
    try:
        month = read_month(query.month) if query.month else month_of(actor.today)
    except Invalid as error:
        raise Invalid.parameter("month", error.message) from error
    return reply(dashboard(reading, actor, month, current_visitor().week_start))
