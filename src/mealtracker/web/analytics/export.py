"""The numbers of a chart as a file: RFC 4180, UTF-8, a row a group, a column for the currency."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Response
from flask_babel import gettext

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.csv_text import csv_lines
from mealtracker.errors import NotFound
from mealtracker.http.auth import current_visitor
from mealtracker.http.pages import page
from mealtracker.http.reply import download as send_file
from mealtracker.http.wiring import ports
from mealtracker.reports.by_category import by_category
from mealtracker.reports.by_meal import by_meal
from mealtracker.reports.by_month import by_month
from mealtracker.reports.by_place import by_place
from mealtracker.reports.by_week import by_week
from mealtracker.reports.by_weekday_hour import by_weekday_hour
from mealtracker.reports.per_person import per_person
from mealtracker.reports.schemas import WeekSum
from mealtracker.reports.spans import EVER
from mealtracker.reports.sums import ReportQuery
from mealtracker.reports.tips import tips
from mealtracker.web.analytics.asked import read_asked
from mealtracker.web.analytics.blueprint import bp
from mealtracker.web.filters.words import KINDS

type Line = Any  # Any: a line of one of the reports
type Lines = Callable[[Reading, Actor, ReportQuery], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class _File:
    """A report and which fields of its lines are columns."""

    lines: Lines
    names: str
    heads: tuple[str, ...] = ()
    more: Callable[[Line], list[str]] = lambda _line: []

    @property
    def header(self) -> list[str]:
        return [*self.names.split(), *self.heads]

    def row(self, line: Line) -> list[str]:
        values = (getattr(line, name) for name in self.names.split())
        return ["" if value is None else str(value) for value in values] + self.more(line)


def _kinds(line: WeekSum) -> list[str]:
    return [line.by_kind.get(kind, "") for kind in KINDS]


def _weeks(reading: Reading, actor: Actor, query: ReportQuery) -> Sequence[Line]:
    return by_week(reading, actor, query, current_visitor().week_start).items


_FILES: Final = {
    "by-week": _File(_weeks, "week currency total count", KINDS, _kinds),
    "by-month": _File(lambda *a: by_month(*a).items, "month currency total count"),
    "by-category": _File(
        lambda *a: by_category(*a).items, "category category_kind currency total count"
    ),
    "by-meal": _File(lambda *a: by_meal(*a).items, "meal currency total count"),
    "by-place": _File(lambda *a: by_place(*a).items, "place place_id currency total count"),
    "by-weekday-hour": _File(
        lambda *a: by_weekday_hour(*a).items, "weekday hour currency total count"
    ),
    "per-person": _File(lambda *a: per_person(*a).items, "meal currency total count heads average"),
    "tips": _File(lambda *a: tips(*a).items, "low high currency total count tips before percent"),
}


@bp.get("/reports/<name>.csv")
@page()
def download(name: str) -> Response:
    """Send a report as a file, in one currency where one is asked for."""
    file = _FILES.get(name)
    if file is None:
        raise NotFound(gettext("There is no report “%(name)s”.", name=name))
    actor, asked = current_visitor().actor, read_asked()
    query = asked.report_query(actor)
    with ports().db.reading() as reading:
        lines = file.lines(reading, actor, query)
    rows = [file.row(line) for line in lines if asked.cur in {None, line.currency}]
    days = "all" if query.period == EVER else f"{query.period.start}-{query.period.last}"
    return send_file([csv_lines([file.header, *rows])], f"{name}-{days}.csv")
