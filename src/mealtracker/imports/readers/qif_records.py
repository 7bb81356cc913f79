"""The records of QIF: lines that begin with a letter, up to a line with `^`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mealtracker.imports.rows import UnreadableFile, raw_text
from mealtracker.sentences import say

_LINES_MAX: Final = 5_000
#: Headers that say how a program shall read, and begin nothing.
_SETTINGS: Final = ("option:", "clear:")


@dataclass(frozen=True, slots=True)
class Header:
    """A line like `!Type:Bank`: what the records that follow are of."""

    line: int
    text: str

    @property
    def kind(self) -> str:
        """Return what it says in small letters, without blanks: `type:bank`."""
        return "".join(self.text.lower().split()).removeprefix("!")


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a record: the letter that says what it is, and the text."""

    line: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """One account or transaction."""

    fields: tuple[Field, ...]

    @property
    def line(self) -> int:
        """Return the line where it begins."""
        return self.fields[0].line

    @property
    def raw(self) -> str:
        """Return its text."""
        return raw_text("\n".join(field.code + field.text for field in self.fields))

    def text(self, *codes: str) -> str:
        """Return the text of the first of `codes` that the record has, else ""."""
        texts = (field.text for code in codes for field in self.fields if field.code == code)
        return next(filter(None, texts), "")


def records(lines: Iterable[tuple[int, str]]) -> Iterator[Header | Record]:
    """Yield headers and records; where a `^` is missing, the next date or header ends a record.

    Raises:
        UnreadableFile: a record has no end.
    """
    fields: list[Field] = []
    for number, whole in lines:
        line = whole.strip()
        is_header, is_end = line.startswith("!"), line.startswith("^")
        is_next = line.startswith("D") and any(field.code == "D" for field in fields)
        if fields and (is_header or is_end or is_next):
            yield Record(tuple(fields))
            fields = []
        if is_header:
            header = Header(number, line)
            yield from () if header.kind.startswith(_SETTINGS) else (header,)
        elif line and not is_end:
            fields.append(Field(number, line[0], line[1:].strip()))
        if len(fields) > _LINES_MAX:
            message = say(
                "The row at line %(line)s has no end. Export the file again.", line=fields[0].line
            )
            raise UnreadableFile(message)
    if fields:
        yield Record(tuple(fields))
