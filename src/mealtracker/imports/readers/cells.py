"""The cells of a record by the roles of their columns."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mealtracker.domain.text import fold
from mealtracker.imports.rows import Role, raw_text

#: First words of rows that say how much there is, and not what was spent.
_SUMS: Final = frozenset(" ".join(name.split()) for name in """
    total|totals|subtotal|grand total|sum|summe|gesamt|gesamtsumme|somme|totaux|suma|soma|balance|
    opening balance|closing balance|anfangssaldo|endsaldo|kontostand|solde initial|solde final|
    saldo inicial|saldo final|saldo anterior""".split("|"))


@dataclass(frozen=True, slots=True)
class Cells:
    """What the columns of each role hold, trimmed, in the order of the columns."""

    by_role: dict[Role, list[str]]

    @classmethod
    def of(cls, row: Sequence[str], mapping: Sequence[Role | None]) -> "Cells":
        """Return the cells of a row; what has no role is left out."""
        found: defaultdict[Role, list[str]] = defaultdict(list)
        for role, cell in zip(mapping, row, strict=False):
            if role is not None:
                found[role].append(raw_text(cell))
        return cls(found)

    def one(self, role: Role) -> str:
        """Return the first cell of a role that holds something."""
        return next((cell for cell in self.by_role.get(role, ()) if cell), "")

    def all(self, role: Role) -> list[str]:
        """Return all that the columns of a role hold."""
        return [cell for cell in self.by_role.get(role, ()) if cell]

    @property
    def has_amount(self) -> bool:
        """Whether a column of amounts holds something."""
        return any(self.one(role) for role in (Role.AMOUNT, Role.DEBIT, Role.CREDIT))

    @property
    def is_sum(self) -> bool:
        """Whether the row adds up others: it names a sum, and lacks a day or an amount."""
        day = self.one(Role.DAY)
        if day and (day[0].isdecimal() or not _names_sum(day)) and self.has_amount:
            return False
        return any(_names_sum(cell) for cells in self.by_role.values() for cell in cells)

    def behind(self, before: "Cells") -> "Cells":
        """Return these cells, with those of the row `before` where they hold nothing."""
        roles = before.by_role.keys() | self.by_role.keys()
        return Cells({role: self.all(role) or before.all(role) for role in roles})


def _names_sum(cell: str) -> bool:
    return fold(cell).strip(" :") in _SUMS
