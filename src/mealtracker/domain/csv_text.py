"""CSV as RFC 4180 has it, with nothing in it that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

#: A spreadsheet takes a cell that begins like this for a formula, unless it is a number.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Return `rows` as lines of a file in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe where it might."""
    is_formula = text.startswith(_FORMULA_SIGNS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def plain_cell(text: str) -> str:
    """Return what `safe_cell` was given for `text`."""
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text
