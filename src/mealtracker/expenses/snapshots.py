"""An expense as the audit keeps it, and back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from mealtracker.audit.commands import Snapshot
from mealtracker.domain.money import Currency, Money
from mealtracker.domain.text import fold
from mealtracker.expenses.models import Expense, ExpenseItem
from mealtracker.expenses.out import quantity_milli, quantity_text, text_of
from mealtracker.expenses.schemas import PARTS

_PLAIN = ("kind", "eaten_at", "zone", "meal", "order_type", "covers", "payment", "note")


def snapshot(expense: Expense) -> Snapshot:
    """Return an expense with its relations as JSON values; names stand beside the ids."""
    currency = Currency(expense.currency)
    fields: Snapshot = {name: _plain(getattr(expense, name)) for name in _PLAIN}
    fields |= {"eaten_on": expense.eaten_on.isoformat(), "currency": currency}
    fields |= {
        name: text_of(getattr(expense, f"{name}_minor"), currency) for name in ("total", *PARTS)
    }
    return fields | {
        "tax_included": expense.tax_included,
        "place_id": str(expense.place.id) if expense.place else None,
        "place": expense.place.name if expense.place else None,
        "category_id": str(expense.category.id) if expense.category else None,
        "category": expense.category.name if expense.category else None,
        **_named("tag_ids", "tags", expense.tags),
        **_named("person_ids", "people", expense.people),
        "items": [_item(item, currency) for item in expense.items],
        "deleted_at": expense.deleted_at.isoformat() if expense.deleted_at else None,
    }


def apply_fields(expense: Expense, fields: Snapshot) -> None:
    """Set an expense's own fields from a snapshot; relations are the caller's."""
    currency = Currency(fields.get("currency", expense.currency))
    for name, value in columns_of(fields, currency).items():
        setattr(expense, name, value)
    if "items" in fields:
        set_items(expense, fields["items"], currency)
    index(expense)


def columns_of(fields: Snapshot, currency: Currency) -> dict[str, Any]:  # Any: what columns hold
    """Return what the columns hold that `fields` names; its amounts are in `currency`."""
    columns = {name: fields[name] for name in _AS_THEY_ARE if name in fields}
    columns |= {name: read(fields[name]) for name, read in _READERS.items() if name in fields}
    return columns | {
        f"{name}_minor": _minor(fields[name], currency)
        for name in ("total", *PARTS)
        if name in fields
    }


def set_items(expense: Expense, items: list[Snapshot], currency: Currency) -> None:
    """Replace the lines of the bill; a line that stays keeps its row."""
    kept = {item.position: item for item in expense.items}
    lines = []
    for position, fields in enumerate(items):
        line = kept.get(position) or ExpenseItem(expense_id=expense.id, position=position)
        for name, value in item_columns(fields, currency).items():
            setattr(line, name, value)
        lines.append(line)
    expense.items = lines


def item_columns(fields: Snapshot, currency: Currency) -> dict[str, Any]:  # Any: what columns hold
    """Return what the columns of a line hold; its amounts are in `currency`."""
    return {
        "name": fields["name"],
        "kind": fields["kind"],
        "quantity_milli": quantity_milli(fields["quantity"]),
        "unit_price_minor": _minor(fields["unit_price"], currency),
        "total_minor": _minor(fields["total"], currency),
    }


def index(expense: Expense) -> None:
    """Bring the texts that search looks at up to date."""
    expense.own_text = own_text(expense.note, (item.name for item in expense.items))
    place = expense.place.search_text if expense.place else ""
    tags = " ".join(tag.search_text for tag in expense.tags if not tag.deleted_at)
    expense.search_text = f"{place}\n{expense.own_text}\n{tags}"


def own_text(note: str, items: Iterable[str]) -> str:
    """Return what an expense itself adds to search, by its note and the names of its lines."""
    return fold(" ".join([note, *items]))


def _plain(value: Any) -> Any:  # Any: a column's value as JSON
    return str(value) if isinstance(value, str) else value


def _named(ids: str, names: str, records: list[Any]) -> Snapshot:  # Any: tags or people
    ordered = sorted(records, key=lambda record: record.name_key)
    return {ids: [str(record.id) for record in ordered], names: [r.name for r in ordered]}


def _item(item: ExpenseItem, currency: Currency) -> Snapshot:
    return {
        "name": item.name,
        "quantity": quantity_text(item.quantity_milli),
        "unit_price": text_of(item.unit_price_minor, currency),
        "total": text_of(item.total_minor, currency),
        "kind": str(item.kind),
    }


def _minor(text: str | None, currency: Currency) -> int | None:
    return None if text is None else Money.parse(text, currency).minor


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


_AS_THEY_ARE: Final = (*_PLAIN, "tax_included", "currency")
_READERS: Final = {
    "eaten_on": date.fromisoformat,
    "place_id": _id,
    "category_id": _id,
    "deleted_at": _instant,
}
