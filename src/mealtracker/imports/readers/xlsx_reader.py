"""Tables in XLSX: the first sheet that holds one, with what its formulas last came to."""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, ClassVar, Final

from mealtracker.imports.readers.archives import open_archive
from mealtracker.imports.readers.dialect import Record, checked
from mealtracker.imports.readers.headers import find_header
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.tables import Table, plan_table, read_table
from mealtracker.imports.rows import RAW_MAX, Read, ReadOptions, UnreadableFile
from mealtracker.sentences import say

#: Every text of a workbook is kept in one place, which is read as a whole.
_STRINGS: Final = "xl/sharedStrings.xml"
_STRINGS_MAX: Final = 30 * 1024 * 1024
_SHEETS_MAX: Final = 20
_SAMPLE_ROWS: Final = 200
_DECIMALS: Final = 6
#: What openpyxl raises on files that are damaged in one of many ways.
_BROKEN: Final = (
    SyntaxError,  # as XML's errors of form are
    zipfile.BadZipFile,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


class XlsxReader:
    """Reads tables in workbooks of Excel and of those that write like it."""

    format: ClassVar[str] = "xlsx"

    def recognises(self, head: bytes, name: str) -> int:
        """Return how surely this is a workbook."""
        if not head.startswith(b"PK\x03\x04"):
            return 0
        if b"[Content_Types].xml" in head or b"xl/" in head:
            return 95
        return 60 if name.lower().endswith((".xlsx", ".xlsm")) else 0

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Find out how the workbook is to be read.

        Raises:
            UnreadableFile: it is damaged, or holds no table.
        """
        with _table(file, options) as table:
            return plan_table(table, options)

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield the rows of the workbook.

        Raises:
            UnreadableFile: it is damaged, or holds no table.
        """
        with _table(file, options) as table:
            yield from read_table(table, options)


@contextmanager
def _table(file: BinaryIO, options: ReadOptions) -> Iterator[Table]:
    with open_archive(file) as archive:
        strings = [entry.file_size for entry in archive.infolist() if entry.filename == _STRINGS]
        if sum(strings) > _STRINGS_MAX:
            raise UnreadableFile(say("This workbook holds too much text. Save its table as CSV."))
    workbook = _opened(file)
    try:
        yield _first_table(workbook, options)
    finally:
        workbook.close()


def _opened(file: BinaryIO) -> Any:  # Any: openpyxl is imported when it is needed, it is slow
    from openpyxl import load_workbook  # noqa: PLC0415 - slow, and rarely needed

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells of every style that it drops
            return load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _BROKEN as error:
        raise UnreadableFile(_broken()) from error


def _first_table(workbook: Any, options: ReadOptions) -> Table:  # Any: openpyxl's
    """Return the sheet that looks like a table, or the first one if its header was chosen."""
    tables = [
        Table("xlsx", partial(_records, sheet)) for sheet in workbook.worksheets[:_SHEETS_MAX]
    ]
    for table in tables:
        try:
            find_header(list(islice(table.below(0), _SAMPLE_ROWS)), None)
        except UnreadableFile:
            continue
        return table
    if not tables or options.header_line is None:
        message = say("No sheet of this workbook holds a table with dates and amounts.")
        raise UnreadableFile(message)
    return tables[0]


def _records(sheet: Any) -> Iterator[Record]:  # Any: openpyxl's
    # What the sheet says of its own size can be wrong, and far too much.
    sheet.reset_dimensions()
    try:
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_text(value) for value in values]
            raw = ", ".join(filter(None, cells))
            yield checked(Record(line, raw[:RAW_MAX], cells))
    except _BROKEN as error:
        raise UnreadableFile(_broken()) from error


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case float():
            return _number(value)
        case datetime():
            return f"{value:%Y-%m-%d}" if value.time() == time(0) else f"{value:%Y-%m-%d %H:%M}"
    return str(value)


def _number(value: float) -> str:
    """Return plain digits. Three decimals get a fourth, so that they are not taken for a group."""
    text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return f"{text}0" if len(text.partition(".")[2]) == len("234") else text


def _broken() -> str:
    return say("This workbook is damaged or cut off. Save it again, or save its table as CSV.")
