"""Identifiers: UUIDv7, so that they sort by the time they were made (RFC 9562)."""

import secrets
import threading
import time
from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
HouseholdId = NewType("HouseholdId", UUID)
MembershipId = NewType("MembershipId", UUID)
ExpenseId = NewType("ExpenseId", UUID)
PlaceId = NewType("PlaceId", UUID)
CategoryId = NewType("CategoryId", UUID)
TagId = NewType("TagId", UUID)
PersonId = NewType("PersonId", UUID)
ChangeId = NewType("ChangeId", UUID)

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62
_lock = threading.Lock()
_last: list[int] = [0]


def uuid7() -> UUID:
    """Return a new UUIDv7; ids of one process never go backwards, whichever thread asks.

    Layout: 48 bits of milliseconds, version, 12 bits of sub-millisecond time, variant, 62 random
    bits. The 60 bits of time are forced upwards, so ids of one moment, or of a clock that was set
    back, still keep order.
    """
    with _lock:
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        stamp = max((milliseconds << 12) | ((rest << 12) // 1_000_000), _last[0] + 1)
        _last[0] = stamp
    high = (stamp >> 12) << 80 | _VERSION_7 | (stamp & 0xFFF) << 64
    return UUID(int=high | _VARIANT | secrets.randbits(62))
