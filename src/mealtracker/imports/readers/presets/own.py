"""Our own file of expenses (`exports/expenses_csv.py`)."""

from dataclasses import replace
from typing import Final

from mealtracker.domain.csv_text import plain_cell
from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role


def _refine(row: BankRow, cells: Cells) -> BankRow:
    people = (name.strip() for name in cells["people"].split(";"))
    deleted = ("deleted",) if cells["deleted at"].strip() else ()
    return replace(
        row,
        minor=abs(row.minor) if cells["kind"].strip() == "refund" else row.minor,
        time=cells["eaten at"].strip()[:5] or row.time,
        people=tuple(name for name in people if name),
        flags=(*row.flags, *deleted),
    )


OWN: Final = Preset(
    name="own",
    title="Meal Expense Tracker",
    needs=frozenset(("id", "version", "kind", "eaten on", "place", "total", "currency")),
    roles={
        "id": Role.BANK_ID,
        "eaten on": Role.DAY,
        "place": Role.PAYEE,
        "total": Role.AMOUNT,
        "currency": Role.CURRENCY,
        "category": Role.CATEGORY,
        "tags": Role.TAGS,
        "payment": Role.ACCOUNT,
        "note": Role.MEMO,
    },
    is_flipped=True,
    tag_mark=";",
    plain=plain_cell,
    refine=_refine,
)
