"""Lines of a text file, numbered as an editor numbers them, however they end."""

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from mealtracker.imports.rows import UnreadableFile
from mealtracker.sentences import say

LINE_MAX: Final = 100_000
_BYTE_ORDER_MARK: Final = "\ufeff"


def numbered_lines(file: BinaryIO, encoding: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, without its end: LF, CR LF, or CR alone.

    Raises:
        UnreadableFile: it is not in this encoding, holds zero bytes, or has a line without an end.
    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline=None)
    number = 0
    try:
        while line := text.readline(LINE_MAX + 1):
            number += 1
            _check(line, number)
            yield number, line.rstrip("\n").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeError as error:
        message = say(
            "From line %(number)s on, this is no text in %(encoding)s, or it is cut off. "
            "Choose another encoding, or export it again.",
            number=number + 1,
            encoding=encoding,
        )
        raise UnreadableFile(message) from error
    finally:
        text.detach()


def _check(line: str, number: int) -> None:
    if "\0" in line:
        message = say(
            "Line %(number)s holds zero bytes, which text has none of. Export the file again.",
            number=number,
        )
        raise UnreadableFile(message)
    if len(line) > LINE_MAX:
        message = say(
            "Line %(number)s is longer than any row of a table. Is it another kind of file?",
            number=number,
        )
        raise UnreadableFile(message)
