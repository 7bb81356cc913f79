"""Keyset pages: a cursor names the last row seen, so inserts never shift a page."""

import base64
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say

LIMIT_DEFAULT = 50
LIMIT_MAX = 100

type Key = str | int | None

_WHOLE_NUMBERS = range(-(2**63), 2**63)
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place in an ordered list after which the next page begins."""

    sort: str
    key: tuple[Key, ...]
    id: UUID

    def encode(self) -> str:
        """Return the cursor as base64url text: JSON `[sort, key, id]`."""
        body = json.dumps([self.sort, list(self.key), str(self.id)], separators=(",", ":"))
        return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, sort: str) -> "Cursor":
        """Return the cursor that `text` holds.

        A key can be handed to either database, but anybody can write a cursor: whoever uses it
        still checks how many parts the key has and of which kind.

        Raises:
            Invalid: it is unreadable, or was made for another order than `sort`.
        """
        try:
            cursor = _read_cursor(text)
        except (ValueError, RecursionError) as error:
            message = say("This cursor cannot be read. Take the one that the last page gave.")
            raise Invalid.parameter("cursor", message) from error
        if cursor.sort != sort:
            message = say(
                "This cursor belongs to the order %(other)s, not %(sort)s.",
                other=shown(cursor.sort),
                sort=sort,
            )
            raise Invalid.parameter("cursor", message)
        return cursor


@dataclass(frozen=True, slots=True)
class Page[T]:
    """A stretch of a list and the cursor of what follows, if anything does."""

    items: list[T]
    next: str | None


def cut_page[T](rows: Sequence[T], limit: int, cursor_of: Callable[[T], Cursor]) -> Page[T]:
    """Return the first `limit` of `rows`, fetched with one more to see whether more follow."""
    items = list(rows[:limit])
    return Page(items, cursor_of(items[-1]).encode() if len(rows) > limit else None)


def _read_cursor(text: str) -> Cursor:
    padded = text + "=" * (-len(text) % 4)
    body = json.loads(base64.b64decode(padded, b"-_", validate=True).decode())
    match body:
        case [str(sort), [*key], str(row_id)]:
            return Cursor(sort, tuple(_read_key(part) for part in key), UUID(row_id))
    message = "a cursor is [sort, key, id]"
    raise ValueError(message)


def _read_key(part: object) -> Key:
    """Let through what SQLite and PostgreSQL both store: no NUL, no half sign, 64 bits."""
    match part:
        case None:
            return None
        case str() if not _UNSTORABLE.search(part):
            return part
        case int() if not isinstance(part, bool) and part in _WHOLE_NUMBERS:
            return part
    message = "a key is text or a whole number"
    raise ValueError(message)
