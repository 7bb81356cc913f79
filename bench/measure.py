"""Calling WSGI in process, taking turns, and the table at the end."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, NamedTuple

from bench.processor import Meter

type Wsgi = Callable[..., Iterable[bytes]]
type Environ = dict[str, Any]  # Any: WSGI's own

_LONGEST_S: Final = 3.0
_MOST: Final = 150
_WARM: Final = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What a callable answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def environ(
    path: str, *, query: str = "", method: str = "GET", body: bytes = b"", **more: str
) -> Environ:
    """Return a WSGI request; `more` are its headers as WSGI spells them."""
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/json" if body else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "HTTP_HOST": "127.0.0.1:8000",
        **more,
        "bench.body": body,
    }


def call(app: Wsgi, request: Environ) -> Answer:
    """Send `request` to `app`, as the leanest server would."""
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        said[:] = [status, headers]

    fresh = request | {"wsgi.input": BytesIO(request["bench.body"])}
    result = app(fresh, start)
    body = b"".join(result)
    close = getattr(result, "close", None)
    if close is not None:
        close()
    return Answer(int(said[0][:3]), dict(said[1]), body)


class Run(NamedTuple):
    """One run, in milliseconds: on the wall, and of the processor, the server's included."""

    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class Pair:
    """The application beside its limit: what each run took."""

    ours: list[Run]
    limit: list[Run]

    @property
    def wall_ms(self) -> tuple[float, float]:
        """Return both medians on the wall."""
        return _medians(self, 0)

    @property
    def cpu_ms(self) -> tuple[float, float]:
        """Return both medians of the processor's time."""
        return _medians(self, 1)


def in_turns(ours: Callable[[], object], limit: Callable[[], object], server: Meter) -> Pair:
    """Run both alternately, so that a noisy machine disturbs both alike."""
    for _ in range(_WARM):
        ours()
        limit()
    gc.collect()
    runs: tuple[list[Run], list[Run]] = ([], [])
    ends = time.perf_counter() + _LONGEST_S
    while len(runs[0]) < _MOST and (time.perf_counter() < ends or len(runs[0]) < _WARM):
        for function, found in zip((ours, limit), runs, strict=True):
            found.append(_run(function, server))
    return Pair(*runs)


def _run(function: Callable[[], object], server: Meter) -> Run:
    before = server()
    used, began = time.process_time(), time.perf_counter()
    function()
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    return Run(wall * 1000, (cpu + server() - before) * 1000)


def _medians(pair: Pair, column: int) -> tuple[float, float]:
    ours, limit = (
        statistics.median(run[column] for run in runs) for runs in (pair.ours, pair.limit)
    )
    return ours, limit


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
