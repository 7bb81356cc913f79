"""The tags of OFX as a stream: SGML and XML alike, since banks close what they like."""

import html
import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mealtracker.imports.rows import UnreadableFile
from mealtracker.sentences import say

_SECTION: Final = r"<!\[CDATA\[(?P<section>.*?)\]\]>|<!--.*?-->"
_ASIDE: Final = re.compile(_SECTION, re.DOTALL)
_TAG: Final = re.compile(
    rf"{_SECTION}|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9_.]*)(?:\s[^<>]*)?/?>", re.DOTALL
)
#: With its semicolon only: a sign that a bank forgot to escape has none.
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_LONGEST: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in capitals, its line, the text after it, and both as the file has them."""

    name: str
    line: int
    source: str
    text: str
    is_end: bool


def tags(chunks: Iterable[str]) -> Iterator[Tag]:
    """Yield the tags of a file that comes in `chunks`; what stands before the first is passed over.

    Raises:
        UnreadableFile: what follows a tag has no end.
    """
    line, rest = 1, ""
    for chunk in chunks:
        rest += chunk
        if rest.rfind("<![CDATA[") <= rest.rfind("]]>"):
            # The last tag waits for the rest of its text.
            done = yield from _tags_in(rest, line, is_last=False)
            line += rest.count("\n", 0, done)
            rest = rest[done:]
        if len(rest) > _LONGEST:
            message = say("Line %(line)s has no end. Export the file again.", line=line)
            raise UnreadableFile(message)
    yield from _tags_in(rest, line, is_last=True)


def _tags_in(text: str, line: int, *, is_last: bool) -> Generator[Tag, None, int]:
    """Yield the tags of `text` and return where the rest of it begins."""
    found = [match for match in _TAG.finditer(text) if match["name"]]
    ends = [match.start() for match in found[1:]] + ([len(text)] if is_last else [])
    counted = 0
    for match, end in zip(found, ends, strict=False):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        value = _plain(text[match.end() : end])
        yield Tag(match["name"].upper(), line, text[counted:end], value, bool(match["end"]))
    return ends[-1] if ends else 0


def _plain(source: str) -> str:
    """Return text without sections and escapes; some banks escape twice."""
    if "<!" not in source:
        return _unescaped(_unescaped(source)).strip()
    pieces, start = [], 0
    for aside in _ASIDE.finditer(source):
        pieces += [_unescaped(source[start : aside.start()]), aside["section"] or ""]
        start = aside.end()
    return "".join([*pieces, _unescaped(source[start:])]).strip()


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
