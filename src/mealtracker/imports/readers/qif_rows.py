"""A transaction of QIF as rows: one, or one for each part it is split into."""

import re
from dataclasses import dataclass, replace
from typing import Final

from mealtracker.errors import Invalid
from mealtracker.imports.readers.bank_values import minor_of, one_line
from mealtracker.imports.readers.dates import read_moment
from mealtracker.imports.readers.qif_records import Record
from mealtracker.imports.rows import BadRow, BankRow, DateOrder, DecimalMark, Question, ReadOptions

_SHORT_YEAR: Final = re.compile(r"'\s*([0-9])$")
_SPLIT_MARK: Final = "--split--"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file writes dates and amounts, what it leaves open, and which accounts it knows."""

    order: DateOrder
    mark: DecimalMark
    questions: tuple[Question, ...]
    accounts: frozenset[str]
    options: ReadOptions

    @property
    def flags(self) -> tuple[str, ...]:
        """Return what is a guess as long as nobody answered."""
        is_open = any(question.option == "date_order" for question in self.questions)
        return ("day_or_month",) if is_open else ()

    def minor(self, text: str) -> int:
        """Return the minor units of an amount.

        Raises:
            Invalid: it is none.
        """
        minor = minor_of(text, self.options.currency, self.mark)
        return -minor if self.options.is_flipped else minor


@dataclass(slots=True)
class _Split:
    line: int
    label: str
    memo: str = ""
    amount: str = ""


def rows_of(record: Record, account: str | None, reading: Reading) -> list[BankRow | BadRow]:
    """Return the rows of a transaction.

    Its parts are one row each when they add up to it; where they do not, the whole is one row.
    """
    try:
        row = _row(record, account, reading)
        splits = _splits(record)
        minors = [reading.minor(split.amount) for split in splits] if len(splits) > 1 else []
        if minors and sum(minors) == row.minor:
            parts = zip(splits, minors, strict=True)
            return [_part(row, split, minor, reading) for split, minor in parts]
        if minors:
            return [replace(row, flags=(*row.flags, "parts_differ"))]
        is_labelled = row.category or row.is_transfer or not splits
        return [row if is_labelled else _labelled(row, splits[0].label, reading)]
    except Invalid as error:
        return [BadRow(record.line, record.raw, error.message)]


def date_text(text: str) -> str:
    """Return a date as others write it: `1/ 5' 6` is `1/ 5'06`."""
    return _SHORT_YEAR.sub(r"'0\1", text)


def _row(record: Record, account: str | None, reading: Reading) -> BankRow:
    options = reading.options
    moment = read_moment(date_text(record.text("D")), reading.order, options.today, options.zone)
    payee, memo = one_line(record.text("P")), one_line(record.text("M"))
    number = one_line(record.text("N"))
    note = memo if payee and memo != payee else ""
    row = BankRow(
        line=record.line,
        raw=record.raw,
        day=moment.day,
        payee=payee or memo,
        minor=reading.minor(record.text("T", "U")),
        memo=f"{note} #{number}".strip() if number.strip("0").isdecimal() else note,
        account=account,
        flags=reading.flags,
    )
    return _labelled(row, record.text("L"), reading)


def _splits(record: Record) -> list[_Split]:
    splits: list[_Split] = []
    for field in record.fields:
        if field.code == "S":
            splits.append(_Split(field.line, field.text))
        elif splits and field.code == "E":
            splits[-1].memo = one_line(field.text)
        elif splits and field.code == "$":
            splits[-1].amount = field.text
    return splits


def _part(row: BankRow, split: _Split, minor: int, reading: Reading) -> BankRow:
    whole = replace(row, line=split.line, minor=minor, memo=split.memo or row.memo)
    return _labelled(whole, split.label, reading)


def _labelled(row: BankRow, label: str, reading: Reading) -> BankRow:
    """Add what a label says: `Food:Dinner/Holiday` has a class; `[Savings]` is another account."""
    is_bracketed = label.startswith("[")
    name, _, class_name = label.rpartition("]") if is_bracketed else label.partition("/")
    name = one_line(name.partition("|")[0])
    is_transfer = is_bracketed or name in reading.accounts
    is_category = not is_transfer and name.lower() != _SPLIT_MARK
    tag = one_line(class_name.removeprefix("/"))
    return replace(
        row,
        category=(name or None) if is_category else None,
        tags=(tag,) if tag else (),
        is_transfer=is_transfer,
    )
