"""Firefly III's export of transactions, with or without the columns of newer versions."""

from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role

_BOTH_OWN: Final = frozenset(("transfer", "opening balance", "reconciliation"))


def _refine(row: BankRow, cells: Cells) -> BankRow:
    """Money goes from the source to the destination: the payee is whichever is not our account."""
    kind = cells["type"].strip().lower()
    other, own = cells["destination name"].strip(), cells["source name"].strip()
    if kind == "deposit":
        other, own = own, other
    return replace(
        row,
        payee=other or row.memo,
        minor=abs(row.minor) if kind == "deposit" else -abs(row.minor),
        account=own or None,
        is_transfer=kind in _BOTH_OWN,
        original_minor=_like(row.minor if kind == "deposit" else -1, row.original_minor),
    )


def _like(sign: int, minor: int | None) -> int | None:
    if minor is None:
        return None
    return -abs(minor) if sign < 0 else abs(minor)


FIREFLY: Final = Preset(
    name="firefly",
    title="Firefly III",
    needs=frozenset(
        (
            "journal id",
            "type",
            "currency code",
            "amount",
            "description",
            "date",
            "source name",
            "destination name",
        )
    ),
    roles={
        "journal id": Role.BANK_ID,
        "date": Role.DAY,
        "book date": Role.BOOKED_ON,
        "amount": Role.AMOUNT,
        "currency code": Role.CURRENCY,
        "foreign amount": Role.ORIGINAL_AMOUNT,
        "foreign currency code": Role.ORIGINAL_CURRENCY,
        "description": Role.MEMO,
        "category": Role.CATEGORY,
        "tags": Role.TAGS,
        "notes": Role.MEMO,
    },
    refine=_refine,
)
