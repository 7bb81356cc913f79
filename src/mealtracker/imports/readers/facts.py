"""What the values of each column look like, over the first rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from mealtracker.domain.money import CURRENCIES
from mealtracker.errors import Invalid
from mealtracker.imports.readers.amounts import read_amount
from mealtracker.imports.readers.dates import is_date, is_serial, read_clock
from mealtracker.imports.readers.dialect import Record

_CODES: Final = frozenset(CURRENCIES)
_DISTINCT_MAX: Final = 200
_MOST: Final = 0.6
_SOME: Final = 0.3


@dataclass(slots=True)
class ColumnFacts:
    """Counts of what the cells of one column hold."""

    filled: int = 0
    dates: int = 0
    serials: int = 0
    amounts: int = 0
    negatives: int = 0
    codes: int = 0
    values: set[str] = field(default_factory=set)  # at most some 200 of them

    def count(self, cell: str) -> None:
        """Count one cell."""
        text = cell.strip()
        if not text:
            return
        self.filled += 1
        is_day = is_date(text)
        self.dates += is_day
        self.serials += is_serial(text)
        if not is_day:
            self._count_amount(text)
        self.codes += text.upper() in _CODES
        if len(self.values) < _DISTINCT_MAX:
            self.values.add(text)

    @property
    def may_hold_dates(self) -> bool:
        """Whether cells are dates often enough for a column with the right name."""
        return self.dates >= _SOME * self.filled > 0 or self.serials == self.filled > 0

    @property
    def holds_dates(self) -> bool:
        """Whether most cells are dates."""
        return self.dates > 0 and self.dates >= _MOST * self.filled

    @property
    def holds_amounts(self) -> bool:
        """Whether most cells are amounts."""
        return self.amounts > 0 and self.amounts >= _MOST * self.filled

    @property
    def may_hold_amounts(self) -> bool:
        """Whether cells are amounts often enough for a column with the right name."""
        return self.amounts >= _SOME * self.filled > 0

    @property
    def holds_currencies(self) -> bool:
        """Whether most cells are codes of currencies."""
        return self.codes > 0 and self.codes >= _MOST * self.filled

    @property
    def holds_times(self) -> bool:
        """Whether all cells are times of the day."""
        return self.filled > 0 and all(read_clock(value) for value in self.values)

    @property
    def holds_text(self) -> bool:
        """Whether most cells are words."""
        return self.filled > 0 and not (
            self.holds_dates or self.holds_amounts or self.holds_currencies
        )

    @property
    def is_unique(self) -> bool:
        """Whether no value comes twice."""
        return len(self.values) == self.filled or len(self.values) >= _DISTINCT_MAX

    def _count_amount(self, text: str) -> None:
        try:
            amount = read_amount(text, ".")
        except Invalid:
            return
        self.amounts += 1
        self.negatives += amount.is_negative


def count_columns(rows: Iterable[Record], width: int) -> list[ColumnFacts]:
    """Return the facts of `width` columns."""
    facts = [ColumnFacts() for _ in range(width)]
    for row in rows:
        for column, cell in zip(facts, row.cells, strict=False):
            column.count(cell)
    return facts
