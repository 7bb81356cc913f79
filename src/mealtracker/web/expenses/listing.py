"""The list of expenses: a search in the address, months and days with their sums, a next page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.paging import Cursor, Page
from mealtracker.errors import Invalid
from mealtracker.expenses.listing import list_expenses, totals
from mealtracker.expenses.schemas import ExpenseOut, ListQuery
from mealtracker.expenses.search import Term, read_query, write_query
from mealtracker.http.auth import current_actor
from mealtracker.http.faults import faults_of
from mealtracker.http.forms import Form, go_to
from mealtracker.http.fragments import is_fragment
from mealtracker.http.pages import page
from mealtracker.http.wiring import ports
from mealtracker.http.words import translated
from mealtracker.labels.schemas import Spent
from mealtracker.reports.by_day import DaySum
from mealtracker.saved_filters.queries import list_filters
from mealtracker.saved_filters.schemas import FilterOut
from mealtracker.web.expenses import chips
from mealtracker.web.expenses.blueprint import bp
from mealtracker.web.expenses.bulk_bar import bulk_bar, can_select
from mealtracker.web.expenses.calendar_parts import calendar_url
from mealtracker.web.expenses.chips import list_url
from mealtracker.web.expenses.filter_form import read_filter_form
from mealtracker.web.expenses.groups import Group, month_groups, month_sums
from mealtracker.web.expenses.panel import Panel, read_panel
from mealtracker.web.expenses.rows import RowMaker
from mealtracker.web.expenses.term_words import TermWords
from mealtracker.web.expenses.words import sort_choices

_SORTS: Final = {"eaten_on": "-eaten_on", "place": "place", "total": "-total"}
_NAME_LENGTH: Final = 60
_NOTHING: Final[Page[ExpenseOut]] = Page([], None)


@dataclass(frozen=True, slots=True)
class Listed:
    """What was asked for and what was read; nothing was where the search cannot be read."""

    query: ListQuery
    terms: Sequence[Term] = ()
    page: Page[ExpenseOut] = _NOTHING
    spent: list[Spent] = field(default_factory=list)
    sums: list[DaySum] = field(default_factory=list)
    saved: list[FilterOut] = field(default_factory=list)
    panel: Panel | None = None

    @property
    def q(self) -> str:
        """Return the search in the one form in which it is compared."""
        return write_query(self.terms)

    @property
    def is_by_day(self) -> bool:
        """Tell whether the rows stand by month and day."""
        return self.query.sort.endswith("eaten_on")

    @property
    def days(self) -> int | None:
        """Return on how many days there is something; None while there are more pages."""
        is_whole = not (self.query.cursor or self.page.next)
        return len({e.eaten_on for e in self.page.items}) if is_whole else None


@bp.get("")
@page()
def index() -> ResponseReturnValue:
    """Show the expenses that the search asks for; a search that cannot be read keeps its text."""
    if is_fragment():
        return _next_rows()
    actor, form = current_actor(), None
    if request.args.get("panel") == "apply":
        form = read_filter_form(actor)
        if form.draft is not None:
            return go_to(list_url(form.draft, request.args.get("sort") or chips.DEFAULT_SORT))
    try:
        listed = _read(actor, form)
    except Invalid as fault:
        return _page(actor, Listed(ListQuery()), translated(fault.message)), 422
    return _page(actor, listed), 422 if form else 200


def _read(actor: Actor, form: Form[str] | None) -> Listed:
    """Read the list in four statements, and two more while the panel is open."""
    query = _query()
    terms = read_query(query.q, actor.today)
    with ports().db.reading() as reading:
        found = list_expenses(reading, actor, query)
        return Listed(
            query,
            terms,
            found,
            totals(reading, actor, query.q),
            _sums(reading, actor, query, found),
            list_filters(reading, actor),
            (
                read_panel(reading, actor, terms, query.sort, form)
                if request.args.get("panel")
                else None
            ),
        )


def _page(actor: Actor, listed: Listed, error: str = "") -> str:
    make, items = RowMaker(actor.today), listed.page.items
    groups = month_groups(items, listed.sums, make) if listed.is_by_day else []
    words = _words(actor, listed)
    return render_template(
        "expenses/index.html",
        q=request.args.get("q", "") if error else listed.query.q,
        error=error,
        groups=groups,
        rows=[] if groups else list(make.each(items)),
        is_by_day=listed.is_by_day,
        spent=listed.spent,
        days=listed.days,
        in_force=chips.terms_in_force(
            listed.terms, words, lambda q: list_url(q, listed.query.sort)
        ),
        offered=[
            *chips.saved(listed.saved, listed.q, listed.query.sort),
            *chips.proposals(listed.terms, listed.query.sort, actor.today),
        ],
        bulk=(
            bulk_bar(listed.query, listed.spent, len(items))
            if can_select(actor, listed.terms)
            else None
        ),
        panel=listed.panel,
        panel_url=list_url(listed.q, listed.query.sort, panel="filter"),
        calendar_url=calendar_url(listed.terms, actor.today),
        to_save=_to_save(listed, words) if actor.can_edit else None,
        sort=None if listed.query.sort == chips.DEFAULT_SORT else listed.query.sort,
        order=dict(sort_choices())[listed.query.sort],
        sorts=_sorts(listed.query.q, listed.query.sort),
        next_url=_next_url(listed.query, listed.page),
        is_first=not request.args.get("cursor"),
    )


def _words(actor: Actor, listed: Listed) -> TermWords:
    """Return how terms are said: in the one currency found, else in bare numbers."""
    found = {spent.currency for spent in listed.spent} or {actor.currency}
    places = {str(e.place_id): e.place for e in listed.page.items if e.place}
    return TermWords(actor.today, found.pop() if len(found) == 1 else None, places)


def _to_save(listed: Listed, words: TermWords) -> dict[str, str] | None:
    """Return the fields of a new filter for this list; None where there is one, or no search."""
    q, sort = listed.q, listed.query.sort
    if not q or any((kept.q, kept.sort) == (q, sort) for kept in listed.saved):
        return None
    name = words.all_of(dict.fromkeys(listed.terms))[:_NAME_LENGTH]
    return {"name": name[0].upper() + name[1:], "q": q, "sort": sort}


def _next_rows() -> str:
    """Answer “Show more”: the rows that follow the cursor, as if the page had never been cut."""
    actor, query = current_actor(), _query()
    make = RowMaker(actor.today)
    with ports().db.reading() as reading:
        found = list_expenses(reading, actor, query)
        sums = _sums(reading, actor, query, found)
    is_by_day = query.sort.endswith("eaten_on")
    groups: list[Group] = []
    if is_by_day:
        groups = month_groups(found.items, sums, make, _day_before(query))
    return render_template(
        "expenses/_more.html",
        groups=groups,
        rows=[] if groups else list(make.each(found.items)),
        next_url=_next_url(query, found),
        can_select=can_select(actor, read_query(query.q, actor.today)),
    )


def _sums(
    reading: Reading, actor: Actor, query: ListQuery, found: Page[ExpenseOut]
) -> list[DaySum]:
    is_by_day = query.sort.endswith("eaten_on")
    return month_sums(reading, actor, query.q, found.items) if is_by_day else []


def _day_before(query: ListQuery) -> date | None:
    """Return the day of the row that this page, in an order by day, follows."""
    if not query.cursor:
        return None
    return date.fromisoformat(str(Cursor.decode(query.cursor, query.sort).key[0]))


def _next_url(query: ListQuery, found: Page[ExpenseOut]) -> str | None:
    return list_url(query.q, query.sort, cursor=found.next) if found.next else None


def _query() -> ListQuery:
    names = {name: request.args[name] for name in ("q", "sort", "cursor") if request.args.get(name)}
    try:
        return ListQuery.model_validate(names)
    except ValidationError as error:
        raise Invalid(faults_of(error, are_parameters=True)) from error


def _sorts(q: str, sort: str) -> dict[str, tuple[str, str | None]]:
    links: dict[str, tuple[str, str | None]] = {}
    for name, first in _SORTS.items():
        is_by = sort.removeprefix("-") == name
        turned = sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"
        order = ("descending" if sort.startswith("-") else "ascending") if is_by else None
        links[name] = (list_url(q, turned if is_by else first), order)
    return links
