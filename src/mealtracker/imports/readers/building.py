"""From a record and the roles of its columns to a row, or to what is wrong with it."""

import re
from collections import defaultdict
from dataclasses import replace
from typing import Final

from mealtracker.domain.money import Currency
from mealtracker.errors import Invalid
from mealtracker.imports.readers.cells import Cells
from mealtracker.imports.readers.dates import Moment, read_clock, read_moment
from mealtracker.imports.readers.dialect import Record
from mealtracker.imports.readers.money_cells import MoneyColumns
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.presets.preset import Preset
from mealtracker.imports.readers.signs import is_called_off, is_pending
from mealtracker.imports.readers.words import header_key
from mealtracker.imports.rows import (
    BadRow,
    BankRow,
    DateOrder,
    Read,
    ReadOptions,
    Role,
    Statement,
    raw_text,
)
from mealtracker.sentences import say

_ID_MAX: Final = 255
_BETWEEN: Final = re.compile(r"[,;]")


class RowMaker:
    """Reads the records of one table, one after the other."""

    def __init__(self, plan: ReadPlan, preset: Preset | None, options: ReadOptions) -> None:
        self._plan = plan
        self._keys = [header_key(name) for name in plan.header]
        self._preset = preset
        self._options = options
        self._money = MoneyColumns(
            plan.decimal_mark or ".", plan.is_flipped, plan.currency, options.currency
        )
        self._people = [
            (index, plan.header[index])
            for index, role in enumerate(plan.mapping)
            if role is Role.PERSON and index < len(plan.header)
        ]
        self._before: Cells | None = None

    def read(self, record: Record) -> Read | None:
        """Return what a record says; None for a header that comes again, a sum, or a split row."""
        if record.is_open:
            message = say("A quote opens here and does not close. Close it, or take it out.")
            return BadRow(record.line, raw_text(record.raw), message)
        if self._preset:
            plain = [self._preset.plain(cell) for cell in record.cells]
            record = replace(record, cells=plain)
        cells = self._cells(record)
        if self._is_header(record) or (cells.is_sum and not self._people):
            return None
        if any(cell.strip() for cell in record.cells[len(self._plan.mapping) :]):
            return BadRow(record.line, raw_text(record.raw), _too_many(record, self._plan))
        try:
            return self._read(record, cells)
        except Invalid as error:
            return BadRow(record.line, raw_text(record.raw), error.message)

    def _cells(self, record: Record) -> Cells:
        cells = Cells.of(record.cells, self._plan.mapping)
        if self._preset is None or not self._preset.continues:
            return cells
        if self._before and cells.has_amount and not cells.one(Role.DAY):
            return cells.behind(self._before)
        self._before = cells
        return cells

    def _is_header(self, record: Record) -> bool:
        names = self._plan.header
        return tuple(cell.strip() for cell in record.cells[: len(names)]) == names

    def _read(self, record: Record, cells: Cells) -> Read | None:
        currency = self._money.currency_of(cells)
        nets = self._nets(record, currency)
        if nets and not cells.has_amount:
            return Statement(account=None, currency=currency, nets=nets)
        row = self._row(record, cells, currency, nets)
        if row.minor == 0 and cells.one(Role.SPLIT_AMOUNT).strip("0.,"):
            return None  # its parts are rows of their own
        if self._preset is None:
            return row
        return self._preset.refine(row, _by_key(self._keys, record))

    def _nets(self, record: Record, currency: Currency | None) -> tuple[tuple[str, int], ...]:
        return tuple(
            (raw_text(name), self._money.net(record.cells[index], currency))
            for index, name in self._people
            if index < len(record.cells)
        )

    def _row(
        self,
        record: Record,
        cells: Cells,
        currency: Currency | None,
        nets: tuple[tuple[str, int], ...],
    ) -> BankRow:
        moment = self._moment(cells.one(Role.DAY))
        booked = cells.one(Role.BOOKED_ON)
        minor = self._money.minor(cells, currency)
        original = self._money.original(cells, minor)
        return BankRow(
            line=record.line,
            raw=raw_text(record.raw),
            day=moment.day,
            payee=cells.one(Role.PAYEE),
            minor=minor,
            currency=currency,
            memo=" · ".join(dict.fromkeys(cells.all(Role.MEMO))),
            bank_id=cells.one(Role.BANK_ID)[:_ID_MAX] or None,
            account=cells.one(Role.ACCOUNT) or None,
            category=cells.one(Role.CATEGORY) or None,
            tags=self._tags(cells),
            people=(*(name for name, net in nets if net), *_names(cells)),
            mcc=cells.one(Role.MCC) or None,
            is_pending=is_pending(cells.one(Role.STATE)),
            original_minor=original[0] if original else None,
            original_currency=original[1] if original else None,
            booked_on=self._moment(booked).day if booked else None,
            time=moment.time or read_clock(cells.one(Role.TIME)),
            nets=tuple((name, net) for name, net in nets if net),
            flags=("called_off",) if is_called_off(cells.one(Role.STATE)) else (),
        )

    def _moment(self, text: str) -> Moment:
        order = self._plan.date_order or DateOrder.DMY
        return read_moment(text, order, self._options.today, self._options.zone)

    def _tags(self, cells: Cells) -> tuple[str, ...]:
        mark = self._preset.tag_mark if self._preset else ","
        names = (name.strip() for cell in cells.all(Role.TAGS) for name in cell.split(mark))
        return tuple(dict.fromkeys(name for name in names if name))


def _names(cells: Cells) -> tuple[str, ...]:
    names = (name.strip() for cell in cells.all(Role.PEOPLE) for name in _BETWEEN.split(cell))
    return tuple(dict.fromkeys(name for name in names if name))


def _by_key(keys: list[str], record: Record) -> defaultdict[str, str]:
    """Return the cells by the keys of the header; what a row or the table lacks is empty."""
    return defaultdict(str, zip(keys, record.cells, strict=False))


def _too_many(record: Record, plan: ReadPlan) -> str:
    return say(
        "This row has %(count)s cells, and the table %(width)s columns. "
        "Put a value that holds “%(delimiter)s” in quotes.",
        count=len(record.cells),
        width=len(plan.mapping),
        delimiter=plan.delimiter or ",",
    )
