"""One expense: the bill, who was there, and everything that happened to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mealtracker.audit.queries import history
from mealtracker.audit.schemas import ChangeOut
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, Money
from mealtracker.expenses.out import show_expense
from mealtracker.expenses.overviews import show_place
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.http.auth import current_actor
from mealtracker.http.pages import page
from mealtracker.http.wiring import ports
from mealtracker.places.schemas import PlaceOut
from mealtracker.web.expenses.blueprint import bp, find
from mealtracker.web.expenses.words import field_name, field_value

_UNSHOWN: Final = frozenset({"place_id", "category_id", "tag_ids", "person_ids", "deleted_at"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a change touched, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """A change of this expense and what it did."""

    change: ChangeOut
    differences: list[Difference]


@bp.get("/<uuid:id>")
@page(finder=find)
def show(id: UUID) -> ResponseReturnValue:
    """Show one expense; a deleted one with the way back."""
    actor = current_actor()
    with ports().db.reading() as reading:
        e = show_expense(reading, actor, id)
        place = _place(reading, actor, e)
        past = [_past(change) for change in history(reading, actor, "expense", id)]
    return render_template(
        "expenses/show.html", e=e, lines=list(lines_of(e)), place=place, past=past
    )


def lines_of(e: ExpenseOut) -> Iterator[tuple[str, str]]:
    """Yield the lines of the bill above its total: label and signed amount."""
    labels = {
        "subtotal": gettext("Food and drinks"),
        "discount": gettext("Discount"),
        "tax": gettext("Tax, in the prices") if e.tax_included else gettext("Tax"),
        "tip": gettext("Tip"),
        "service_charge": gettext("Service charge"),
        "fees": gettext("Fees"),
        "rounding": gettext("Rounding"),
    }
    for name, label in labels.items():
        amount = getattr(e, name)
        if amount is not None:
            yield label, _negated(amount, e.currency) if name == "discount" else amount


def _negated(amount: str, currency: str) -> str:
    return (-Money.parse(amount, Currency(currency))).text


def _place(reading: Reading, actor: Actor, e: ExpenseOut) -> PlaceOut | None:
    return show_place(reading, actor, e.place_id) if e.place_id else None


def _past(change: ChangeOut) -> Past:
    row = change.rows[0] if change.rows else None
    if row is None or row.before is None:
        return Past(change, [])
    before: dict[str, Any] = row.before  # Any: fields as JSON
    names = [name for name in row.after if name not in _UNSHOWN]
    return Past(
        change,
        [
            Difference(field_name(n), field_value(n, before.get(n)), field_value(n, row.after[n]))
            for n in names
        ],
    )
