"""The fields of MT940 and what the line of a transaction and of a balance say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from mealtracker.domain.money import Currency, read_currency
from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.imports.readers.bank_days import day_at
from mealtracker.imports.readers.bank_values import known, minor_of
from mealtracker.imports.rows import RAW_MAX, raw_text
from mealtracker.sentences import say

_TAG: Final = re.compile(r"\s*:([0-9]{2}[A-Z]?|NS):(.*)", re.DOTALL)
_BLOCK: Final = re.compile(r".*\{4:\s*")
_ENDS: Final = ("-}", "{1:", "\x03")
_TRANSACTION: Final = re.compile(
    r"(?P<valued>[0-9]{6})(?P<entered>[0-9]{4})?\s*(?P<mark>R?[CD]|E[CD])[A-Z]?\s*"
    r"(?P<amount>[0-9.,]+)\s*(?P<kind>[A-Z][A-Z0-9]{3})?(?P<references>.*)"
)
_BALANCE: Final = re.compile(r"([CD])([0-9]{6})([A-Z]{3})\s*([0-9.,]+)")
#: A reversed credit takes money out again.
_SIGNS: Final = {"D": -1, "C": 1, "RC": -1, "RD": 1, "ED": -1, "EC": 1}
#: SWIFT: from 80 on, two digits are a year of the last century.
_LAST_YEAR: Final = 79
_LINES_MAX: Final = 200


@dataclass(slots=True)
class Field:
    """A field: its tag, its line, and its text, which may run on over lines."""

    tag: str
    line: int
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account had on a day."""

    day: date
    currency: Currency
    minor: int


@dataclass(frozen=True, slots=True)
class Booking:
    """What the line of a transaction says."""

    booked_on: date
    minor: int
    is_pending: bool
    reference: str
    details: tuple[str, ...]


def fields(lines: Iterable[tuple[int, str]]) -> Iterator[Field]:
    """Yield the fields of all messages of a file; what stands around messages is passed over."""
    current: Field | None = None
    for number, whole in lines:
        # Blanks at the ends stay: a text is cut into lines wherever it is full.
        line = _BLOCK.sub("", whole) if "{4:" in whole else whole
        match, bare = _TAG.match(line), line.strip()
        if match or bare == "-" or bare.startswith(_ENDS):
            if current:
                yield current
            current = Field(match[1], number, [match[2]]) if match else None
        elif current and bare and len(current.lines) < _LINES_MAX:
            current.lines.append(line)
    if current:
        yield current


def raw_of(parts: Iterable[Field]) -> str:
    """Return the text of fields that belong together."""
    text = "\n".join(f":{part.tag}:" + "\n".join(part.lines) for part in parts)
    return raw_text(text[:RAW_MAX])


def balance_of(text: str) -> Balance:
    """Return the balance that `C250801EUR1500,00` states.

    Raises:
        Invalid: it is none.
    """
    match = _BALANCE.match(text.strip())
    if match is None:
        raise Invalid(say("“%(text)s” is not a balance.", text=shown(text)))
    currency = read_currency(match[3])
    return Balance(_day(match[2]), currency, _SIGNS[match[1]] * minor_of(match[4], currency, ","))


def booking_of(part: Field, currency: Currency) -> Booking:
    """Return what a field 61 says.

    Raises:
        Invalid: it is none, or has an amount or a day that is none.
    """
    match = _TRANSACTION.match(part.lines[0].strip())
    if match is None:
        message = say(
            "“%(text)s” is not a transaction. Write it like 2508010801D42,50NTRF.",
            text=shown(part.lines[0].strip()),
        )
        raise Invalid(message)
    valued = _day(match["valued"])
    return Booking(
        _entered(match["entered"], valued) if match["entered"] else valued,
        _SIGNS[match["mark"]] * minor_of(match["amount"], currency, ","),
        is_pending=match["mark"].startswith("E"),
        reference=match["references"].partition("//")[2],
        details=tuple(part.lines[1:]),
    )


def _day(text: str) -> date:
    year, month, day = (int(text[at : at + 2]) for at in (0, 2, 4))
    return day_at(year + (2000 if year <= _LAST_YEAR else 1900), month, day, text)


def _entered(text: str, valued: date) -> date:
    """Return the day of an entry, written without a year, that is nearest to its value date."""
    month, day = int(text[:2]), int(text[2:])
    years = (valued.year, valued.year - 1, valued.year + 1)
    days = [known(day_at, year, month, day, text) for year in years]
    return min(
        filter(None, days),
        key=lambda found: abs(found - valued),
        # No bank books on such a day, so the other date counts.
        default=valued,
    )
