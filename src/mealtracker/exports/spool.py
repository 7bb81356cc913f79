"""Files that can only be sent once they are whole."""

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import IO, Final

_PIECE: Final = 64 * 1024


def spooled(write: Callable[[IO[bytes]], object]) -> Iterator[bytes]:
    """Let `write` fill a file that nobody else sees, then yield it in pieces; it is gone after."""
    with TemporaryFile() as file:
        write(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
