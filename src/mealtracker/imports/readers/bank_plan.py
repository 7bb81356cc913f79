"""How a bank's file is going to be read: nearly all of it is said in the format."""

from itertools import islice
from typing import BinaryIO, Final

from mealtracker.imports.readers.bank_text import encoding_of
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.rows import Reader, ReadOptions

_FIRST_ROWS: Final = 5


def plan_bank_file(reader: Reader, file: BinaryIO, options: ReadOptions) -> ReadPlan:
    """Return what there is to know of a file before it is read.

    Raises:
        UnreadableFile: it is of another kind, empty, or broken from the beginning.
    """
    return ReadPlan(
        format=reader.format,
        encoding=encoding_of(file, options.encoding),
        date_order=options.date_order,
        decimal_mark=options.decimal_mark,
        is_flipped=bool(options.is_flipped),
        first_rows=tuple(islice(reader.read(file, options), _FIRST_ROWS)),
    )
