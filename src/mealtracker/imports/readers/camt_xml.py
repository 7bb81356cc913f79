"""The XML of CAMT files as a stream, with nothing in it that a file could do harm by."""

import re
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat  # nosec B407

from mealtracker.imports.readers.bank_text import encoding_of, text_chunks
from mealtracker.imports.rows import RAW_MAX, UnreadableFile, raw_text
from mealtracker.sentences import Sentence, say

_DEEPEST: Final = 64
#: What one part may take in memory, and what an element takes beside its text.
_PART_BYTES: Final = 64 * 1024 * 1024
_ELEMENT_BYTES: Final = 300
#: It says the encoding, which is known by then, and must not stand behind blank lines.
_DECLARATION: Final = re.compile(r"\A(\s*)<\?xml\b[^>]*\?>")
_LONGEST_TOKEN: Final = 4 * 1024 * 1024
_BLANKS: Final = re.compile(r"\s+")


@dataclass(slots=True)
class Element:
    """An element with its line; its name is without a namespace, which every version changes."""

    tag: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, path: str) -> list["Element"]:
        """Return every element at `path`, such as `NtryDtls/TxDtls`."""
        found = [self]
        for tag in path.split("/"):
            found = [child for parent in found for child in parent.children if child.tag == tag]
        return found

    def find(self, path: str) -> "Element | None":
        """Return the first element at `path`."""
        return next(iter(self.all(path)), None)

    def text_at(self, *paths: str) -> str:
        """Return the text of the first of `paths` that has any, else ""."""
        texts = (_BLANKS.sub(" ", found.text).strip() for path in paths for found in self.all(path))
        return next((text for text in texts if text), "")

    def inside(self, tag: str) -> Iterator["Element"]:
        """Yield every element of that name inside this one."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.inside(tag)

    @property
    def raw(self) -> str:
        """Return it as XML without blanks between the elements, as much of it as is kept."""
        pieces: list[str] = []
        length = 0
        for piece in _pieces(self):
            pieces.append(piece)
            length += len(piece)
            if length > RAW_MAX:
                break
        return raw_text("".join(pieces))


@dataclass(frozen=True, slots=True)
class End:
    """A parent is over."""

    tag: str


def parts(
    file: BinaryIO, parents: Collection[str], encoding: str | None
) -> Iterator[Element | End]:
    """Yield each child of each of `parents`, and an `End` after the last.

    Only one child is in memory at a time.

    Raises:
        UnreadableFile: it is not whole or no XML, nests too deeply, has a part that is too large,
            or a document type, which no bank writes and which can blow a file up.
    """
    collector = _Collector(parents)
    fed = 0
    for text in text_chunks(file, encoding_of(file, encoding)):
        bare = text if fed else _DECLARATION.sub(r"\1", text)
        chunk = bare.encode(errors="replace")
        fed += len(chunk)
        collector.feed(chunk)
        yield from collector.taken()
        if fed - collector.position > _LONGEST_TOKEN:
            raise UnreadableFile(_too_large(collector.line))
    collector.feed(b"", is_last=True)
    yield from collector.taken()


class _Collector:
    """Builds the trees that are asked for, as expat reports them."""

    def __init__(self, parents: Collection[str]) -> None:
        self._parents = parents
        self._open: list[str] = []
        self._building: list[Element] = []
        self._texts: list[list[str]] = []
        self._bytes = 0
        self._done: deque[Element | End] = deque()
        self._parser = _parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    @property
    def position(self) -> int:
        return self._parser.CurrentByteIndex

    @property
    def line(self) -> int:
        return self._parser.CurrentLineNumber

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            message = say(
                "The file is damaged or cut off at line %(line)s. Download it again from the bank.",
                line=error.lineno,
            )
            raise UnreadableFile(message) from error

    def taken(self) -> Iterator[Element | End]:
        while self._done:
            yield self._done.popleft()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if len(self._open) >= _DEEPEST:
            message = say(
                "This is no statement of a bank: it nests too deeply. Choose another file."
            )
            raise UnreadableFile(message)
        if self._building or (self._open and self._open[-1] in self._parents):
            self._grow(_ELEMENT_BYTES)
            self._building.append(Element(tag, self.line, attributes))
            self._texts.append([])
        self._open.append(tag)

    def _characters(self, text: str) -> None:
        if self._building:
            self._grow(len(text))
            self._texts[-1].append(text)

    def _end(self, _name: str) -> None:
        tag = self._open.pop()
        if not self._building:
            if tag in self._parents:
                self._done.append(End(tag))
            return
        element = self._building.pop()
        element.text = "".join(self._texts.pop())
        if self._building:
            self._building[-1].children.append(element)
            return
        self._done.append(element)
        self._bytes = 0

    def _grow(self, size: int) -> None:
        self._bytes += size
        if self._bytes > _PART_BYTES:
            raise UnreadableFile(_too_large(self.line))


def _parser() -> expat.XMLParserType:
    # What makes XML dangerous is declared in a document type: there is none here.
    # It is fed UTF-8, whatever the file was.
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_declared: object) -> None:
    message = say("The file has a document type, which no bank writes. Download it from the bank.")
    raise UnreadableFile(message)


def _too_large(line: int) -> Sentence:
    return say("The row at line %(line)s is too large. Export a shorter period.", line=line)


def _pieces(element: Element) -> Iterator[str]:
    yield f"<{element.tag}"
    yield from (f' {name}="{text}"' for name, text in element.attributes.items())
    yield f">{element.text.strip()}"
    for child in element.children:
        yield from _pieces(child)
    yield f"</{element.tag}>"
