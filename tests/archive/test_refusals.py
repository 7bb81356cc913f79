"""What is refused of archives that were damaged, or made to do harm."""

import hashlib
import io
import json
import shutil
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import select

from mealtracker.accounts.models import Household
from mealtracker.archive import lines
from mealtracker.archive.create import create_archive
from mealtracker.archive.restore import restore_archive
from mealtracker.archive.verify import open_archive
from mealtracker.db.schema import upgrade
from mealtracker.db.session import EngineDatabase
from mealtracker.errors import Conflict, Invalid

from tests.support.databases import NOW

TAGS = "tables/tags.ndjson"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A file without a row, made once and copied."""
    file = tmp_path_factory.mktemp("migrated") / "empty.db"
    made = EngineDatabase(f"sqlite:///{file}")
    upgrade(made.engine)
    made.dispose()
    return file


@pytest.fixture
def empty(tmp_path, migrated):
    made = EngineDatabase(f"sqlite:///{shutil.copy(migrated, tmp_path)}")
    yield made
    made.dispose()


@pytest.fixture
def files(db, alice):
    """Return the files of a good archive."""
    alice.spends(tags=["work"], place="Bar")
    target = io.BytesIO()
    create_archive(db, target, NOW, alice.actor)
    with ZipFile(target) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(files, *, method=ZIP_DEFLATED, says=None, also=()):
    """Return an archive of `files`; `says` changes the manifest, which otherwise is kept."""
    manifest = json.loads(files["manifest.json"]) | (says or {})
    target = io.BytesIO()
    with ZipFile(target, "w", method) as opened:
        for name, content in {**files, "manifest.json": json.dumps(manifest)}.items():
            opened.writestr(name, content)
        for name in also:
            opened.writestr(name, "x")
    return target


def honest(files, changed):
    """Return files with another content and a manifest that says so."""
    files = files | changed
    manifest = json.loads(files["manifest.json"])
    for listed in manifest["files"]:
        content = files[listed["name"]]
        listed |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        if listed["rows"] is not None:
            listed["rows"] = content.count(b"\n")
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def refused(db, file, kind=Invalid):
    """Return why an archive is not restored; nothing of it may stay."""
    with pytest.raises(kind) as refusal, open_archive(file) as archive:
        restore_archive(db, archive)
    with db.reading() as reading:
        assert reading.first(select(Household.id)) is None
    return refusal.value.message


def test_good_archive_is_taken(files, empty):
    with open_archive(packed(files)) as archive:
        restore_archive(empty, archive)

    with empty.reading() as reading:
        assert reading.first(select(Household.id)) is not None


def test_changed_byte_is_found(files, empty):
    files[TAGS] = files[TAGS].replace(b"work", b"play")

    assert TAGS in refused(empty, packed(files))


def test_lost_row_is_found(files, empty):
    files[TAGS] = b""

    assert TAGS in refused(empty, packed(files))


def test_half_a_file_is_no_archive(files, empty):
    whole = packed(files).getvalue()

    assert "not a zip file" in refused(empty, io.BytesIO(whole[: len(whole) // 2]))


def test_broken_bits_are_found(files, empty):
    whole = bytearray(packed(files).getvalue())
    at = whole.index(TAGS.encode()) + len(TAGS) + 5
    whole[at : at + 4] = b"\xff\xff\xff\xff"

    assert TAGS in refused(empty, io.BytesIO(bytes(whole)))


def test_letter_is_no_archive(empty):
    assert "not a zip file" in refused(empty, io.BytesIO(b"dear aunt"))


def test_zip_of_something_else_is_no_archive(empty):
    target = io.BytesIO()
    with ZipFile(target, "w") as opened:
        opened.writestr("photo.jpg", "x")

    assert "no manifest.json" in refused(empty, target)


@pytest.mark.parametrize(
    "says",
    [
        pytest.param({"format": "other"}, id="format"),
        pytest.param({"version": 2}, id="version"),
        pytest.param({"files": "all"}, id="files"),
        pytest.param({"more": 1}, id="unknown field"),
        pytest.param({"holds": "everything"}, id="holds"),
    ],
)
def test_manifest_of_another_kind_is_refused(files, empty, says):
    assert "manifest" in refused(empty, packed(files, says=says))


def test_other_revision_is_named(files, empty):
    message = refused(empty, packed(files, says={"schema_revision": "0007"}), Conflict)

    assert "revision 0007" in message
    assert "needs 0001" in message


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "tables/evil.ndjson", "manifest.json/x"])
def test_file_that_is_not_listed_is_refused(files, empty, name):
    assert "manifest lists" in refused(empty, packed(files, also=[name]))


@pytest.mark.parametrize("name", ["../evil", "tables/../../evil.ndjson", "C:\\evil"])
def test_listed_name_that_leads_elsewhere_is_refused(files, empty, name):
    listed = json.loads(files["manifest.json"])["files"]
    listed[1]["name"] = name

    assert "manifest" in refused(empty, packed(files, says={"files": listed}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_file_that_is_there_twice_is_refused(files, empty):
    assert "manifest lists" in refused(empty, packed(files, also=[TAGS]))


def test_missing_table_is_refused(files, empty):
    listed = [one for one in json.loads(files["manifest.json"])["files"] if one["name"] != TAGS]
    del files[TAGS]

    assert "tables" in refused(empty, packed(files, says={"files": listed}), Conflict)


def test_file_that_bursts_is_not_opened(files, empty):
    bomb = honest(files, {TAGS: b" " * 20_000_000})

    assert "burst" in refused(empty, packed(bomb))


def test_endless_line_is_not_read(files, empty, monkeypatch):
    monkeypatch.setattr("mealtracker.archive.verify.LINE_MAX", 100)

    assert "damaged" in refused(empty, packed(files))
    assert lines.LINE_MAX > 1_000_000


def test_other_compression_is_refused(files, empty):
    refused(empty, packed(files, method=ZIP_BZIP2))


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(b"not json\n", id="not JSON"),
        pytest.param(b"[]\n", id="no object"),
        pytest.param(b"{}\n", id="no fields"),
    ],
)
def test_row_that_cannot_be_read_leaves_nothing(files, empty, row):
    changed = honest(files, {TAGS: files[TAGS] + row})

    assert "A row cannot be read" in refused(empty, packed(changed))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "x"),
        ("name", 1),
        ("version", "1"),
        ("version", True),
        ("created_at", "yesterday"),
        ("created_at", 5),
        ("created_at", "2026-01-01T00:00:00"),
    ],
)
def test_value_that_its_column_cannot_hold_leaves_nothing(files, empty, field, value):
    row = json.loads(files[TAGS].splitlines()[0]) | {field: value}
    changed = honest(files, {TAGS: json.dumps(row).encode() + b"\n"})

    assert "A row cannot be read" in refused(empty, packed(changed))


def test_database_with_rows_is_left_alone(files, empty):
    with open_archive(packed(files)) as archive:
        restore_archive(empty, archive)
        with pytest.raises(Conflict, match="not empty: there are rows in households"):
            restore_archive(empty, archive)
