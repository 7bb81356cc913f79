"""Putting an archive into an empty installation, all of it or nothing."""

from collections.abc import Iterator
from itertools import batched
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from mealtracker.archive.manifest import README, Manifest, file_of
from mealtracker.archive.tables import TABLES, self_references, withheld_from
from mealtracker.archive.verify import Archive
from mealtracker.db.schema import head
from mealtracker.db.session import Database
from mealtracker.errors import Conflict
from mealtracker.sentences import say

_BATCH: Final = 1_000


def restore_archive(db: Database, archive: Archive) -> Manifest:
    """Fill an empty database with what an archive holds.

    Raises:
        Conflict: the archive is of another revision of the schema, or the database is not empty.
        Invalid: the archive is damaged.
    """
    _refuse_other_revision(archive.manifest)
    archive.verify()
    with db.unit_of_work() as session:
        connection = session.connection()
        _refuse_rows(connection)
        for table in TABLES:
            _fill(connection, table, archive)
    return archive.manifest


def _refuse_other_revision(manifest: Manifest) -> None:
    needed = head()
    if manifest.schema_revision != needed:
        message = say(
            "This archive is of revision %(revision)s (release %(release)s), and this release "
            "needs %(needed)s. Restore it with its own release, then upgrade.",
            revision=manifest.schema_revision,
            release=manifest.release,
            needed=needed,
        )
        raise Conflict(message)
    there = {listed.name for listed in manifest.files}
    if there != {README, *(file_of(table.name) for table in TABLES)}:
        raise Conflict(say("The tables of this archive are not those of this release."))


def _refuse_rows(connection: Connection) -> None:
    for table in TABLES:
        key = next(iter(table.primary_key))
        if connection.execute(select(key).limit(1)).first() is not None:
            message = say(
                "The database is not empty: there are rows in %(table)s. Restore into a new one.",
                table=table.name,
            )
            raise Conflict(message)


def _fill(connection: Connection, table: Table, archive: Archive) -> None:
    # A row may refer to one that comes later in its own table: that is written when all are there.
    own = self_references(table)
    for batch in batched(_rows(table, archive), _BATCH, strict=False):
        connection.execute(insert(table), [row | dict.fromkeys(own) for row in batch])
    for name in own:
        statement = (
            update(table)
            .where(table.c.id == bindparam("of"))
            .values({name: bindparam("refers_to", type_=table.c[name].type)})
        )
        referring = (
            {"of": row["id"], "refers_to": row[name]} for row in _rows(table, archive) if row[name]
        )
        for batch in batched(referring, _BATCH, strict=False):
            connection.execute(statement, list(batch))


def _rows(table: Table, archive: Archive) -> Iterator[dict[str, Any]]:  # Any: a row of any table
    withheld = withheld_from(table, is_whole=archive.manifest.is_whole)
    columns = [column for column in table.columns if column.name not in withheld]
    for row in archive.rows(file_of(table.name), columns):
        yield row | withheld
