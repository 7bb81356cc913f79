"""Archives of Sure and Receipt Wrangler, and any archive with one table in it."""

import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, ClassVar, Final

from mealtracker.imports.readers.archives import open_archive, unpacked
from mealtracker.imports.readers.csv_reader import CsvReader, table_of
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.words import header_key
from mealtracker.imports.rows import BankRow, Read, ReadOptions, UnreadableFile
from mealtracker.sentences import say

_TABLES: Final = (".csv", ".tsv")
_TABLES_MAX: Final = 20
_ITEMS: Final = frozenset(("receipt id", "charged to user"))


class ZipReader:
    """Reads the one table of an archive that lists what was spent."""

    format: ClassVar[str] = "zip"

    def __init__(self) -> None:
        self._csv = CsvReader()

    def recognises(self, head: bytes, name: str) -> int:
        """Return how surely this is an archive, of which workbooks are a kind of their own."""
        del name
        return 80 if head.startswith(b"PK\x03\x04") else 0

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Find out how its table is to be read.

        Raises:
            UnreadableFile: it is damaged, or holds no table.
        """
        with open_archive(file) as archive:
            name, _ = self._found(archive, options)
            with unpacked(archive, name) as table:
                return replace(self._csv.plan(table, options), format=self.format)

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield the rows of its table.

        Raises:
            UnreadableFile: it is damaged, or holds no table.
        """
        with open_archive(file) as archive:
            name, plan = self._found(archive, options)
            guests = _guests(archive, options) if plan.preset == "receipt_wrangler" else {}
            with unpacked(archive, name) as table:
                for read in self._csv.read(table, options):
                    yield _with_guests(read, guests)

    def _found(self, archive: zipfile.ZipFile, options: ReadOptions) -> tuple[str, ReadPlan]:
        """Return the table of a system that is known, or the only one there is."""
        plans: dict[str, ReadPlan] = {}
        # What was chosen is meant for the table that is found, and would fit any other.
        plain = ReadOptions(options.currency, options.zone, options.today)
        for name in _names(archive):
            with unpacked(archive, name) as table:
                try:
                    plans[name] = self._csv.plan(table, plain)
                except UnreadableFile:
                    continue
            if plans[name].preset:
                return name, plans[name]
        if len(plans) != 1:
            message = say("This archive holds no single table. Choose the file with the expenses.")
            raise UnreadableFile(message)
        return next(iter(plans.items()))


def _names(archive: zipfile.ZipFile) -> list[str]:
    names = [name for name in archive.namelist() if name.lower().endswith(_TABLES)]
    return [name for name in names if not name.startswith("__MACOSX/")][:_TABLES_MAX]


def _guests(archive: zipfile.ZipFile, options: ReadOptions) -> Mapping[str, list[str]]:
    """Return to whom the items of each receipt were charged."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    plain = ReadOptions(options.currency, options.zone, options.today)
    for name in _names(archive):
        with unpacked(archive, name) as file:
            keys: list[str] = []
            for record in table_of(file, plain).below(0):
                if not keys:
                    keys = [header_key(cell) for cell in record.cells]
                    if not {*keys} >= _ITEMS:
                        break
                    continue
                cells = dict(zip(keys, record.cells, strict=False))
                found[cells.get("receipt id", "")].append(cells.get("charged to user", "").strip())
    return found


def _with_guests(read: Read, guests: Mapping[str, list[str]]) -> Read:
    if not isinstance(read, BankRow) or not read.bank_id:
        return read
    people = dict.fromkeys((*read.people, *guests.get(read.bank_id, ())))
    return replace(read, people=tuple(name for name in people if name))
