"""Making an archive: all tables as they are at one moment, a page at a time."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Row, Table, literal, select, true, tuple_

from mealtracker import __version__
from mealtracker.archive.lines import write_line
from mealtracker.archive.manifest import NAME, README, Listed, Manifest, file_of
from mealtracker.archive.readme import readme
from mealtracker.archive.tables import TABLES, is_visible_to, withheld_from
from mealtracker.db.reading import Reading
from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor

_PAGE: Final = 1_000
_OWNER_ONLY: Final = 0o600 << 16


def create_archive(db: Database, file: IO[bytes], now: datetime, actor: Actor | None) -> Manifest:
    """Write an archive of the actor's household, or of the installation without an actor."""
    # Loaded here: it reads the migrations, for which the web has no other use.
    from mealtracker.db.schema import head  # noqa: PLC0415 - as the lines above say

    with ZipFile(file, "w") as archive, db.reading(snapshot=True) as reading:
        text = readme(now, is_whole=actor is None).encode()
        files = [
            _write(archive, README, now, iter([text]), is_table=False),
            *(
                _write(archive, file_of(table.name), now, _lines(reading, table, actor))
                for table in TABLES
            ),
        ]
        manifest = Manifest(
            release=__version__,
            schema_revision=head(),
            made_at=now,
            holds="household" if actor else "installation",
            files=files,
        )
        archive.writestr(_entry(NAME, now), manifest.model_dump_json(indent=2) + "\n")
    return manifest


def file_name(now: datetime) -> str:
    """Return what an archive of this moment is called."""
    return f"meals-{now:%Y-%m-%d}.zip"


def _write(
    archive: ZipFile, name: str, now: datetime, pieces: Iterator[bytes], *, is_table: bool = True
) -> Listed:
    digest, size, rows = hashlib.sha256(), 0, 0
    with archive.open(_entry(name, now), "w", force_zip64=True) as entry:
        for piece in pieces:
            entry.write(piece)
            digest.update(piece)
            size += len(piece)
            rows += 1
    return Listed(name=name, rows=rows if is_table else None, bytes=size, sha256=digest.hexdigest())


def _entry(name: str, now: datetime) -> ZipInfo:
    entry = ZipInfo(name, now.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = _OWNER_ONLY
    return entry


def _lines(reading: Reading, table: Table, actor: Actor | None) -> Iterator[bytes]:
    """Yield the rows of a table in the order of its key."""
    withheld = withheld_from(table, is_whole=actor is None)
    columns = [column for column in table.columns if column.name not in withheld]
    names = [column.name for column in columns]
    key = list(table.primary_key)
    at = [names.index(column.name) for column in key]
    page = (
        select(*columns)
        .where(is_visible_to(actor, table) if actor else true())
        .order_by(*key)
        .limit(_PAGE)
    )
    statement, found = page, reading.all(page)
    while found:
        for row in found:
            yield write_line(row, names)
        if len(found) < _PAGE:
            return
        last = _last(found[-1], key, at)
        statement = page.where(tuple_(*key) > last)
        found = reading.all(statement)


def _last(row: Row[Any], key: list[Any], at: list[int]) -> Any:  # Any: columns of any table
    return tuple_(
        *(literal(row[index], column.type) for index, column in zip(at, key, strict=True))
    )
