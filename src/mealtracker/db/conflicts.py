"""The name of the constraint that a database refused, the same on both engines."""

import re

from sqlalchemy.exc import IntegrityError

_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (?:index '(?P<index>\w+)'|(?P<columns>.+))")
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (?P<name>\w+)")


def constraint_of(error: IntegrityError) -> str | None:
    """Return the name of the constraint behind `error`, or None where the engine keeps it.

    SQLite names a CHECK and an expression index, but for UNIQUE only the columns: the name is put
    together from them by the naming convention (`uq_<table>_<columns>`).
    """
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        name = diagnosis.constraint_name
        return str(name) if name else None
    text = str(error.orig)
    if check := _SQLITE_CHECK.search(text):
        return check["name"]
    unique = _SQLITE_UNIQUE.search(text)
    if unique is None:
        return None
    if unique["index"]:
        return str(unique["index"])
    table, columns = "", []
    for column in unique["columns"].split(", "):
        table, _, name = column.partition(".")
        columns.append(name)
    return f"uq_{table}_{'_'.join(columns)}"
