"""The analytics page."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mealtracker.domain.actor import Actor
from mealtracker.domain.money import amount_text
from mealtracker.errors import Invalid
from mealtracker.http.auth import current_visitor
from mealtracker.http.pages import page
from mealtracker.http.wiring import ports
from mealtracker.http.words import translated
from mealtracker.reports.analytics import Analytics, Question, analytics
from mealtracker.reports.schemas import HeadSum, TipSum
from mealtracker.reports.spans import EVER
from mealtracker.web import filters
from mealtracker.web.analytics.asked import Asked, Links, read_asked
from mealtracker.web.analytics.blueprint import bp
from mealtracker.web.analytics.view import Charts, Compared, charts_of, compared
from mealtracker.web.analytics.words import period_words, weekday_names


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to look, and whether it is the one in force."""

    label: str
    href: str
    is_on: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows of one currency."""

    days: str
    is_ever: bool
    currency: str
    total: str
    count: int
    unit: str
    overall: HeadSum | None
    tipped: TipSum | None
    compared: Compared | None
    others: list[Choice]
    charts: Charts
    links: Links


@bp.get("/analytics")
@page()
def index() -> ResponseReturnValue:
    """Show where the money goes; what cannot be read keeps its text."""
    actor, week_start = current_visitor().actor, current_visitor().week_start
    asked, errors, view = Asked(), {}, None
    try:
        asked = read_asked()
        question = Question(asked.days(actor), asked.q, asked.cur, week_start)
        with ports().db.reading() as reading:
            found = analytics(reading, actor, question)
        view = _view(found, Links(asked, question.period, found.currency), actor, week_start)
    except Invalid as error:
        errors = {fault.at: translated(fault.message) for fault in error.faults}
    shown = render_template(
        "analytics/index.html",
        typed=request.args,
        errors=errors,
        asked=asked,
        periods=_periods(asked),
        view=view,
        weekday_names=weekday_names,
    )
    return shown, 422 if errors else 200


def _view(found: Analytics, links: Links, actor: Actor, week_start: int) -> View:
    return View(
        days=gettext("All time") if found.period is None else period_words(found.period),
        is_ever=links.period == EVER,
        currency=found.currency,
        total=amount_text(found.minor, found.currency),
        count=found.count,
        unit=found.unit,
        overall=found.details.overall,
        tipped=found.details.tipped,
        compared=compared(found),
        others=[
            Choice(filters.currency_name(code), links.asked.url(cur=code), count=count)
            for code, count in found.others
        ],
        charts=charts_of(found, links, actor.today, week_start),
        links=links,
    )


def _periods(asked: Asked) -> list[Choice]:
    names = {
        "month": gettext("Month"),
        "3-months": gettext("3 months"),
        "year": gettext("Year"),
        "all": gettext("All time"),
    }
    chosen = "" if asked.has_own_days else asked.period
    no_days = {"from": None, "to": None}
    return [
        Choice(
            label, asked.url(period=name if name != "month" else None, **no_days), name == chosen
        )
        for name, label in names.items()
    ]
