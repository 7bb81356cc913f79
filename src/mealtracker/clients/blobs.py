"""Blobs: files that people hand in or fetch, kept outside the database under keys of our own."""

import os
import re
import secrets
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, Final, NewType, Protocol

from mealtracker.domain.clock import Clock, system_clock
from mealtracker.errors import NotFound, TooLarge
from mealtracker.sentences import say

#: Random, so nobody guesses one; what a client called its file is no part of it.
BlobKey = NewType("BlobKey", str)

#: Every type that is kept, by the end of its keys. There is none that a browser runs as a page.
MEDIA_TYPES: Final = {
    "bin": "application/octet-stream",
    "csv": "text/csv",
    "heic": "image/heic",
    "jpg": "image/jpeg",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "txt": "text/plain",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_ENDINGS: Final = {media_type: ending for ending, media_type in MEDIA_TYPES.items()}
_KEY: Final = re.compile(rf"[0-9a-f]{{32}}\.(?:{'|'.join(MEDIA_TYPES)})", re.ASCII)
_PART: Final = ".part"
_CHUNK_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """A blob that is there."""

    key: BlobKey
    size: int
    stored_at: datetime

    @property
    def media_type(self) -> str:
        """Return the type that it was put in as."""
        return MEDIA_TYPES[self.key.rpartition(".")[2]]


class Blobs(Protocol):
    """Keeps bytes. A blob never changes: it is put once, read, and deleted.

    Store the blob first, then the row that has its key; what no row has is an orphan.
    """

    def put(self, content: IO[bytes] | bytes, media_type: str, limit: int) -> BlobKey:
        """Store what `content` holds from where it stands; it is there whole or not at all.

        Raises:
            TooLarge: it has more than `limit` bytes.
            ValueError: `media_type` is none of `MEDIA_TYPES`.
        """

    def open(self, key: str) -> BinaryIO:
        """Open a blob for reading; the caller closes it.

        Raises:
            NotFound: there is none of this key.
        """

    def find(self, key: str) -> Stored | None:
        """Return what is known of a blob, or None where there is none of this key."""

    def delete(self, key: str) -> None:
        """Delete a blob; one that is gone already is no mistake."""

    def all(self) -> Iterator[Stored]:
        """Yield every blob, in no order."""

    def clear_unfinished(self, before: datetime) -> int:
        """Remove what is left of puts that broke off before an instant; return how many."""


@dataclass(frozen=True)
class FolderBlobs:
    """Files below a folder, in two levels of subfolders so that none of them grows long."""

    folder: Path

    def put(self, content: IO[bytes] | bytes, media_type: str, limit: int) -> BlobKey:
        """Write the file under another name and give it its own when all of it is on disk."""
        key = _new_key(media_type)
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _draft(file.with_name(key + _PART)) as (draft, out):
            for chunk in _chunks(content, limit):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
            draft.rename(file)
        for folder in (file.parent, file.parent.parent, self.folder):
            _sync(folder)
        return key

    def open(self, key: str) -> BinaryIO:
        """Open the file."""
        try:
            return self._file(_known(key)).open("rb")
        except FileNotFoundError as error:
            raise _missing(key) from error

    def find(self, key: str) -> Stored | None:
        """Ask the file system."""
        if not _KEY.fullmatch(key):
            return None
        try:
            return _stored(self._file(BlobKey(key)))
        except FileNotFoundError:
            return None

    def delete(self, key: str) -> None:
        """Remove the file; its folder stays for others."""
        self._file(_known(key)).unlink(missing_ok=True)

    def all(self) -> Iterator[Stored]:
        """Walk the folder; what is deleted meanwhile is left out."""
        for file in self.folder.glob("??/??/*"):
            if found := self.find(file.name):
                yield found

    def clear_unfinished(self, before: datetime) -> int:
        """Remove files that a process left when it was killed."""
        drafts = [file for file in self.folder.glob(f"??/??/*{_PART}") if _is_older(file, before)]
        for file in drafts:
            file.unlink(missing_ok=True)
        return len(drafts)

    def _file(self, key: BlobKey) -> Path:
        return self.folder / key[:2] / key[2:4] / key


@dataclass
class MemoryBlobs:
    """Keeps blobs in memory: for tests."""

    clock: Clock = system_clock
    kept: dict[str, tuple[bytes, datetime]] = field(default_factory=dict)

    def put(self, content: IO[bytes] | bytes, media_type: str, limit: int) -> BlobKey:
        """Remember the bytes."""
        key = _new_key(media_type)
        self.kept[key] = (b"".join(_chunks(content, limit)), self.clock())
        return key

    def open(self, key: str) -> BinaryIO:
        """Open a copy."""
        if key not in self.kept:
            raise _missing(key)
        return BytesIO(self.kept[key][0])

    def find(self, key: str) -> Stored | None:
        """Look it up."""
        if key not in self.kept:
            return None
        content, stored_at = self.kept[key]
        return Stored(BlobKey(key), len(content), stored_at)

    def delete(self, key: str) -> None:
        """Forget it."""
        self.kept.pop(_known(key), None)

    def all(self) -> Iterator[Stored]:
        """Yield what is remembered at this moment."""
        return (found for key in list(self.kept) if (found := self.find(key)))

    def clear_unfinished(self, before: datetime) -> int:  # noqa: ARG002 - same shape
        """Remove nothing: memory keeps no halves."""
        return 0


def _new_key(media_type: str) -> BlobKey:
    if media_type not in _ENDINGS:
        message = f"Blobs of type {media_type!r} are not kept."
        raise ValueError(message)
    return BlobKey(f"{secrets.token_hex(16)}.{_ENDINGS[media_type]}")


def _known(key: str) -> BlobKey:
    """Return `key` if it has the form of one: anything else could name any file."""
    if not _KEY.fullmatch(key):
        raise _missing(key)
    return BlobKey(key)


def _missing(key: str) -> NotFound:
    return NotFound(say("No file %(key)s.", key=key[:40]))


def _chunks(content: IO[bytes] | bytes, limit: int) -> Iterator[bytes]:
    stream = BytesIO(content) if isinstance(content, bytes) else content
    size = 0
    while chunk := stream.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > limit:
            raise TooLarge(say("The file has more than %(limit)s bytes.", limit=limit))
        yield chunk


@contextmanager
def _draft(draft: Path) -> Generator[tuple[Path, BinaryIO]]:
    """Open a new file that is private, and remove it unless it was renamed in the block."""
    draft.touch(mode=0o600, exist_ok=False)
    try:
        with draft.open("wb") as out:
            yield draft, out
    finally:
        draft.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, as the bytes do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _stored(file: Path) -> Stored:
    status = file.stat()
    at = datetime.fromtimestamp(status.st_mtime, UTC)
    return Stored(BlobKey(file.name), status.st_size, at)


def _is_older(file: Path, before: datetime) -> bool:
    try:
        return _stored(file).stored_at < before
    except FileNotFoundError:
        return False
