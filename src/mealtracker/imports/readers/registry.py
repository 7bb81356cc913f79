"""Every reader there is, and the one that a file is for."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from mealtracker.imports.readers.bank_plan import plan_bank_file
from mealtracker.imports.readers.camt import CamtReader
from mealtracker.imports.readers.mt940 import Mt940Reader
from mealtracker.imports.readers.ofx import OfxReader
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.qif import QifReader
from mealtracker.imports.readers.tabular import TABLES
from mealtracker.imports.rows import HEAD_BYTES, Read, Reader, ReadOptions, UnreadableFile
from mealtracker.sentences import say

BANKS: Final[tuple[Reader, ...]] = (OfxReader(), CamtReader(), Mt940Reader(), QifReader())
_BANKS: Final = {reader.format: reader for reader in BANKS}
_TABLES: Final = {reader.format: reader for reader in TABLES}


def plan_file(file: BinaryIO, name: str, options: ReadOptions) -> ReadPlan:
    """Return how a file is going to be read; what `options` say is taken as said.

    Raises:
        UnreadableFile: no reader knows it, or it is broken from the beginning.
    """
    reader = _reader_of(file, name)
    file.seek(0)
    table = _TABLES.get(reader.format)
    return table.plan(file, options) if table else plan_bank_file(reader, file, options)


def read_file(file: BinaryIO, plan: ReadPlan, options: ReadOptions) -> Iterator[Read]:
    """Yield the rows of a file as `plan` says.

    Raises:
        UnreadableFile: it is another file than the plan was made for, broken or too large.
    """
    file.seek(0)
    if table := _TABLES.get(plan.format):
        return table.read(file, plan.fixed(options))
    return _BANKS[plan.format].read(file, options)


def _reader_of(file: BinaryIO, name: str) -> Reader:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head.strip():
        raise UnreadableFile(say("This file is empty. Choose another one."))
    # A bank's format says what it is; a table is what is left, so it comes second among equals.
    best = max((*BANKS, *TABLES), key=lambda reader: reader.recognises(head, name))
    if best.recognises(head, name) == 0:
        message = say(
            "This is no file of transactions. Export CSV, XLSX, OFX or QIF, and choose that file."
        )
        raise UnreadableFile(message)
    return best
