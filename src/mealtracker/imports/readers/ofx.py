"""OFX and QFX, versions 1 and 2, as banks really write them."""

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from mealtracker.imports.readers.bank_plan import plan_bank_file
from mealtracker.imports.readers.bank_text import encoding_of, text_chunks
from mealtracker.imports.readers.bank_values import checked
from mealtracker.imports.readers.ofx_statements import Statements
from mealtracker.imports.readers.ofx_tags import tags
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.rows import Read, ReadOptions


class OfxReader:
    """Reads OFX and QFX files."""

    format: ClassVar[str] = "ofx"

    def recognises(self, head: bytes, name: str) -> int:
        """Return how surely this is OFX: by its outermost tag, or its header."""
        text = head.replace(b"\0", b"").upper()
        if b"<OFX>" in text or b"<OFX " in text:
            return 100
        if b"OFXHEADER" in text or b"OFXSGML" in text:
            return 90
        return 20 if name.lower().endswith((".ofx", ".qfx")) else 0

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Return what there is to know of it before it is read.

        Raises:
            UnreadableFile: it is of another kind, empty, or broken from the beginning.
        """
        return plan_bank_file(self, file, options)

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield the transactions of each account, and then its statement."""
        chunks = text_chunks(file, encoding_of(file, options.encoding))
        yield from checked(Statements(options).rows(tags(chunks)))
