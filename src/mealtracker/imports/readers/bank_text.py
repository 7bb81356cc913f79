"""The text of a bank's file as a stream, in an encoding that banks declare and seldom keep to."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from mealtracker.imports.readers.encodings import check_encoding, detect_encoding
from mealtracker.imports.rows import HEAD_BYTES

_CHUNK: Final = 64 * 1024
#: How OFX headers and XML declarations name an encoding of one byte; other names say nothing new.
_DECLARED: Final = re.compile(
    rb"(?:CHARSET:|ENCODING:|encoding=[\"'])\s*"
    rb"(?:(?:windows-?|cp)?(125[0-8])|(?:iso-?)?8859-?([0-9]{1,2}))",
    re.IGNORECASE,
)


def encoding_of(file: BinaryIO, chosen: str | None) -> str:
    """Return the encoding of `file`, unless one was `chosen`.

    What is valid as UTF is UTF, whatever the file says of itself: banks declare what their
    programs were made for, not what they write. Otherwise what is declared counts.

    Raises:
        UnreadableFile: it is empty, too large, or no text.
    """
    if chosen:
        return check_encoding(chosen)
    detected = detect_encoding(file)
    if detected.startswith("utf"):
        return detected
    file.seek(0)
    declared = _DECLARED.search(file.read(HEAD_BYTES))
    if declared is None:
        return detected
    # Latin 1 stands for Windows' superset, which has the euro sign.
    name = f"cp{declared[1].decode()}" if declared[1] else f"iso8859-{declared[2].decode()}"
    try:
        return "cp1252" if name == "iso8859-1" else codecs.lookup(name).name
    except LookupError:
        return detected


def text_chunks(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the text of `file` in pieces, its lines ending in LF; a foreign byte becomes U+FFFD."""
    file.seek(0)
    pieces = iter(lambda: file.read(_CHUNK), b"")
    line_ends = io.IncrementalNewlineDecoder(None, translate=True)
    is_first = True
    for text in codecs.iterdecode(pieces, encoding, errors="replace"):
        yield line_ends.decode(text.removeprefix("\ufeff") if is_first else text)
        is_first = False
    yield line_ends.decode("", final=True)
