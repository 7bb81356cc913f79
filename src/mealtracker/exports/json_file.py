"""JSON: the expenses of the API, the newest first, as one list or as a line each (NDJSON)."""

from collections.abc import Iterator

import orjson

from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.exports.source import Source


def write_json(source: Source) -> Iterator[bytes]:
    """Yield one list, in pieces, an expense a line."""
    before = b"[\n"
    for page in source.newest_first():
        yield before + b",\n".join(map(_text, page))
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def write_ndjson(source: Source) -> Iterator[bytes]:
    """Yield a line of JSON for each expense."""
    for page in source.newest_first():
        yield b"".join(_text(expense) + b"\n" for expense in page)


def _text(expense: ExpenseOut) -> bytes:
    return orjson.dumps(expense, option=orjson.OPT_UTC_Z)
