"""XLSX: the columns of the CSV file, with amounts as numbers and days as dates.

The library writes each row to a file as it comes; a spreadsheet is sent once its last row is known.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import IO, Any, Final

from mealtracker.domain.money import Currency, digits_of
from mealtracker.expenses.schemas import PARTS, ExpenseOut
from mealtracker.exports.columns import COLUMNS, text_of, values_of
from mealtracker.exports.source import Source
from mealtracker.exports.spool import spooled

_AMOUNTS: Final = frozenset({"total", *PARTS})
_WIDTHS: Final = {"eaten_on": 12, "place": 28, "tags": 20, "people": 20, "note": 40, "items": 40}
#: A sheet of the format ends here; what is left goes on another.
_ROWS: Final = 1_048_576


def write_xlsx(source: Source) -> Iterator[bytes]:
    """Return the file in pieces, once all of it is written."""
    return spooled(partial(_save, source))


def _save(source: Source, file: IO[bytes]) -> None:
    # Loaded here: it takes as long as the rest of a start, and few files need it.
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and rarely needed

    book = Workbook(write_only=True)
    sheet = _Sheet(book)
    for page in source.newest_first():
        for expense in page:
            if sheet.rows == _ROWS:
                sheet = _Sheet(book)
            sheet.add(expense)
    book.save(file)


class _Sheet:
    """A sheet and its cells: one for each column and format, used again in every row."""

    def __init__(self, book: Any) -> None:  # Any: the library has no types
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see `_save`

        self._sheet = book.create_sheet(f"Expenses {len(book.worksheets) + 1}")
        self._sheet.freeze_panes = "A2"
        self._cells: dict[tuple[str, str], Any] = {}  # Any: as above
        for name, width in _WIDTHS.items():
            letters = get_column_letter(COLUMNS.index(name) + 1)
            self._sheet.column_dimensions[letters].width = width
        self._sheet.append([self._cell(name, name, "", "s") for name in COLUMNS])
        self.rows = 1

    def add(self, expense: ExpenseOut) -> None:
        """Write a row."""
        cells = (
            self._known(name, value, expense.currency)
            for name, value in zip(COLUMNS, values_of(expense), strict=True)
        )
        self._sheet.append(list(cells))
        self.rows += 1

    def _known(self, name: str, value: Any, currency: str) -> Any:  # Any: a field; a cell
        match value:
            case None | "" | []:
                return None
            case str() if name in _AMOUNTS:
                return self._cell(name, Decimal(value), _amount_format(currency), "n")
            case int():
                return self._cell(name, value, "", "b" if isinstance(value, bool) else "n")
            case datetime():
                moment = value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
                return self._cell(name, moment, "yyyy-mm-dd hh:mm:ss", "d")
            case date():
                return self._cell(name, value, "yyyy-mm-dd", "d")
        return self._cell(name, text_of(value), "", "s")

    def _cell(self, name: str, value: Any, number_format: str, kind: str) -> Any:  # Any: as above
        cell = self._cells.get((name, number_format))
        if cell is None:
            cell = self._cells[name, number_format] = self._new_cell(number_format)
        cell.value = value
        # Said last: the library takes a text that begins with = for a formula.
        cell.data_type = kind
        return cell

    def _new_cell(self, number_format: str) -> Any:  # Any: as above
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see `_save`

        cell = WriteOnlyCell(self._sheet)
        if number_format:
            cell.number_format = number_format
        return cell


@cache
def _amount_format(currency: str) -> str:
    """Return how amounts of a currency look: with its decimals, and its code behind."""
    digits = digits_of(Currency(currency))
    return f"#,##0{'.' if digits else ''}{'0' * digits} [${currency}]"
