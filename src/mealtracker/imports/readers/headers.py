"""Where the header of a table stands: below the lines that banks put above it, or nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mealtracker.errors import Invalid
from mealtracker.imports.readers.amounts import read_amount
from mealtracker.imports.readers.dates import is_date
from mealtracker.imports.readers.dialect import Record
from mealtracker.imports.readers.words import header_key, names_a_column
from mealtracker.imports.rows import UnreadableFile
from mealtracker.sentences import say

_SEARCHED: Final = 60
_FEWEST_NAMES: Final = 2


@dataclass(frozen=True, slots=True)
class Header:
    """The line of a header, 0 if there is none, and the names of the columns."""

    line: int
    names: tuple[str, ...]


def find_header(sample: Sequence[Record], line: int | None) -> Header:
    """Return the header on `line`, or the one that the records of `sample` have.

    Raises:
        UnreadableFile: there is no table.
    """
    if line == 0:
        return _numbered(sample)
    if line is not None:
        chosen = next((record for record in sample if record.line == line), None)
        if chosen is None:
            raise UnreadableFile(say("Line %(line)s is no row of a table.", line=line))
        return _header(chosen)
    named = max(sample[:_SEARCHED], key=_names, default=None)
    if named is not None and _names(named) >= _FEWEST_NAMES:
        return _header(named)
    return _by_values(sample)


def _names(record: Record) -> int:
    """Return how many cells read like names of columns, 0 where any holds a value."""
    if any(_is_value(cell) for cell in record.cells):
        return 0
    return sum(names_a_column(header_key(cell)) for cell in record.cells)


def _by_values(sample: Sequence[Record]) -> Header:
    """Take the words above the first row with a date and an amount, in whatever language."""
    first = sample[0] if sample else None
    if first is not None and _holds_values(first):
        return _numbered(sample)
    for above, below in pairwise(sample[:_SEARCHED]):
        if not _holds_values(below):
            continue
        is_header = len(above.cells) == len(below.cells) and not any(map(_is_value, above.cells))
        return _header(above) if is_header else _numbered(sample)
    message = say(
        "This file holds no table with dates and amounts. "
        "Choose a file that your bank or another application exported."
    )
    raise UnreadableFile(message)


def _holds_values(record: Record) -> bool:
    dates = [is_date(cell) for cell in record.cells]
    return any(dates) and any(
        _is_amount(cell) for cell, is_day in zip(record.cells, dates, strict=True) if not is_day
    )


def _is_value(cell: str) -> bool:
    return bool(cell.strip()) and (is_date(cell) or _is_amount(cell))


def _is_amount(cell: str) -> bool:
    try:
        read_amount(cell, ".")
    except Invalid:
        return False
    return True


def _header(record: Record) -> Header:
    return Header(record.line, tuple(cell.strip() for cell in record.cells))


def _numbered(sample: Sequence[Record]) -> Header:
    width = max((len(record.cells) for record in sample), default=0)
    return Header(0, tuple(str(number) for number in range(1, width + 1)))
