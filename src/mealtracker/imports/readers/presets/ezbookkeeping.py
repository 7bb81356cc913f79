"""ezBookkeeping's transactions, separated by commas or tabs."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role

_BOTH_OWN: Final = frozenset(("transfer", "balance modification"))


def _refine(row: BankRow, cells: Cells) -> BankRow:
    kind = cells["type"].strip().lower()
    return replace(
        row,
        minor=row.minor if kind in {"income", "balance modification"} else -row.minor,
        category=cells["sub category"].strip() or row.category,
        is_transfer=kind in _BOTH_OWN,
    )


EZBOOKKEEPING: Final = Preset(
    name="ezbookkeeping",
    title="ezBookkeeping",
    needs=frozenset(("time", "timezone", "type", "account", "account currency", "amount")),
    roles={
        "time": Role.DAY,
        "category": Role.CATEGORY,
        "account": Role.ACCOUNT,
        "account currency": Role.CURRENCY,
        "amount": Role.AMOUNT,
        "tags": Role.TAGS,
        "description": Role.PAYEE,
    },
    tag_mark=";",
    refine=_refine,
)
