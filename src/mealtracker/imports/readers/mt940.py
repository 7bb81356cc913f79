"""MT940: the statements of SWIFT, as German, Dutch, French and Polish banks hand them out."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, ClassVar, Final

from mealtracker.errors import Invalid
from mealtracker.imports.readers.bank_plan import plan_bank_file
from mealtracker.imports.readers.bank_text import encoding_of
from mealtracker.imports.readers.bank_values import checked, id_of, known, one_line
from mealtracker.imports.readers.mt940_details import details_of
from mealtracker.imports.readers.mt940_fields import (
    Balance,
    Field,
    balance_of,
    booking_of,
    fields,
    raw_of,
)
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.text import numbered_lines
from mealtracker.imports.rows import BadRow, BankRow, Read, ReadOptions, Statement

_BEGINNING: Final = re.compile(rb"^(?:.*\{4:)?\s*:20:", re.MULTILINE)
_ACCOUNT: Final = re.compile(rb"^\s*:(?:25P?|60[FM]):", re.MULTILINE)


class Mt940Reader:
    """Reads MT940 files, often called `.sta`, `.940` or `.txt`."""

    format: ClassVar[str] = "mt940"

    def recognises(self, head: bytes, name: str) -> int:
        """Return how surely this is MT940: it has the fields of a message at the start of lines."""
        text = head.replace(b"\0", b"").replace(b"\r", b"\n")
        if _BEGINNING.search(text) and _ACCOUNT.search(text):
            return 100
        return 20 if name.lower().endswith((".sta", ".940", ".mt940", ".swi")) else 0

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Return what there is to know of it before it is read.

        Raises:
            UnreadableFile: it is of another kind, empty, or broken from the beginning.
        """
        return plan_bank_file(self, file, options)

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield the transactions of each page, and then the page as a statement."""
        lines = numbered_lines(file, encoding_of(file, options.encoding))
        yield from checked(_Pages(options).rows(fields(lines)))


class _Pages:
    """Where in a file the reading is: which account, which balance it began with, which entry."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._account: str | None = None
        self._opening: Balance | None = None
        self._is_open = False
        self._entry: list[Field] = []

    def rows(self, stream: Iterable[Field]) -> Iterator[Read]:
        for part in stream:
            match part.tag:
                case "20":
                    yield from self._end_page(None)
                    self._account = None
                case "25" | "25P":
                    self._account = one_line(part.lines[0]) or None
                case "60F" | "60M":
                    yield from self._end_page(None)
                    self._opening = known(balance_of, part.lines[0])
                    self._is_open = True
                case "61":
                    yield from self._end_entry()
                    self._entry, self._is_open = [part], True
                case "86" if self._entry:
                    self._entry.append(part)
                case "62F" | "62M":
                    self._is_open = True
                    yield from self._end_page(known(balance_of, part.lines[0]))
        yield from self._end_page(None)

    def _end_page(self, closing: Balance | None) -> Iterator[Read]:
        yield from self._end_entry()
        if not self._is_open:
            return
        opening, self._opening, self._is_open = self._opening, None, False
        first = opening or closing
        currency = first.currency if first else None
        is_same = closing is not None and closing.currency == currency
        yield Statement(
            self._account,
            currency,
            opening_minor=opening.minor if opening else None,
            closing_minor=closing.minor if closing and is_same else None,
            starts_on=opening.day if opening else None,
            ends_on=closing.day if closing else None,
        )

    def _end_entry(self) -> Iterator[Read]:
        entry, self._entry = self._entry, []
        if not entry:
            return
        raw = raw_of(entry)
        try:
            yield self._row(entry, raw)
        except Invalid as error:
            yield BadRow(entry[0].line, raw, error.message)

    def _row(self, entry: list[Field], raw: str) -> BankRow:
        currency = self._opening.currency if self._opening else None
        booking = booking_of(entry[0], currency or self._options.currency)
        details = details_of([line for part in entry[1:] for line in part.lines])
        extra = details_of(booking.details).payee
        payee = details.payee or extra
        return BankRow(
            line=entry[0].line,
            raw=raw,
            day=booking.booked_on,
            payee=payee,
            minor=booking.minor,
            currency=currency,
            memo=details.memo or (extra if extra != payee else ""),
            bank_id=id_of(booking.reference),
            account=self._account,
            is_pending=booking.is_pending,
            booked_on=booking.booked_on,
        )
