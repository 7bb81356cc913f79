"""Sure (formerly Maybe): the file of transactions of its archive, and the file it takes in."""

import re
from dataclasses import replace
from typing import Final

from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role

_TAG: Final = re.compile(r"((?:\\.|[^,\\])+)")


def _refine(row: BankRow, cells: Cells) -> BankRow:
    """Read the tags again: a comma inside one has a backslash before it."""
    tags = (re.sub(r"\\(.)", r"\1", tag).strip() for tag in _TAG.findall(cells["tags"]))
    return replace(row, tags=tuple(tag for tag in tags if tag))


SURE: Final = Preset(
    name="sure",
    title="Sure",
    needs=frozenset(("date", "account name", "amount", "name", "category", "tags", "currency")),
    roles={
        "date": Role.DAY,
        "account name": Role.ACCOUNT,
        "amount": Role.AMOUNT,
        "name": Role.PAYEE,
        "category": Role.CATEGORY,
        "tags": Role.TAGS,
        "notes": Role.MEMO,
        "currency": Role.CURRENCY,
    },
    is_flipped=True,  # as it keeps them: what goes out is above zero
    refine=_refine,
)
SURE_FILE: Final = Preset(
    name="sure_file",
    title="Sure file",
    needs=frozenset(("date", "name", "amount", "category", "tags", "account", "notes")),
    is_exact=True,
    roles={
        "date": Role.DAY,
        "name": Role.PAYEE,
        "amount": Role.AMOUNT,
        "category": Role.CATEGORY,
        "tags": Role.TAGS,
        "account": Role.ACCOUNT,
        "notes": Role.MEMO,
    },
    tag_mark="|",
)
