"""Writing a draft as a line: the one form that reads back as the same draft."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from mealtracker.domain.meals import ExpenseKind, Meal, OrderType
from mealtracker.quickadd.context import Context
from mealtracker.quickadd.reading import read_line
from mealtracker.quickadd.schemas import LineDraft

_ORDERS: Final = {
    OrderType.DINE_IN: "dine-in",
    OrderType.TAKEOUT: "takeout",
    OrderType.DELIVERY: "delivery",
    OrderType.DRIVE_THROUGH: "drive-through",
    OrderType.CATERING: "catering",
}


def write_line(draft: LineDraft, context: Context) -> str:
    """Return `draft` as one line, in English words and with the decimal sign of the writer.

    Names are quoted only where they would be read as something else.
    """
    plain = _write(draft, context, is_quoted=False)
    if read_line(plain, context).draft == draft:
        return plain
    return _write(draft, context, is_quoted=True)


def _write(draft: LineDraft, context: Context, *, is_quoted: bool) -> str:
    name = _quoted if is_quoted else str
    parts = [
        "refund" if draft.kind == ExpenseKind.REFUND else "",
        _meal(draft.meal),
        _amount(draft, context),
        f"at {name(draft.place)}" if draft.place else "",
        _people(list(map(name, draft.people))),
        f"on {draft.eaten_on.isoformat()}",
        draft.eaten_at or "",
        f"for {draft.covers} people" if draft.covers else "",
        _order(draft.order_type),
        f"pay:{_quoted(draft.payment)}" if draft.payment else "",
        f"cat:{_quoted(draft.category)}" if draft.category else "",
        *(f"#{_quoted(tag) if is_quoted or ' ' in tag else tag}" for tag in draft.tags),
        _tip(draft, context),
        f"note:{_quoted(draft.note)}" if draft.note else "",
    ]
    return " ".join(part for part in parts if part)


def _amount(draft: LineDraft, context: Context) -> str:
    amount = draft.subtotal if draft.subtotal is not None else draft.total
    if amount is None:
        return f"cur:{draft.currency}" if draft.currency else ""
    # The currency leaves no doubt which number of the line is the amount.
    return f"{_local(amount, context)} {draft.currency or context.currency}"


def _tip(draft: LineDraft, context: Context) -> str:
    if draft.tip is None:
        return ""
    if draft.subtotal is not None:
        return f"tip {_local(draft.tip, context)}"
    return f"incl tip {_local(draft.tip, context)}" if Decimal(draft.tip) else "no tip"


def _meal(meal: str | None) -> str:
    if meal is None:
        return ""
    words = {Meal.OTHER: "meal:other", Meal.LATE_NIGHT: "late night"}
    return words.get(Meal(meal), meal)


def _order(order: str | None) -> str:
    return _ORDERS.get(OrderType(order), f"order:{order}") if order else ""


def _people(names: Iterable[str]) -> str:
    *first, last = names or [""]
    if not last:
        return ""
    return f"with {', '.join(first)} and {last}" if first else f"with {last}"


def _local(amount: str, context: Context) -> str:
    return amount.replace(".", context.marks.decimal)


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
