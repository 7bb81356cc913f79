"""Mint's transactions (the service has ended; files are still about)."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, DateOrder, Role

_TRANSFERS: Final = frozenset(("transfer", "credit card payment"))


def _refine(row: BankRow, cells: Cells) -> BankRow:
    return replace(row, is_transfer=cells["category"].strip().lower() in _TRANSFERS)


MINT: Final = Preset(
    name="mint",
    title="Mint",
    needs=frozenset(("date", "description", "original description", "transaction type")),
    roles={
        "date": Role.DAY,
        "description": Role.PAYEE,
        "original description": Role.MEMO,
        "amount": Role.AMOUNT,
        "transaction type": Role.SIGN,
        "category": Role.CATEGORY,
        "account name": Role.ACCOUNT,
        "labels": Role.TAGS,
        "notes": Role.MEMO,
    },
    date_order=DateOrder.MDY,
    refine=_refine,
)
