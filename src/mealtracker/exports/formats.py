"""The formats that expenses can be taken along in, and the one way to make a file of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor
from mealtracker.errors import NotFound
from mealtracker.expenses.selection import Selection
from mealtracker.exports.beancount_file import write_beancount
from mealtracker.exports.csv_file import write_csv
from mealtracker.exports.hledger_file import write_hledger
from mealtracker.exports.json_file import write_json, write_ndjson
from mealtracker.exports.ledger_file import write_ledger
from mealtracker.exports.ofx_file import write_ofx
from mealtracker.exports.qif_file import write_qif
from mealtracker.exports.source import Source, source_of
from mealtracker.exports.xlsx_file import write_xlsx
from mealtracker.sentences import say

#: Yields the file of a source in pieces.
type Writer = Callable[[Source], Iterator[bytes]]

_TEXT: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Format:
    """How a file is written, and what it is to whoever gets it."""

    write: Writer
    media_type: str


#: By their names, which their files end in.
FORMATS: Final = {
    "csv": Format(write_csv, "text/csv; charset=utf-8; header=present"),
    "xlsx": Format(write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": Format(write_json, "application/json"),
    "ndjson": Format(write_ndjson, "application/x-ndjson"),
    "ofx": Format(write_ofx, "application/x-ofx"),
    "qif": Format(write_qif, "application/qif"),
    "beancount": Format(write_beancount, _TEXT),
    "ledger": Format(write_ledger, _TEXT),
    "hledger": Format(write_hledger, _TEXT),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file that is made as it is read."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


def export(db: Database, actor: Actor, selection: Selection, name: str) -> File:
    """Return the file of the expenses that `selection` means, in the format `name`.

    Raises:
        NotFound: there is no such format.
        Invalid: the search cannot be read; this is found out before the first piece.
    """
    found = FORMATS.get(name)
    if found is None:
        message = say(
            "There is no format “%(name)s”. Take one of: %(names)s.",
            name=name,
            names=", ".join(FORMATS),
        )
        raise NotFound(message)
    source = source_of(db, actor, selection)
    return File(f"expenses-{actor.today}.{name}", found.media_type, found.write(source))
