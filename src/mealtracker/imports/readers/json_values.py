"""JSON one value at a time, with the line on which each begins."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from mealtracker.imports.rows import UnreadableFile
from mealtracker.sentences import say

_SPACE: Final = re.compile(r"[ \t\r\n]*")
#: Amounts stay the text that they are.
_DECODER: Final = json.JSONDecoder(parse_float=str, parse_constant=str)


@dataclass(frozen=True, slots=True)
class Value:
    """A value, its text, and the line where it begins."""

    value: Any  # Any: what JSON can hold
    raw: str
    line: int


class JsonText:
    """A text of JSON that is walked through from its start."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0

    def opens(self, sign: str) -> bool:
        """Step over `sign`, if it is what comes next."""
        self._skip()
        if not self._text.startswith(sign, self._at):
            return False
        self._at += 1
        return True

    def items(self) -> Iterator[Value]:
        """Yield the values of a list that has been opened."""
        while not self.opens("]"):
            yield self.value()
            self._between("]")

    def names(self) -> Iterator[str]:
        """Yield the names of an object that has been opened; whoever asks takes each value."""
        while not self.opens("}"):
            name = self.value().value
            if not isinstance(name, str) or not self.opens(":"):
                raise UnreadableFile(_broken(self._line))
            yield name
            self._between("}")

    def value(self) -> Value:
        """Return the value that comes next.

        Raises:
            UnreadableFile: it is broken, cut off, or nested too deeply.
        """
        self._skip()
        line = self._current_line()
        try:
            value, end = _DECODER.raw_decode(self._text, self._at)
        except (ValueError, RecursionError) as error:
            raise UnreadableFile(_broken(line)) from error
        raw = self._text[self._at : end]
        self._at = end
        return Value(value, raw, line)

    def _between(self, end: str) -> None:
        self._skip()
        if not self.opens(",") and not self._text.startswith(end, self._at):
            raise UnreadableFile(_broken(self._current_line()))

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _current_line(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _broken(line: int) -> str:
    return say("From line %(line)s on, this file is broken or cut off. Export it again.", line=line)
