"""QIF: the records of Quicken, which many programs still write."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, ClassVar, Final

from mealtracker.imports.readers.bank_plan import plan_bank_file
from mealtracker.imports.readers.bank_text import encoding_of
from mealtracker.imports.readers.bank_values import checked, known, one_line
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.qif_records import Header, Record, records
from mealtracker.imports.readers.qif_rows import Reading, date_text, rows_of
from mealtracker.imports.readers.questions import Votes, decide
from mealtracker.imports.readers.text import numbered_lines
from mealtracker.imports.rows import BadRow, Read, ReadOptions, Role, Statement, raw_text
from mealtracker.sentences import say

_BEGINNING: Final = re.compile(r"^\s*!\s*(type\s*:|account|option\s*:|clear\s*:)", re.IGNORECASE)
_BANK: Final = "type:bank"
_TRANSACTIONS: Final = frozenset({_BANK, "type:cash", "type:ccard", "type:otha", "type:othl"})
_ACCOUNT: Final = "account"
#: A record is a row of a table that has these columns.
_COLUMNS: Final = (Role.DAY, Role.PAYEE, Role.AMOUNT)
_INVESTMENTS: Final = "type:invst"
#: Lists that Quicken exports beside the transactions.
_LISTS: Final = frozenset({
    "type:cat", "type:class", "type:memorized", "type:security", "type:prices", "type:budget",
    "type:tag", "type:template", "type:invitem", "type:bizacct",
})  # fmt: skip


class QifReader:
    """Reads QIF files."""

    format: ClassVar[str] = "qif"

    def recognises(self, head: bytes, name: str) -> int:
        """Return how surely this is QIF: it begins with a header that no other format has."""
        text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xff\xfe\xef\xbb\xbf \t\r\n")
        if _BEGINNING.match(text):
            return 100
        return 20 if name.lower().endswith(".qif") else 0

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Find out how its dates and amounts are written, and ask what they leave open.

        Raises:
            UnreadableFile: it is of another kind, empty, or broken from the beginning.
        """
        reading = _reading(_opened(file, options), options)
        return replace(
            plan_bank_file(self, file, options),
            date_order=reading.order,
            decimal_mark=reading.mark,
            questions=reading.questions,
        )

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield the transactions of each account; the file is gone through twice.

        How dates and amounts are written is decided by all of them together.
        """
        reading = _reading(_opened(file, options), options)
        yield from checked(_rows(_opened(file, options), reading))


def _opened(file: BinaryIO, options: ReadOptions) -> Iterator[Header | Record]:
    return records(numbered_lines(file, encoding_of(file, options.encoding)))


def _reading(stream: Iterator[Header | Record], options: ReadOptions) -> Reading:
    votes, accounts = Votes(), set[str]()
    for kind, record in _of_kinds(stream):
        if kind in _TRANSACTIONS:
            votes.order.count(date_text(record.text("D")))
            votes.mark.count(record.text("T", "U"))
        elif kind == _ACCOUNT:
            accounts.add(one_line(record.text("N")))
    made = decide(votes, _COLUMNS, None, options, has_names=True)
    known_accounts = frozenset(accounts - {""})
    return Reading(made.date_order, made.decimal_mark, made.questions, known_accounts, options)


def _of_kinds(stream: Iterator[Header | Record]) -> Iterator[tuple[str, Record]]:
    """Yield each record with the header it stands under; before any, it is a transaction."""
    kind = _BANK
    for item in stream:
        if isinstance(item, Record):
            yield kind, item
        else:
            kind = item.kind


def _rows(stream: Iterator[Header | Record], reading: Reading) -> Iterator[Read]:
    kind, statement = _BANK, Statement(None, None)
    has_rows = False
    for item in stream:
        if isinstance(item, Header):
            if has_rows:
                yield statement
            kind, has_rows = item.kind, False
            yield from _refusals(item)
        elif kind == _ACCOUNT:
            statement = _statement(item, reading)
        elif kind in _TRANSACTIONS:
            has_rows = True
            yield from rows_of(item, statement.account, reading)
    if has_rows:
        yield statement


def _statement(record: Record, reading: Reading) -> Statement:
    """Return an account as its own record describes it, with a balance where it has one."""
    balance = record.text("$", "B")
    closing = known(reading.minor, balance)
    return Statement(one_line(record.text("N")) or None, None, closing_minor=closing)


def _refusals(header: Header) -> Iterator[BadRow]:
    """Yield what is wrong with a list that is not read."""
    if header.kind in {*_TRANSACTIONS, *_LISTS, _ACCOUNT}:
        return
    message = say("This kind of list is unknown, so its rows are left out. Export bank accounts.")
    if header.kind == _INVESTMENTS:
        message = say("This is an investment account. Only bank, card and cash accounts are read.")
    yield BadRow(header.line, raw_text(header.text), message)
