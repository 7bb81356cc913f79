"""How much time of the processor a database server has used; the process itself can be asked.

Unlike the clock on the wall it does not run while the neighbours on a busy machine do.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import make_url

type Meter = Callable[[], float]

_NANO: Final = 1e-9
_PROC: Final = Path("/proc")


def server_meter(url: str) -> Meter:
    """Return a function that tells the seconds used so far by the server behind `url`.

    It is 0 where there is none (SQLite), and where it does not run on this machine under Linux.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _nothing
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        stat = _PROC / str(connection.info.backend_pid) / "stat"
        if not stat.exists():
            return _nothing
        server = stat.read_text().rpartition(")")[2].split()[1]
    children = _PROC / server / "task" / server / "children"
    return lambda: sum(map(_used_s, children.read_text().split()))


def _nothing() -> float:
    return 0.0


def _used_s(pid: str) -> float:
    try:
        return int((_PROC / pid / "schedstat").read_text().split()[0]) * _NANO
    except FileNotFoundError:  # it ended just now
        return 0.0
