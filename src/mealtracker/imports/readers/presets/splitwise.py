"""Splitwise's export of a group. Its header is in the reader's language: positions are all it has.

A person's column says what they paid less what they owe; who paid is who is above zero.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mealtracker.domain.money import CURRENCIES, Currency
from mealtracker.domain.text import fold
from mealtracker.errors import Invalid
from mealtracker.imports.readers.amounts import read_amount
from mealtracker.imports.readers.dates import is_date
from mealtracker.imports.readers.presets.preset import Cells, Preset
from mealtracker.imports.rows import BankRow, Role

_PAYMENTS: Final = frozenset(
    ("payment", "zahlung", "paiement", "pago", "pagamento", "betaling", "pagos", "pagamentos")
)
_COLUMNS: Final = (Role.DAY, Role.PAYEE, Role.CATEGORY, Role.AMOUNT, Role.CURRENCY)
_CODES: Final = frozenset(CURRENCIES)
#: Each person's column is rounded on its own.
_ROUNDED: Final = 1


def _fits(keys: Sequence[str], first: Sequence[str]) -> bool:
    code = first[4].strip() if len(first) > len(_COLUMNS) else ""
    if len(keys) != len(first) or code not in _CODES or not is_date(first[0]):
        return False
    try:
        nets = [read_amount(cell, ".").minor(Currency(code)) for cell in first[len(_COLUMNS) :]]
    except Invalid:
        return False
    return abs(sum(nets)) <= _ROUNDED * len(nets)


def _refine(row: BankRow, cells: Cells) -> BankRow:
    payers = [name for name, net in row.nets if net > 0]
    is_settled = fold(row.category or "") in _PAYMENTS or " paid " in f" {row.payee.lower()} "
    flags = ["several_payers"] if len(payers) > 1 else []
    if row.nets and not payers and row.minor:
        flags.append("payer_unknown")  # somebody paid for themselves alone
    if abs(sum(net for _, net in row.nets)) > _ROUNDED * len(row.nets):
        flags.append("not_balanced")
    del cells
    return replace(row, minor=-abs(row.minor), is_transfer=is_settled, flags=(*row.flags, *flags))


SPLITWISE: Final = Preset(
    name="splitwise",
    title="Splitwise",
    needs=frozenset(),
    roles={},
    positions=_COLUMNS,
    fits=_fits,
    refine=_refine,
)
