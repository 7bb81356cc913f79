"""What the formats of banks have in common: words, references, codes, and how many rows fit."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from mealtracker.domain.money import Currency
from mealtracker.errors import Invalid
from mealtracker.imports.readers.amounts import read_amount
from mealtracker.imports.rows import ROWS_MAX, DecimalMark, Read, UnreadableFile, raw_text
from mealtracker.sentences import say

_MCC: Final = re.compile(r"[0-9]{4}", re.ASCII)
#: What banks write where they have no reference.
_NO_ID: Final = frozenset({"", "NONREF", "NOREF", "NOTPROVIDED", "NOTAVAILABLE", "UNKNOWN", "N/A"})


def minor_of(text: str, currency: Currency, mark: DecimalMark | None = None) -> int:
    """Return the minor units that a bank's number states; a point begins the decimals, or `mark`.

    Raises:
        Invalid: it is no number, or has too many digits.
    """
    return read_amount(text, mark or ".").minor(currency)


def known[**P, T](read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Return what `read` makes of its arguments, or None where they say nothing readable."""
    try:
        return read(*args, **kwargs)
    except Invalid:
        return None


def one_line(text: str) -> str:
    """Return `text` in one line, with nothing hidden in it."""
    return " ".join(raw_text(" ".join(text.split())).split())


def id_of(text: str) -> str | None:
    """Return a bank's reference, or None where it says that there is none."""
    reference = one_line(text)
    return None if reference.upper() in _NO_ID or not reference.strip("0") else reference


def mcc_of(text: str) -> str | None:
    """Return the merchant's category of ISO 18245, when `text` is one."""
    code = text.strip()
    return code if _MCC.fullmatch(code) and code.strip("0") else None


def checked(rows: Iterator[Read]) -> Iterator[Read]:
    """Pass `rows` on, and stop where there are too many or none at all.

    Raises:
        UnreadableFile: there is no row and no account, or there are more rows than a file may have.
    """
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > ROWS_MAX:
            message = say(
                "The file has more than %(num)s rows. Export a shorter period.",
                num=Decimal(ROWS_MAX),
            )
            raise UnreadableFile(message)
        yield row
    if not count:
        raise UnreadableFile(say("There is no statement in this file. Export it again."))
