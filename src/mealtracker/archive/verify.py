"""Opening an archive that somebody hands in, and telling whether it is whole.

Nothing is ever unpacked to a disk. Only the files that the manifest lists may be there, under names
that are known; each is read once, piece by piece, and no further than the manifest says.
"""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import IO, Any, Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError
from sqlalchemy import Column

from mealtracker.archive.lines import LINE_MAX, read_line
from mealtracker.archive.manifest import NAME, Listed, Manifest
from mealtracker.errors import Invalid
from mealtracker.sentences import say

_MANIFEST_MAX: Final = 1024 * 1024
_PIECE: Final = 1024 * 1024
#: Rows of JSON shrink to a tenth; what shrinks more than this was made to burst.
_RATIO_MAX: Final = 200
_SMALL: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1


class Archive:
    """An archive whose manifest was read and whose list of files is the one it names."""

    def __init__(self, opened: ZipFile, manifest: Manifest) -> None:
        """Take an open file and what it says of itself."""
        self.manifest = manifest
        self._opened = opened

    def verify(self) -> None:
        """Read every file and compare it with the manifest.

        Raises:
            Invalid: one differs, or cannot be read.
        """
        for listed in self.manifest.files:
            digest, lines = hashlib.sha256(), 0
            with _refusing_damage(listed.name), self._opened.open(listed.name) as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
                    lines += piece.count(b"\n")
            if digest.hexdigest() != listed.sha256 or listed.rows not in {None, lines}:
                raise _damaged(listed.name)

    def rows(self, name: str, columns: Sequence[Column[Any]]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a file as values for `columns`; Any: columns of any table.

        Raises:
            Invalid: one cannot be read.
        """
        with _refusing_damage(name), self._opened.open(name) as file:
            # An entry's own `readline` is slow; cast: what zipfile opens is such a stream.
            lines = BufferedReader(cast("RawIOBase", file), _PIECE)
            while line := lines.readline(LINE_MAX + 1):
                if len(line) > LINE_MAX:
                    raise _damaged(name)
                yield read_line(line, columns)


@contextmanager
def open_archive(file: IO[bytes]) -> Iterator[Archive]:
    """Open an archive for the length of the block; its files are not compared yet.

    Raises:
        Invalid: it is none, or holds anything that an archive does not.
    """
    try:
        opened = ZipFile(file)
    except (BadZipFile, OSError, ValueError) as error:
        raise Invalid(say("This is no archive: it is not a zip file, or not all of it.")) from error
    with opened:
        manifest = _read_manifest(opened)
        _check_entries(opened.infolist(), manifest.files)
        yield Archive(opened, manifest)


def _read_manifest(opened: ZipFile) -> Manifest:
    found = [entry for entry in opened.infolist() if entry.filename == NAME]
    if len(found) != 1 or found[0].file_size > _MANIFEST_MAX:
        raise Invalid(say("This is no archive of meals: it has no manifest.json."))
    _check_entry(found[0])
    with _refusing_damage(NAME):
        text = opened.read(found[0])
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise Invalid(say("The manifest of this archive cannot be read.")) from error


def _check_entries(entries: Sequence[ZipInfo], files: Sequence[Listed]) -> None:
    names = [entry.filename for entry in entries]
    listed = {one.name: one for one in files}
    if sorted(names) != sorted([NAME, *(one.name for one in files)]):
        raise Invalid(say("The files in this archive are not the ones that its manifest lists."))
    for entry in entries:
        _check_entry(entry)
        if entry.filename in listed and entry.file_size != listed[entry.filename].bytes:
            raise _damaged(entry.filename)


def _check_entry(entry: ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise _damaged(entry.filename)
    if entry.file_size > max(_SMALL, _RATIO_MAX * entry.compress_size):
        message = say(
            "%(name)s in this archive would burst: it is not opened.", name=entry.filename
        )
        raise Invalid(message)


@contextmanager
def _refusing_damage(name: str) -> Iterator[None]:
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> Invalid:
    return Invalid(
        say("This archive is damaged: %(name)s is not what it was. Take another copy.", name=name)
    )
