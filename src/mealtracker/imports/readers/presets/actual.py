"""Actual Budget: the export of an account, and of all."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role


def _refine(row: BankRow, cells: Cells) -> BankRow:
    groups = (cells["category"], cells["category group"])
    return replace(row, is_transfer="transfer" in (group.strip().lower() for group in groups))


ACTUAL: Final = Preset(
    name="actual",
    title="Actual",
    needs=frozenset(("account", "date", "payee", "notes", "category", "amount", "cleared")),
    roles={
        "account": Role.ACCOUNT,
        "date": Role.DAY,
        "payee": Role.PAYEE,
        "notes": Role.MEMO,
        "category": Role.CATEGORY,
        "amount": Role.AMOUNT,
        "split amount": Role.SPLIT_AMOUNT,
    },
    refine=_refine,
)
