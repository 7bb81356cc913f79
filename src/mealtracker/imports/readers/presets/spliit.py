"""Spliit's export of a group as a table: each person's share, above zero of who paid."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role


def _refine(row: BankRow, cells: Cells) -> BankRow:
    cost = -row.minor
    payers = [name for name, share in row.nets if share > 0]
    is_known = len(payers) == 1
    nets = tuple(
        (name, cost - share if name in payers else share) for name, share in row.nets if share
    )
    return replace(
        row,
        nets=nets if is_known else (),
        is_transfer=cells["is reimbursement"].strip().lower() == "yes",
        # Who paid and has no share is a zero among zeros.
        flags=row.flags if is_known else (*row.flags, "payer_unknown"),
    )


SPLIIT: Final = Preset(
    name="spliit",
    title="Spliit",
    needs=frozenset(
        ("date", "description", "category", "currency", "cost", "is reimbursement", "split mode")
    ),
    roles={
        "date": Role.DAY,
        "description": Role.PAYEE,
        "category": Role.CATEGORY,
        "currency": Role.CURRENCY,
        "cost": Role.AMOUNT,
        "original cost": Role.ORIGINAL_AMOUNT,
        "original currency": Role.ORIGINAL_CURRENCY,
    },
    is_flipped=True,
    people_after="split mode",
    refine=_refine,
)
