"""The style guide: every component in every state on one page, for who works on the pages.

It is there when the setting `styleguide` is on, and made of the macros that the pages are made of.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from mealtracker.domain.currencies import Currency
from mealtracker.expenses.schemas import ExpenseOut, Warned
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import Form
from mealtracker.http.pages import page
from mealtracker.web import filters
from mealtracker.web.charts.bars import Bar, Item, bars
from mealtracker.web.charts.heat import HeatMap, Spot, heat_map
from mealtracker.web.charts.stacks import Stack, StackChart, stack_chart
from mealtracker.web.expenses.rows import RowMaker
from mealtracker.web.quick_add.card import Card, blank_card
from mealtracker.web.quick_add.chips import ChipView, ChoiceView

bp = Blueprint("styleguide", __name__)

COLOURS: Final = (
    *("canvas", "surface", "surface-sunken", "line", "line-control", "line-input"),
    *("ink", "ink-muted", "ink-faint", "brand", "brand-ink", "brand-soft", "accent"),
    *("good", "good-soft", "warn", "warn-soft", "bad", "bad-soft", "info", "info-soft"),
    *("kind-dining", "kind-groceries", "kind-coffee", "kind-delivery", "kind-drinks"),
    *("kind-snacks", "heat-1", "heat-2", "heat-3", "heat-4"),
)
_USD: Final = Currency("USD")
_ID: Final = UUID("00000000-0000-7000-8000-000000000000")
_WEEKS: Final = ((81, 72, 29), (65, 99, 0), (77, 44, 32), (90, 125, 28), (52, 160, 0), (20, 12, 0))


@bp.get("/styleguide")
@page()
def index() -> ResponseReturnValue:
    """Show every component in every state."""
    return render_template(
        "styleguide/index.html",
        colours=COLOURS,
        form=_form(),
        rows=list(RowMaker(current_actor().today).by_day(_expenses())),
        weeks=_weeks(),
        categories=_categories(),
        hours=_hours(),
        day_names=_names,
        blank=blank_card(),
        typed=_typed(),
    )


def _form() -> Form[Any]:  # Any: nothing is sent
    values = {"place": "Katana Sushi", "wrong": "9.5O", "hinted": "12.50+3", "meal": "dinner"}
    values |= {"ticked": "1", "on": "1", "view": "list", "note": "Ask for the window."}
    return Form(values=values, errors={"wrong": ["“9.5O” is not a number."]})


def _expenses() -> list[ExpenseOut]:
    today, now = current_actor().today, current_actor().now
    plain = ExpenseOut(
        id=_ID,
        version=1,
        kind="expense",
        eaten_on=today,
        eaten_at=None,
        zone=None,
        meal="dinner",
        order_type=None,
        place_id=None,
        place="Katana Sushi",
        category="Dining",
        category_kind="dining",
        tags=["team"],
        people=["Ana Duarte", "Ben Okafor"],
        covers=None,
        currency="USD",
        total="136.47",
        subtotal=None,
        discount=None,
        tax=None,
        tax_included=False,
        tip=None,
        service_charge=None,
        fees=None,
        rounding=None,
        payment=None,
        note="",
        items=[],
        source="manual",
        warnings=[],
        created_at=now,
        updated_at=now,
        deleted_at=None,
    )
    return [_other(plain, changed, today) for changed in _ROWS]


_ROWS: Final[tuple[dict[str, Any], ...]] = (  # Any: fields of an expense
    {},
    {"place": "Greenleaf Market", "category_kind": "groceries", "meal": "groceries", "people": []},
    {
        "kind": "refund",
        "total": "9.08",
        "tags": [],
        "place": "Blue Heron",
        "category_kind": "coffee",
    },
    {"warnings": [Warned("parts_differ", "0.50", "")], "tags": ["a", "b", "c", "d"], "days": 1},
    {"place": "Marisqueira Azul do Cais, Rua dos Bacalhoeiros 12", "currency": "EUR", "days": 3},
)


def _other(plain: ExpenseOut, changed: dict[str, Any], today: date) -> ExpenseOut:  # Any: as above
    fields = {name: value for name, value in changed.items() if name != "days"}
    return replace(plain, eaten_on=today - timedelta(days=changed.get("days", 0)), **fields)


def _weeks() -> StackChart:
    href = url_for(".index")
    kinds = ("groceries", "dining", "delivery")
    stacks = [
        Stack(str(5 + 7 * at), href, f"Week {at + 1}", [*zip(kinds, _cents(parts), strict=True)])
        for at, parts in enumerate(_WEEKS)
    ]
    return stack_chart(stacks, _USD)


def _cents(parts: tuple[int, ...]) -> list[int]:
    return [100 * part for part in parts]


def _categories() -> tuple[Bar[int], ...]:
    amounts = (("Dining", 51200, "dining"), ("Groceries", 38500, "groceries"), ("None", 900, None))
    items = [Item(name, url_for(".index"), minor, minor, kind) for name, minor, kind in amounts]
    return bars(items)


def _hours() -> HeatMap:
    spots = [(0, 12, 1200), (4, 19, 6400), (4, 20, 2500), (5, 19, 9900), (6, None, 1500)]
    href = url_for(".index")
    return heat_map([Spot(day, hour, cents, 1, href) for day, hour, cents in spots], _USD, 0)


def _names(weekday: int) -> tuple[str, str]:
    days = filters.locale().days["stand-alone"]
    return days["abbreviated"][weekday], days["wide"][weekday]


def _typed() -> Card:
    href = url_for(".index")
    choices = [ChoiceView("61.00 USD", "", href), ChoiceView("40.00 USD", "", href)]
    chips = [
        ChipView(href, "banknote", "$21.20", detail="18.20 + 3.00 tip"),
        ChipView(href, "map-pin", "5 Spices", question="new place?", is_unsure=True),
        ChipView(href, "users", "Priya", face="Priya"),
        ChipView(
            href, "banknote", "40.00", question="Which number?", is_unsure=True, choices=choices
        ),
    ]
    return Card("lunch 18.20 at 5 Spices with Priya, tip 3", chips, Form(), is_asking=True)
