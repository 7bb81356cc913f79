"""Tables of any source: where they begin, what their columns mean, and their rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from mealtracker.domain.money import Currency
from mealtracker.imports.readers.building import RowMaker
from mealtracker.imports.readers.cells import Cells
from mealtracker.imports.readers.columns import Mapping, fingerprint, propose
from mealtracker.imports.readers.dialect import Record
from mealtracker.imports.readers.facts import count_columns
from mealtracker.imports.readers.headers import Header, find_header
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.presets import Preset, find_preset, preset_named
from mealtracker.imports.readers.questions import Votes, decide
from mealtracker.imports.readers.words import header_currency, header_key
from mealtracker.imports.rows import (
    ROWS_MAX,
    Read,
    ReadOptions,
    Role,
    UnreadableFile,
)
from mealtracker.sentences import say

_SAMPLE_ROWS: Final = 1_000
_SHOWN_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file: how it was opened, and its records as often as they are wanted."""

    format: str
    records: Callable[[], Iterator[Record]]
    encoding: str | None = None
    delimiter: str | None = None

    def below(self, line: int) -> Iterator[Record]:
        """Yield the records below a line, without blank ones.

        Raises:
            UnreadableFile: there are too many.
        """
        count = 0
        for record in self.records():
            if record.line <= line or (record.is_blank and not record.is_open):
                continue
            count += 1
            if count > ROWS_MAX:
                message = say(
                    "This file has more than %(most)s rows. Split it in parts.", most=ROWS_MAX
                )
                raise UnreadableFile(message)
            yield record


def plan_table(table: Table, options: ReadOptions) -> ReadPlan:
    """Find out how a table is to be read; what `options` say is taken as said.

    Raises:
        UnreadableFile: it is no table, or has too many rows.
    """
    sample = list(islice(table.below(0), _SAMPLE_ROWS))
    header = find_header(sample, options.header_line)
    preset = _preset(header, sample, options)
    mapping = options.mapping or _mapping(header, sample, preset)
    votes = Votes()
    if not _is_decided(options):
        for record in table.below(header.line):
            votes.count(Cells.of(record.cells, mapping))
    decisions = decide(votes, mapping, preset, options, has_names=header.line > 0)
    plan = ReadPlan(
        format=table.format,
        preset=preset.name if preset else None,
        encoding=table.encoding,
        delimiter=table.delimiter,
        header_line=header.line,
        header=header.names,
        fingerprint=fingerprint(header.names),
        mapping=mapping,
        date_order=decisions.date_order,
        decimal_mark=decisions.decimal_mark,
        is_flipped=decisions.is_flipped,
        currency=_currency(header, mapping),
        questions=decisions.questions,
    )
    return replace(plan, first_rows=tuple(islice(_rows(table, plan, options), _SHOWN_ROWS)))


def read_table(table: Table, options: ReadOptions) -> Iterator[Read]:
    """Yield the rows of a table, the bad ones as such.

    Raises:
        UnreadableFile: it is no table, has too many rows, or no column of days or amounts.
    """
    plan = plan_table(table, options)
    if Role.DAY not in plan.mapping:
        raise UnreadableFile(say("No column of this file holds a day. Choose which one does."))
    if not {Role.AMOUNT, Role.DEBIT, Role.CREDIT} & {*plan.mapping}:
        raise UnreadableFile(say("No column of this file holds an amount. Choose which one does."))
    yield from _rows(table, plan, options)


def _is_decided(options: ReadOptions) -> bool:
    """Whether nothing is left that only the whole file could tell."""
    return None not in (options.date_order, options.decimal_mark, options.is_flipped)


def _preset(header: Header, sample: list[Record], options: ReadOptions) -> Preset | None:
    if options.preset is not None:
        return preset_named(options.preset)
    if options.mapping is not None or header.line == 0:
        return None
    first = next((record.cells for record in sample if record.line > header.line), ())
    return find_preset([header_key(name) for name in header.names], first)


def _mapping(header: Header, sample: list[Record], preset: Preset | None) -> Mapping:
    if preset is not None:
        return preset.mapping([header_key(name) for name in header.names])
    rows = (
        record
        for record in sample
        if record.line > header.line and tuple(map(str.strip, record.cells)) != header.names
    )
    facts = count_columns(rows, len(header.names))
    return propose(header.names if header.line else (), facts)


def _currency(header: Header, mapping: Mapping) -> Currency | None:
    """Return the currency that the header of the amounts names."""
    amounts = {Role.AMOUNT, Role.DEBIT, Role.CREDIT}
    named = (
        header_currency(name)
        for name, role in zip(header.names, mapping, strict=False)
        if role in amounts
    )
    return next((currency for currency in named if currency), None)


def _rows(table: Table, plan: ReadPlan, options: ReadOptions) -> Iterator[Read]:
    maker = RowMaker(plan, preset_named(plan.preset), options)
    for record in table.below(plan.header_line):
        read = maker.read(record)
        if read is not None:
            yield read
