"""How often: sign-in by buckets in the database, API calls by a counter in this process."""

import ipaddress
import threading
import time
from collections import OrderedDict
from typing import Final

from flask import request
from sqlalchemy.orm import Session

from mealtracker.accounts.keys import email_key
from mealtracker.errors import TooMany
from mealtracker.guards.commands import Rate, forgive, take
from mealtracker.http.auth import now
from mealtracker.http.wiring import ports, wiring
from mealtracker.sentences import say

_PER_ACCOUNT: Final = Rate(burst=5, every_s=180)
_PER_NETWORK: Final = Rate(burst=30, every_s=30)
_PER_TARGET: Final = Rate(burst=50, every_s=60)
_MINUTE_S: Final = 60.0
_MOST_TOKENS: Final = 10_000


def network() -> str:
    """Return where a request comes from: the address, or the /64 that it shares in IPv6."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 4:  # noqa: PLR2004 - IPv4
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def throttle(action: str, email: str) -> None:
    """Count a try to sign in, sign up or reset against account, network and both.

    Raises:
        TooMany: one of the buckets is full.
    """
    here, who = network(), email_key(email)
    buckets = (
        (f"{action}|{who}|{here}", _PER_ACCOUNT),
        (f"{action}|{here}", _PER_NETWORK),
        (f"{action}|{who}", _PER_TARGET),
    )
    # A transaction of its own: the try counts, however the rest of the request ends.
    with ports().db.unit_of_work() as session:
        for name, rate in buckets:
            take(session, wiring().signing_key, name, rate, now())


def forgive_tries(session: Session, action: str, email: str) -> None:
    """Forget the failed tries of an account from here, once the password was right."""
    name = f"{action}|{email_key(email)}|{network()}"
    forgive(session, wiring().signing_key, name)


class CallCounter:
    """Calls a minute for each token, as a leaking bucket; forgets the longest unused."""

    def __init__(self, per_minute: int) -> None:
        """Allow `per_minute` calls; 0 is no limit."""
        self._per_minute = per_minute
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def count(self, who: str) -> None:
        """Count one call.

        Raises:
            TooMany: the bucket is full.
        """
        if not self._per_minute:
            return
        with self._lock:
            level, at = self._levels.pop(who, (0.0, 0.0))
            instant = time.monotonic()
            level = max(0.0, level - (instant - at) * self._per_minute / _MINUTE_S) + 1
            is_over = level > self._per_minute
            self._levels[who] = (level - 1 if is_over else level, instant)
            if len(self._levels) > _MOST_TOKENS:
                self._levels.popitem(last=False)
        if is_over:
            message = say("At most %(num)s calls a minute. Wait a little.", num=self._per_minute)
            raise TooMany(message, int(_MINUTE_S / self._per_minute) + 1)
