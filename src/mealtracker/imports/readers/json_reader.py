"""JSON of Spliit and I Hate Money."""

from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Final

from mealtracker.imports.readers.encodings import check_encoding, detect_encoding
from mealtracker.imports.readers.ihatemoney_json import read_bills
from mealtracker.imports.readers.json_values import JsonText
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.spliit_json import read_group
from mealtracker.imports.rows import Read, ReadOptions, UnreadableFile
from mealtracker.sentences import say

_BYTES_MAX: Final = 20 * 1024 * 1024


class JsonReader:
    """Reads the groups and projects of applications that share costs."""

    format: ClassVar[str] = "json"

    def recognises(self, head: bytes, name: str) -> int:
        """Return how surely this is JSON."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start.startswith((b"{", b"[")):
            return 0
        return 90 if name.lower().endswith(".json") else 70

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Return what there is to know of it: everything is said in the file.

        Raises:
            UnreadableFile: it is of another application, or broken.
        """
        rows = tuple(read for read, _ in zip(self.read(file, options), range(5), strict=False))
        name = "ihatemoney" if _opened(file, options).opens("[") else "spliit"
        return ReadPlan(format=self.format, preset=name, first_rows=rows)

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield the expenses and settlements.

        Raises:
            UnreadableFile: it is of another application, or broken.
        """
        text = _opened(file, options)
        if text.opens("["):
            return read_bills(text, options)
        if text.opens("{"):
            return read_group(text, options)
        raise UnreadableFile(say("This file is no JSON. Choose another one."))


def _opened(file: BinaryIO, options: ReadOptions) -> JsonText:
    encoding = check_encoding(options.encoding) if options.encoding else detect_encoding(file)
    file.seek(0)
    content = file.read(_BYTES_MAX + 1)
    if len(content) > _BYTES_MAX:
        raise UnreadableFile(say("This file is larger than 20 MB. Export it in parts."))
    try:
        return JsonText(content.decode(encoding).removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(say("This file is cut off. Export it again.")) from error
