"""Tables as text: CSV and TSV of any dialect and encoding."""

from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Final

from mealtracker.imports.readers.dialect import DELIMITERS, Record, detect_delimiter, records
from mealtracker.imports.readers.encodings import check_encoding, detect_encoding
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.tables import Table, plan_table, read_table
from mealtracker.imports.readers.text import numbered_lines
from mealtracker.imports.rows import Read, ReadOptions, UnreadableFile
from mealtracker.sentences import say

_NAMES: Final = (".csv", ".tsv", ".txt", ".tab")
#: Text of any other kind begins like this, and is for other readers.
_NO_TABLE: Final = (b"<", b"{", b"[", b"!Type", b"!Account", b"OFXHEADER", b"PK", b"%PDF", b":20:")


class CsvReader:
    """Reads tables as text."""

    format: ClassVar[str] = "csv"

    def recognises(self, head: bytes, name: str) -> int:
        """Return how surely this is a table as text: the last resort for what nothing else is."""
        start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
        if not start or start.startswith(_NO_TABLE):
            return 0
        is_cut = any(mark in head for mark in (b",", b";", b"\t", b"|"))
        return 20 + 30 * name.lower().endswith(_NAMES) + 10 * is_cut

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Find out how the file is to be read.

        Raises:
            UnreadableFile: it is no table.
        """
        return plan_table(table_of(file, options), options)

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield the rows of the file.

        Raises:
            UnreadableFile: it is no table.
        """
        return read_table(table_of(file, options), options)


def table_of(file: BinaryIO, options: ReadOptions) -> Table:
    """Open a text as a table, by its own encoding and delimiter or those that were chosen.

    Raises:
        UnreadableFile: it is no text, or there is no such encoding or delimiter.
    """
    encoding = check_encoding(options.encoding) if options.encoding else detect_encoding(file)
    if options.delimiter and options.delimiter not in DELIMITERS:
        raise UnreadableFile(say("No table is cut by this sign. Choose one of the list."))
    delimiter = options.delimiter or detect_delimiter(numbered_lines(file, encoding))

    def opened() -> Iterator[Record]:
        return records(numbered_lines(file, encoding), delimiter)

    return Table("csv", opened, encoding, delimiter)
