"""Quicken Simplifi: what it exports, and what it takes in."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, DateOrder, Role


def _refine(row: BankRow, cells: Cells) -> BankRow | None:
    if cells["category"].strip() == "SPLIT" and row.minor == 0:
        return None  # its parts follow, with the amounts
    is_transfer = "transfer" in cells["category"].lower()
    return replace(row, is_transfer=is_transfer)


SIMPLIFI: Final = Preset(
    name="simplifi",
    title="Simplifi",
    needs=frozenset(("account", "state", "posted on", "payee", "category", "amount")),
    roles={
        "account": Role.ACCOUNT,
        "state": Role.STATE,
        "posted on": Role.DAY,
        "payee": Role.PAYEE,
        "category": Role.CATEGORY,
        "tags": Role.TAGS,
        "notes": Role.MEMO,
        "amount": Role.AMOUNT,
    },
    date_order=DateOrder.MDY,
    continues=True,
    refine=_refine,
)
SIMPLIFI_FILE: Final = Preset(
    name="simplifi_file",
    title="Simplifi file",
    needs=frozenset(("date", "payee", "amount", "category", "tags", "notes", "check no")),
    roles={
        "date": Role.DAY,
        "payee": Role.PAYEE,
        "amount": Role.AMOUNT,
        "category": Role.CATEGORY,
        "tags": Role.TAGS,
        "notes": Role.MEMO,
    },
    date_order=DateOrder.MDY,
)
