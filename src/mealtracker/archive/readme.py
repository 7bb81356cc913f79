"""The words in an archive for whoever finds it."""

from datetime import datetime
from typing import Final

_HOUSEHOLD: Final = """\
In it is one household of the Meal Expense Tracker: its expenses, places, people, categories,
tags, saved filters, imports and history, with what was deleted in the last 30 days, and the
names, e-mail addresses and preferences of everybody who is in it or changed something in it.
Passwords are not in it, nor are sessions, API tokens, invitations and links.
"""
_INSTALLATION: Final = """\
In it is a whole installation of the Meal Expense Tracker: all households with their expenses,
places, people, categories, tags, saved filters, imports and history, and all accounts with the
hashes of their passwords. Keep it as safe as the database. Sessions, API tokens, invitations and
links are not in it.
"""
_TEXT: Final = """\
Archive of {day:%Y-%m-%d %H:%M} UTC

{what}
tables/*.ndjson   a file for each table, a line of JSON for each row; any text editor opens them.
                  Amounts are whole numbers of the smallest unit of the currency: 2750 in EUR is
                  27.50. Days are days as they were at the table, instants are UTC.
manifest.json     the revision of the schema, how many rows each file has, and its SHA-256.

Is it whole?      meal backup verify FILE.zip
Put it back       meal db upgrade, on an empty database of the same release,
                  then meal backup restore FILE.zip
"""


def readme(now: datetime, *, is_whole: bool) -> str:
    """Return what README.txt says."""
    return _TEXT.format(day=now, what=_INSTALLATION if is_whole else _HOUSEHOLD)
