"""YNAB: the register it exports, and the files it takes in."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role


def _refine(row: BankRow, cells: Cells) -> BankRow:
    payee = cells["payee"].lower()
    return replace(row, is_transfer=payee.startswith(("transfer :", "transfer:")))


_ROLES: Final = {
    "account": Role.ACCOUNT,
    "date": Role.DAY,
    "payee": Role.PAYEE,
    "category": Role.CATEGORY,
    "memo": Role.MEMO,
    "outflow": Role.DEBIT,
    "inflow": Role.CREDIT,
    "amount": Role.AMOUNT,
    "flag": Role.TAGS,
}
YNAB_REGISTER: Final = Preset(
    name="ynab",
    title="YNAB register",
    needs=frozenset(("account", "flag", "date", "payee", "memo", "outflow", "inflow")),
    roles=_ROLES,
    refine=_refine,
)
YNAB_FLOWS: Final = Preset(
    name="ynab_flows",
    title="YNAB file",
    needs=frozenset(("date", "payee", "memo", "outflow", "inflow")),
    roles=_ROLES,
    refine=_refine,
)
YNAB_FILE: Final = Preset(
    name="ynab_file",
    title="YNAB file",
    needs=frozenset(("date", "payee", "memo", "amount")),
    is_exact=True,
    roles=_ROLES,
    refine=_refine,
)
