"""CSV (RFC 4180): a line of names, then a line for each expense, the newest first."""

from collections.abc import Iterator

from mealtracker.domain.csv_text import csv_lines
from mealtracker.exports.columns import COLUMNS, text_of, values_of
from mealtracker.exports.source import Source


def write_csv(source: Source) -> Iterator[bytes]:
    """Yield the file in pieces."""
    yield csv_lines([COLUMNS])
    for page in source.newest_first():
        yield csv_lines([[text_of(value) for value in values_of(expense)] for expense in page])
