"""Blobs: one contract for every store, and what only a folder can get wrong."""

import os
import stat
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from mealtracker.clients.blobs import MEDIA_TYPES, Blobs, FolderBlobs, MemoryBlobs
from mealtracker.domain.clock import system_clock
from mealtracker.errors import NotFound, TooLarge

MIB = 1024 * 1024


@pytest.fixture(params=["folder", "memory"])
def blobs(request, tmp_path) -> Blobs:
    return FolderBlobs(tmp_path / "blobs") if request.param == "folder" else MemoryBlobs()


def content_of(blobs: Blobs, key: str) -> bytes:
    with blobs.open(key) as stream:
        return stream.read()


class Broken(BytesIO):
    """A stream that ends in the middle, as a connection does."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise ConnectionResetError
        return super().read(size)


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, MIB + 1])
def test_blob_comes_back_as_it_went_in(blobs, size) -> None:
    content = os.urandom(size)

    from_bytes = blobs.put(content, "image/png", limit=2 * MIB)
    from_stream = blobs.put(BytesIO(content), "image/png", limit=2 * MIB)

    assert content_of(blobs, from_bytes) == content_of(blobs, from_stream) == content
    assert from_bytes != from_stream


@pytest.mark.parametrize("media_type", MEDIA_TYPES.values())
def test_blob_is_known_by_its_type_and_size(blobs, media_type) -> None:
    before = system_clock() - timedelta(seconds=2)

    found = blobs.find(blobs.put(b"four", media_type, limit=4))

    assert (found.media_type, found.size) == (media_type, 4)
    assert before <= found.stored_at <= system_clock() + timedelta(seconds=2)


def test_type_that_a_browser_would_run_is_refused(blobs) -> None:
    with pytest.raises(ValueError, match="text/html"):
        blobs.put(b"<script>", "text/html", limit=MIB)

    assert list(blobs.all()) == []


def test_blob_over_the_limit_is_refused_and_nothing_stays(blobs, tmp_path) -> None:
    blobs.put(b"12345", "text/csv", limit=5)

    for content in (b"123456", BytesIO(b"x" * MIB)):
        with pytest.raises(TooLarge):
            blobs.put(content, "text/csv", limit=5)

    (kept,) = blobs.all()
    assert kept.size == 5
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} <= {kept.key}


def test_no_more_is_read_than_the_limit_needs(blobs) -> None:
    stream = BytesIO(b"x" * 10 * MIB)

    with pytest.raises(TooLarge):
        blobs.put(stream, "text/csv", limit=MIB)

    assert stream.tell() <= MIB + 64 * 1024


def test_stream_that_breaks_off_leaves_nothing(blobs, tmp_path) -> None:
    with pytest.raises(ConnectionResetError):
        blobs.put(Broken(b"x" * MIB), "application/pdf", limit=2 * MIB)

    assert list(blobs.all()) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_blob_that_is_deleted_is_gone(blobs) -> None:
    key, other = (blobs.put(b"x", "text/plain", limit=1) for _ in range(2))

    blobs.delete(key)
    blobs.delete(key)

    assert blobs.find(key) is None
    assert [found.key for found in blobs.all()] == [other]
    with pytest.raises(NotFound):
        blobs.open(key)


@pytest.mark.parametrize(
    "key",
    [
        *("", ".", "..", "/etc/passwd", "../../secret_key", "0" * 32, f"{'0' * 32}.html"),
        *(f"{'A' * 32}.jpg", f"../{'0' * 32}.jpg", f"{'0' * 32}.jpg\n", f"{'0' * 32}.jpg/.."),
        *(f"{'0' * 32}.jpg.part", f"{'0' * 32}.jpg\0", "٠" * 32 + ".jpg"),
    ],
)
def test_what_is_no_key_names_nothing(blobs, tmp_path, key) -> None:
    (tmp_path / "secret_key").write_text("secret")

    assert blobs.find(key) is None
    with pytest.raises(NotFound):
        blobs.open(key)
    with pytest.raises(NotFound):
        blobs.delete(key)
    assert (tmp_path / "secret_key").exists()


def test_all_lists_what_is_there_before_anything_was_put(blobs) -> None:
    assert list(blobs.all()) == []
    assert blobs.clear_unfinished(system_clock()) == 0


def test_folder_keeps_private_files_in_two_levels(tmp_path) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")

    key = blobs.put(b"x", "image/jpeg", limit=1)

    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert file.relative_to(tmp_path) == Path("blobs", key[:2], key[2:4], key)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_folder_clears_what_a_killed_process_left(tmp_path) -> None:
    blobs = FolderBlobs(tmp_path)
    kept = blobs.put(b"x", "image/jpeg", limit=1)
    old, new = (tmp_path / "ab" / "cd" / f"{n * 32}.jpg.part" for n in "01")
    old.parent.mkdir(parents=True)
    old.touch()
    new.touch()
    now = system_clock()
    os.utime(old, (now.timestamp() - 90_000,) * 2)

    removed = blobs.clear_unfinished(now - timedelta(days=1))

    assert (removed, old.exists(), new.exists()) == (1, False, True)
    assert [found.key for found in blobs.all()] == [kept]
