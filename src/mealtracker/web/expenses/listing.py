"""The list of expenses: search and filters in the URL, months with their sums, a next page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext
from pydantic import ValidationError

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.paging import Page
from mealtracker.domain.periods import Period, month_of
from mealtracker.errors import Invalid
from mealtracker.expenses.listing import list_expenses, totals
from mealtracker.expenses.schemas import ExpenseOut, ListQuery
from mealtracker.http.auth import current_actor
from mealtracker.http.faults import faults_of
from mealtracker.http.pages import page
from mealtracker.http.wiring import ports
from mealtracker.labels.schemas import Spent
from mealtracker.reports.by_month import by_month
from mealtracker.reports.schemas import Sum
from mealtracker.reports.sums import ReportQuery
from mealtracker.web.expenses.blueprint import bp
from mealtracker.web.expenses.rows import RowMaker, RowView

_SORTS: Final = {"eaten_on": "-eaten_on", "place": "place", "total": "-total"}


@dataclass(frozen=True, slots=True)
class Group:
    """A month of the page with what its rows here add up to."""

    month: date
    label: str
    count: int
    totals: list[tuple[str, str]]
    rows: list[RowView]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is one click away, or in force and one click from gone."""

    label: str
    href: str
    is_on: bool
    icon: str | None = None


@bp.get("")
@page()
def index() -> ResponseReturnValue:
    """Show the expenses that the search asks for; a search that cannot be read keeps its text."""
    actor = current_actor()
    error, status = "", 200
    found: Page[ExpenseOut] = Page([], None)
    spent: list[Spent] = []
    groups: list[Group] = []
    make = RowMaker(actor.today)
    try:
        query = _query()
        with ports().db.reading() as reading:
            found = list_expenses(reading, actor, query)
            spent = totals(reading, actor, query.q)
            if query.sort.endswith("eaten_on"):
                sums = _month_sums(reading, actor, query.q, found.items)
                groups = _groups(found.items, sums, make)
    except Invalid as fault:
        error, status = fault.message, 422
        query = ListQuery(q="", sort="-eaten_on")
    text = request.args.get("q", "")
    page_of_list = render_template(
        "expenses/index.html",
        q=text,
        error=error,
        groups=groups,
        rows=[] if groups else list(make.each(found.items)),
        is_by_day=query.sort.endswith("eaten_on"),
        spent=spent,
        chips=_chips(actor.today, text),
        sorts=_sorts(text, query.sort),
        next_url=(
            url_for(".index", q=text or None, sort=_kept(query.sort), cursor=found.next)
            if found.next
            else None
        ),
        is_first=not request.args.get("cursor"),
    )
    return page_of_list, status


def _query() -> ListQuery:
    names = {name: request.args[name] for name in ("q", "sort", "cursor") if request.args.get(name)}
    try:
        return ListQuery.model_validate(names)
    except ValidationError as error:
        raise Invalid(faults_of(error, are_parameters=True)) from error


def _month_sums(
    reading: Reading, actor: Actor, q: str, expenses: Sequence[ExpenseOut]
) -> dict[str, list[Sum]]:
    """Return what the months of a page add up to, also where the page cuts one of them."""
    if not expenses:
        return {}
    days = [e.eaten_on for e in expenses]
    period = Period(month_of(min(days)).start, month_of(max(days)).end)
    sums: dict[str, list[Sum]] = {}
    for item in by_month(reading, actor, ReportQuery(period, q)).items:
        sums.setdefault(item.month or "", []).append(item)
    return sums


def _groups(
    expenses: Sequence[ExpenseOut], sums: dict[str, list[Sum]], make: RowMaker
) -> list[Group]:
    groups = []
    for month, found in groupby(expenses, key=lambda e: e.eaten_on.replace(day=1)):
        rows = list(make.by_day(found))
        label = format_date(month, "LLLL yyyy")
        month_sums = sums.get(f"{month:%Y-%m}", [])
        count = sum(item.count for item in month_sums)
        totals_here = [(item.currency, item.total) for item in month_sums]
        groups.append(Group(month, label, count, totals_here, rows))
    return groups


def _chips(today: date, q: str) -> list[Chip]:
    last_month = (today.replace(day=1)).toordinal() - 1
    before = date.fromordinal(last_month)
    wanted = [
        (format_date(today, "LLLL"), f"date:{today:%Y-%m}", "calendar-days"),
        (format_date(before, "LLLL"), f"date:{before:%Y-%m}", "calendar-days"),
        (gettext("Groceries"), "meal:groceries", "shopping-basket"),
        (gettext("Delivery"), "order:delivery", "bike"),
        (gettext("With people"), "has:with", "users"),
        (gettext("Does not add up"), "has:warning", "calculator"),
        (gettext("Deleted"), "is:deleted", "trash-2"),
    ]
    words = q.split()
    return [_chip(label, term, icon, words) for label, term, icon in wanted]


def _chip(label: str, term: str, icon: str, words: list[str]) -> Chip:
    is_on = term in words
    key = term.partition(":")[0]
    rest = [word for word in words if word != term]
    if not is_on and key == "date":
        rest = [word for word in rest if not word.startswith("date:")]
    terms = rest if is_on else [*rest, term]
    return Chip(label, url_for(".index", q=" ".join(terms) or None), is_on, icon)


def _sorts(q: str, sort: str) -> dict[str, tuple[str, str | None]]:
    links: dict[str, tuple[str, str | None]] = {}
    for name, first in _SORTS.items():
        is_by = sort.removeprefix("-") == name
        turned = sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"
        order = ("descending" if sort.startswith("-") else "ascending") if is_by else None
        target = turned if is_by else first
        links[name] = (url_for(".index", q=q or None, sort=_kept(target)), order)
    return links


def _kept(sort: str) -> str | None:
    return None if sort == "-eaten_on" else sort
