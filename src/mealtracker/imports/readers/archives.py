"""Archives that strangers made: opened only when what is in them is of a bearable size."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Final

from mealtracker.imports.rows import UnreadableFile
from mealtracker.sentences import say

ENTRIES_MAX: Final = 1_000
UNZIPPED_MAX: Final = 200 * 1024 * 1024
_IN_MEMORY: Final = 1024 * 1024
_CHUNK: Final = 64 * 1024
_BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,  # a way to compress that Python does not know
    RuntimeError,  # a password is wanted
)


@contextmanager
def open_archive(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open an archive that is whole, without a password, and not too large when unpacked.

    Raises:
        UnreadableFile: it is not.
    """
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        raise UnreadableFile(_broken()) from error
    with archive:
        _check(archive.infolist())
        yield archive


@contextmanager
def unpacked(archive: zipfile.ZipFile, name: str) -> Iterator[BinaryIO]:
    """Unpack one entry into a temporary file.

    Raises:
        UnreadableFile: it is damaged.
    """
    with SpooledTemporaryFile(_IN_MEMORY) as whole:
        try:
            with archive.open(name) as entry:
                while chunk := entry.read(_CHUNK):
                    whole.write(chunk)
        except _BROKEN as error:
            raise UnreadableFile(_broken()) from error
        # A spooled file is a binary one; only its declared type is not.
        yield whole  # type: ignore[misc]


def _check(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES_MAX or size > UNZIPPED_MAX:
        message = say("This archive holds too much. Take out the one file with the table.")
        raise UnreadableFile(message)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(say("This file has a password. Save it without one."))


def _broken() -> str:
    return say("This archive is damaged or cut off. Export it again.")
