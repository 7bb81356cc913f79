"""Receipt Wrangler's receipts."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role

_STATES: Final = frozenset(("OPEN", "NEEDS_ATTENTION", "RESOLVED", "DRAFT"))


def _refine(row: BankRow, cells: Cells) -> BankRow:
    """Read three columns again: versions of it write them in another order than their headers."""
    categories, tags = cells["categories"], cells["tags"]
    if tags.strip().upper() in _STATES:
        categories, tags = cells["status"], cells["categories"]
    names = [name.strip() for name in categories.split(",") if name.strip()]
    payer = cells["paid by"].strip()
    return replace(
        row,
        category=names[0] if names else None,
        tags=tuple(tag.strip() for tag in tags.split(",") if tag.strip()),
        people=(payer,) if payer else (),
    )


RECEIPT_WRANGLER: Final = Preset(
    name="receipt_wrangler",
    title="Receipt Wrangler",
    needs=frozenset(("id", "receipt date", "name", "paid by", "amount", "categories", "tags")),
    roles={
        "id": Role.BANK_ID,
        "receipt date": Role.DAY,
        "name": Role.PAYEE,
        "amount": Role.AMOUNT,
    },
    is_flipped=True,
    refine=_refine,
)
