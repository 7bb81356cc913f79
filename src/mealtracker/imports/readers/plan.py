"""How a table is going to be read: what was found out, and what is still open."""

from dataclasses import dataclass, replace

from mealtracker.domain.money import Currency
from mealtracker.imports.rows import DateOrder, DecimalMark, Question, Read, ReadOptions, Role


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What was detected of a file, to be shown, corrected and kept."""

    format: str
    preset: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_line: int = 0  # 0: there is none
    header: tuple[str, ...] = ()
    fingerprint: str = ""  # equal for files with the same columns
    mapping: tuple[Role | None, ...] = ()
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    is_flipped: bool = False
    currency: Currency | None = None  # what the header says of the whole file
    questions: tuple[Question, ...] = ()
    first_rows: tuple[Read, ...] = ()

    def fixed(self, options: ReadOptions) -> ReadOptions:
        """Return `options` with all that was detected, so that it is not looked for again."""
        return replace(
            options,
            encoding=self.encoding,
            delimiter=self.delimiter,
            date_order=self.date_order,
            decimal_mark=self.decimal_mark,
            is_flipped=self.is_flipped,
            preset=self.preset or "",
            header_line=self.header_line,
            mapping=self.mapping,
        )
