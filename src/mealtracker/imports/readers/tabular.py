"""The readers of tables. They say beforehand how they are going to read."""

from typing import BinaryIO, Final, Protocol

from mealtracker.imports.readers.csv_reader import CsvReader
from mealtracker.imports.readers.json_reader import JsonReader
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.xlsx_reader import XlsxReader
from mealtracker.imports.readers.zip_reader import ZipReader
from mealtracker.imports.rows import Reader, ReadOptions


class TableReader(Reader, Protocol):
    """A reader of tables."""

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Find out how the file is to be read.

        Raises:
            UnreadableFile: it is of another kind, empty, truncated, broken or too large.
        """
        ...


TABLES: Final[tuple[TableReader, ...]] = (XlsxReader(), ZipReader(), JsonReader(), CsvReader())
