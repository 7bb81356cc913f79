"""Monarch Money's transactions."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role

_TRANSFERS: Final = frozenset(("transfer", "credit card payment"))


def _refine(row: BankRow, cells: Cells) -> BankRow:
    return replace(row, is_transfer=cells["category"].strip().lower() in _TRANSFERS)


MONARCH: Final = Preset(
    name="monarch",
    title="Monarch",
    needs=frozenset(("date", "merchant", "category", "account", "original statement", "amount")),
    roles={
        "date": Role.DAY,
        "merchant": Role.PAYEE,
        "category": Role.CATEGORY,
        "account": Role.ACCOUNT,
        "original statement": Role.MEMO,
        "notes": Role.MEMO,
        "amount": Role.AMOUNT,
        "tags": Role.TAGS,
        "id": Role.BANK_ID,
    },
    refine=_refine,
)
