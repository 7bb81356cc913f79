"""I Hate Money's bills as a table."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role


def _refine(row: BankRow, cells: Cells) -> BankRow:
    owers = (name.strip() for name in cells["owers"].split(","))
    people = dict.fromkeys((cells["payer name"].strip(), *owers))
    return replace(
        row,
        people=tuple(name for name in people if name),
        is_transfer=cells["bill type"].strip().lower() == "reimbursement",
        flags=(*row.flags, "shares_unknown"),  # only the payer's weight is in the file
    )


IHATEMONEY: Final = Preset(
    name="ihatemoney",
    title="I Hate Money",
    needs=frozenset(("what", "amount", "date", "payer name", "payer weight", "owers")),
    roles={
        "what": Role.PAYEE,
        "amount": Role.AMOUNT,
        "currency": Role.CURRENCY,
        "date": Role.DAY,
    },
    is_flipped=True,
    refine=_refine,
)
