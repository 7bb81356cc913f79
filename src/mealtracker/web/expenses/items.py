"""The lines of the bill in the form: rows of inputs, read without losing what was typed."""

from typing import Any, Final

from flask import request

from mealtracker.domain.amounts import read_amount
from mealtracker.domain.money import read_currency
from mealtracker.errors import Fault, Invalid
from mealtracker.http.auth import current_actor
from mealtracker.http.forms import separators
from mealtracker.http.words import translated

_COLUMNS: Final = ("name", "quantity", "total", "kind")
_MOST: Final = 300


def typed_items() -> list[dict[str, str]]:
    """Return the rows as they were typed, without the empty ones."""
    columns = [request.form.getlist(f"item_{name}")[:_MOST] for name in _COLUMNS]
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in zip(*columns, strict=False)]
    return [row for row in rows if row["name"].strip() or row["total"].strip()]


def read_items() -> tuple[list[dict[str, Any]], list[Fault]]:  # Any: fields of a draft
    """Return the rows as drafts of items, and what is wrong with their amounts."""
    try:
        currency = read_currency(request.form.get("currency", ""))
    except Invalid:
        currency = current_actor().currency
    items, faults = [], []
    for number, row in enumerate(typed_items(), start=1):
        item: dict[str, Any] = {name: text for name, text in row.items() if text.strip()}
        if "quantity" in item:
            item["quantity"] = item["quantity"].strip().replace(",", ".")
        try:
            item["total"] = read_amount(row["total"], currency, separators())
            items.append(item)
        except Invalid as error:
            faults.append(Fault("/items", f"{number}: {translated(error.message)}"))
    return items, faults
