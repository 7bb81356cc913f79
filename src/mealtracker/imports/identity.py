"""Whether a row is in the household already, because of an earlier file or the same one; pure.

A row is the same as another by the number that the bank gave it, else by its content: account,
day, amount, currency and payee. Rows of one content are counted, so two equal coffees stay two,
and a file that holds both of them again adds none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Final
from uuid import UUID

from mealtracker.domain.money import Currency
from mealtracker.imports.reasons import Reason

_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A row that was imported before: see `models.ImportMark`."""

    content_key: str
    ordinal: int
    id_key: str | None
    expense_id: UUID | None = None
    is_pending: bool = False
    is_left_out: bool = False
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A row by its keys. An id that the file gives to different rows is none."""

    content_key: str
    id_key: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """That a row is there already. Without a `mark` the file itself holds it twice."""

    reason: Reason
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class New:
    """That a row is not there yet, and the ordinal that its mark gets."""

    ordinal: int


type Found = Known | New


def content_key(
    account_id: UUID, day: date, minor: int, currency: Currency, payee_key: str, *, is_pending: bool
) -> str:
    """Return what rows of one content share. A pending row is never the same as a booked one."""
    sort = "pending" if is_pending else "content"
    return _digest(sort, account_id.hex, day.isoformat(), str(minor), currency, payee_key)


def id_key(
    account_id: UUID, bank_id: str, minor: int, currency: Currency, *, is_pending: bool
) -> str:
    """Return what rows of one id share.

    The amount belongs to it: a bank that gives one number to two bookings loses neither.
    """
    sort = "pending id" if is_pending else "id"
    return _digest(sort, account_id.hex, bank_id, str(minor), currency)


class Recogniser:
    """Tells of each row whether it is there already.

    Rows come in the order of their content keys, those with an id first: all that has to be
    remembered are the rows of one content.
    """

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._group = _Group("")

    def recognise(self, rows: Sequence[Seen], marks: Iterable[Mark]) -> list[Found]:
        """Return what is known of each row; `marks` are those with its content or its id."""
        by_content: dict[str, list[Mark]] = {}
        by_id = {}
        for mark in sorted(marks, key=lambda mark: mark.ordinal):
            by_content.setdefault(mark.content_key, []).append(mark)
            if mark.id_key:
                by_id[mark.id_key] = mark
        found = []
        for row in rows:
            if row.content_key != self._group.content_key:
                self._group = _Group(row.content_key)
            same = by_content.get(row.content_key, [])
            found.append(self._group.recognise(row, same, by_id.get(row.id_key or "")))
        return found


@dataclass(slots=True)
class _Group:
    """The rows of one content, as far as they were seen."""

    content_key: str
    ids: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)

    def recognise(self, row: Seen, same: Sequence[Mark], by_id: Mark | None) -> Found:
        if row.id_key and row.id_key in self.ids:
            return Known(Reason.TWICE_IN_FILE)
        if row.id_key:
            self.ids.add(row.id_key)
        if by_id is not None:
            if by_id.content_key == self.content_key:
                self.taken.add(by_id.ordinal)
            return _known(by_id, Reason.KNOWN_ID)
        for mark in same:
            # A row with an id is not one that was imported with another id.
            if mark.ordinal not in self.taken and not (row.id_key and mark.id_key):
                self.taken.add(mark.ordinal)
                return _known(mark, Reason.KNOWN_ROW)
        return New(self._next(same))

    def _next(self, same: Sequence[Mark]) -> int:
        used = self.taken | {mark.ordinal for mark in same}
        ordinal = next(number for number in range(1, len(used) + 2) if number not in used)
        self.taken.add(ordinal)
        return ordinal


def _known(mark: Mark, reason: Reason) -> Known:
    if mark.is_left_out:
        return Known(Reason.LEFT_OUT, mark)
    return Known(Reason.WAS_DELETED if mark.is_deleted else reason, mark)


def _digest(*parts: str) -> str:
    # Lengths go along, so that no two lists of parts give one text.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()
