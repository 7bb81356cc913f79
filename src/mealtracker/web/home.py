"""Home: this month against the last, eight weeks, categories, places, and what came last."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, get_locale, gettext

from mealtracker.accounts.queries import ANY_USER
from mealtracker.demo.queries import has_demo
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, Money
from mealtracker.domain.periods import month_of
from mealtracker.expenses.search import write_term
from mealtracker.http.access import Access, declare
from mealtracker.http.auth import current_visitor, visitor
from mealtracker.http.forms import go_to
from mealtracker.http.fragments import RESWAP, RETARGET
from mealtracker.http.wiring import ports
from mealtracker.reports.dashboard import dashboard
from mealtracker.reports.schemas import CurrencyMonth, Sum, Week
from mealtracker.reports.sums import change_percent
from mealtracker.web.charts.bars import Bar, Item, bars
from mealtracker.web.charts.stacks import Stack, StackChart, stack_chart
from mealtracker.web.expenses.rows import RowMaker
from mealtracker.web.filters.dates import week_labels
from mealtracker.web.quick_add.card import blank_card
from mealtracker.web.quick_add.repeats import repeat_views

bp = Blueprint("home", __name__)


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month in one currency, ready to be shown."""

    currency: str
    total: str
    count: int
    previous_total: str
    previous_to_date: str
    change_percent: int | None
    weeks_chart: StackChart
    category_bars: tuple[Bar[Sum], ...]
    top_places: list[Sum]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The page without its words."""

    month: date
    days_left: int
    currencies: list[MonthView]


@bp.get("/")
def index() -> ResponseReturnValue:
    """Show where the money went; before the first account, the way to make it."""
    if visitor() is None:
        with ports().db.reading() as reading:
            if reading.first(ANY_USER) is None:
                return go_to(url_for("auth.welcome"))
    return render_template("home/index.html", **_content())


declare(index, Access("read"))


def home_content() -> Response:
    """Return the page without its frame, to replace what it shows: something was saved on it."""
    html = render_template("home/_content.html", **_content(), takes_focus=True)
    return Response(html, headers={RETARGET: "#content", RESWAP: "innerHTML"})


def _content() -> dict[str, Any]:  # Any: what home/_content.html takes
    who = current_visitor()
    actor, month = who.actor, month_of(who.actor.today)
    with ports().db.reading() as reading:
        found = dashboard(reading, actor, month, who.week_start)
        is_demo = has_demo(reading, actor) if found.recent else False
        repeats = repeat_views(reading, who) if found.recent and who.can_edit else []
    months = found.currencies or [_nothing(actor)]
    if months[0].currency != actor.currency:
        months = [_nothing(actor), *months]
    view = HomeView(
        month=month.start,
        days_left=(month.end - actor.today).days,
        currencies=[_month_view(item, actor.today) for item in months],
    )
    return {
        "dashboard": view,
        "recent": list(RowMaker(actor.today).by_day(found.recent)),
        "greeting": _greeting(who.name, actor),
        "has_demo": is_demo,
        "read": blank_card(),
        "repeats": repeats,
    }


def _month_view(month: CurrencyMonth, today: date) -> MonthView:
    currency = Currency(month.currency)
    labels = week_labels(get_locale(), [week.start for week in month.weeks])
    weeks = [
        _week(week, label, currency, today) for week, label in zip(month.weeks, labels, strict=True)
    ]
    categories = [
        Item(
            item.category or gettext("No category"),
            _search(
                today, write_term("cat", [item.category]) if item.category else "no:cat", currency
            ),
            Money.parse(item.total, currency).minor,
            item,
            item.category_kind,
        )
        for item in month.by_category
    ]
    return MonthView(
        currency=currency,
        total=month.total,
        count=month.count,
        previous_total=month.previous_total,
        previous_to_date=month.previous_to_date,
        change_percent=_change(month, currency),
        weeks_chart=stack_chart(weeks, currency),
        category_bars=bars(categories),
        top_places=month.top_places,
    )


def _week(week: Week, label: str, currency: Currency, today: date) -> Stack:
    last = week.start + timedelta(days=6)
    day = format_date(week.start, "d MMM")
    parts = [(kind, Money.parse(text, currency).minor) for kind, text in week.by_kind.items()]
    href = url_for("expenses.index", q=f"date:{week.start}..{last} cur:{currency}")
    is_partial = week.start <= today < last
    title = gettext("Week of %(day)s", day=day)
    return Stack(label, href, title, parts, is_partial=is_partial)


def _search(today: date, term: str, currency: str) -> str:
    return url_for("expenses.index", q=f"date:{today:%Y-%m} {term} cur:{currency}")


def _change(month: CurrencyMonth, currency: Currency) -> int | None:
    """Return by how many percent more was spent than by the same day of the month before."""
    before = Money.parse(month.previous_to_date, currency).minor
    return change_percent(Money.parse(month.total, currency).minor, before)


def _nothing(actor: Actor) -> CurrencyMonth:
    zero = Money(0, actor.currency).text
    return CurrencyMonth(actor.currency, zero, 0, zero, zero, [], [], [])


def _greeting(name: str, actor: Actor) -> str:
    hour = actor.now.astimezone(ZoneInfo(actor.zone)).hour
    first = name.split(maxsplit=1)[0]
    if 4 <= hour < 12:  # noqa: PLR2004 - hours of the day
        return gettext("Good morning, %(name)s", name=first)
    if 12 <= hour < 18:  # noqa: PLR2004 - hours of the day
        return gettext("Good afternoon, %(name)s", name=first)
    return gettext("Good evening, %(name)s", name=first)
