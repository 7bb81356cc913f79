"""The rules of the database, checked over what is stored."""

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from mealtracker.db.reading import Reading

_UNCHECKED = text("SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY conname")
_INVALID = text(
    "SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
    " WHERE NOT indisvalid ORDER BY relname"
)


def broken_rules(reading: "Reading") -> list[str]:
    """Return a sentence for every rule that does not hold."""
    return _of_sqlite(reading) if reading.is_sqlite else _of_postgres(reading)


def _of_sqlite(reading: "Reading") -> list[str]:
    damage = [row[0] for row in reading.all(text("PRAGMA integrity_check(20)"))]
    orphans = reading.all(text("PRAGMA foreign_key_check"))
    tables = sorted({(str(row.table), str(row.parent)) for row in orphans})
    return [f"Damaged: {line}" for line in damage if line != "ok"] + [
        f"Rows of {table} refer to rows of {parent} that are not there." for table, parent in tables
    ]


def _of_postgres(reading: "Reading") -> list[str]:
    return [f"The constraint {row[0]} is not validated." for row in reading.all(_UNCHECKED)] + [
        f"The index {row[0]} is not valid." for row in reading.all(_INVALID)
    ]
