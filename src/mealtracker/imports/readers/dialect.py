"""Lines as records: which sign separates the cells, and which lines belong together."""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mealtracker.imports.rows import CELLS_MAX, RAW_MAX, UnreadableFile
from mealtracker.sentences import say

DELIMITERS: Final = (",", ";", "\t", "|")
_QUOTE: Final = '"'
#: A quote that is still open after so many lines is a stray one.
_RECORD_LINES_MAX: Final = 20
_SAMPLE_LINES: Final = 200
_WIDE_ENOUGH: Final = 10
#: The first line by which spreadsheets are told the delimiter.
_SAID: Final = re.compile(r"\s*[\"']?sep=(.)[\"']?\s*", re.IGNORECASE)

type Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row, the line where it begins, and its text."""

    line: int
    raw: str
    cells: Sequence[str]
    is_open: bool = False  # a quote opens in it and never closes

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


def detect_delimiter(lines: Iterable[Line]) -> str:
    """Return the sign that cuts the first lines into rows of one width, and into most cells."""
    sample = [line for line in islice(lines, _SAMPLE_LINES) if line[1].strip()]
    said = _SAID.fullmatch(sample[0][1]) if sample else None
    if said and said[1] in DELIMITERS:
        return said[1]
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: Sequence[Line], delimiter: str) -> float:
    widths = Counter(len(record.cells) for record in records(sample, delimiter))
    return max(
        (count / widths.total() * min(width - 1, _WIDE_ENOUGH) for width, count in widths.items()),
        default=0,
    )


def records(lines: Iterable[Line], delimiter: str) -> Iterator[Record]:
    """Yield the records; one whose quote never closes is its first line alone, marked as open.

    Raises:
        UnreadableFile: a row has more cells than any table.
    """
    source = iter(lines)
    waiting: deque[Line] = deque()
    while line := _next(waiting, source):
        if _SAID.fullmatch(line[1]) and line[0] == 1:
            continue
        if _QUOTE in line[1]:
            yield checked(_quoted(line, waiting, source, delimiter))
        else:
            yield checked(Record(line[0], line[1][:RAW_MAX], line[1].split(delimiter)))


def checked(record: Record) -> Record:
    """Return a record that is no wider than a table.

    Raises:
        UnreadableFile: it is.
    """
    if len(record.cells) > CELLS_MAX:
        message = say(
            "Line %(line)s has %(count)s cells. Choose the file of a table, or another delimiter.",
            line=record.line,
            count=len(record.cells),
        )
        raise UnreadableFile(message)
    return record


def _next(waiting: deque[Line], source: Iterator[Line]) -> Line | None:
    return waiting.popleft() if waiting else next(source, None)


def _quoted(first: Line, waiting: deque[Line], source: Iterator[Line], delimiter: str) -> Record:
    taken = [first]
    is_open = False

    def texts() -> Iterator[str]:
        nonlocal is_open
        yield first[1] + "\n"
        while len(taken) < _RECORD_LINES_MAX and (line := _next(waiting, source)):
            taken.append(line)
            yield line[1] + "\n"
        is_open = True  # the parser asked for more, and there is none

    try:
        cells = next(csv.reader(texts(), delimiter=delimiter, quotechar=_QUOTE))
    except csv.Error:  # a cell longer than the parser takes
        is_open, cells = True, []
    if is_open:
        waiting.extendleft(reversed(taken[1:]))
        return Record(first[0], first[1][:RAW_MAX], (), is_open=True)
    raw = "\n".join(text for _, text in taken)
    return Record(first[0], raw[:RAW_MAX], cells)
