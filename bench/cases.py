"""What is measured: requests to the application, each beside its limit."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson
from flask import Flask

from mealtracker.app import create_app
from mealtracker.clients.blobs import MemoryBlobs
from mealtracker.clients.mail import OutboxMail
from mealtracker.config import Settings
from mealtracker.db.session import EngineDatabase
from mealtracker.logs import JsonLines
from mealtracker.ports import Ports

from bench.data import NOW, Home, Size
from bench.limit import Inserter, Reader, Recorder, Sent, as_html, as_json, raw_connection
from bench.measure import Environ, Pair, Wsgi, call, environ, in_turns
from bench.processor import server_meter

_API: Final = "/api/v1"
_BODY: Final = {
    "eaten_on": "2026-11-20",
    "total": "27.50",
    "subtotal": "25.00",
    "tip": "2.50",
    "place": "Osteria 3",
    "category": "Dining",
    "meal": "dinner",
    "tags": ["work", "trip"],
    "people": ["Ana", "Ben"],
    "note": "bench",
    "items": [{"name": "Pasta", "total": "25.00"}],
}
_SEARCHES: Final = (("rare word", "zanzibar"), ("common word", "lunch"), ("tag", "tag:trip"))
_ALL_TIME: Final = "from=2000-01-01&to=2026-12-31"


@dataclass(frozen=True, slots=True)
class Case:
    """A request, whose it is, and the most that it may take (in limits; None: no target)."""

    name: str
    request: Environ
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a case took."""

    case: Case
    pair: Pair
    statements: int


def build_app(db: EngineDatabase, folder: Path) -> Flask:
    """Return the application as it is served, its log written to nowhere."""
    settings = Settings(data_dir=folder, api_rate=0)
    handler = logging.FileHandler(os.devnull)
    handler.setFormatter(JsonLines())
    log = logging.getLogger("mealtracker")
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.INFO)
    return create_app(settings, Ports(db, OutboxMail(folder, "bench"), lambda: NOW, MemoryBlobs()))


def cases(size: Size) -> Iterator[Case]:
    """Yield everything that is measured, for an ordinary household and for the large one."""
    heavy, *_, ordinary = size.homes
    for home in (ordinary, heavy):
        of = f"{home.expenses:,}"
        yield Case(f"list, JSON, {of}", _read(home, "/expenses", "limit=50"), 1.6)
        yield Case(f"list, HTML, {of}", _page(home, "/expenses"), 1.8)
        yield Case(f"create, {of}", _create(home), 3.0)
        most = 3.5 if home is ordinary else 2.2
        yield Case(f"dashboard, JSON, {of}", _read(home, "/reports/dashboard"), most)
        yield Case(f"home, HTML, {of}", _page(home, "/"))
        yield Case(f"report by place, all time, {of}", _read(home, "/reports/by-place", _ALL_TIME))
        for name, words in _SEARCHES:
            yield Case(f"search, {name}, {of}", _search(home, words))


def far_cases(size: Size) -> Iterator[Case]:
    """Yield what is measured with the database 5 ms away."""
    for name, request in _everyday(size.homes[-1]):
        yield Case(f"5 ms away: {name}", request, None if name == "create" else 1.4)


def growth_cases(size: Size) -> Iterator[Case]:
    """Yield what is measured for a household of the same size in a small and a large database."""
    home = size.homes[-1]
    for name, request in _everyday(home):
        yield Case(f"growth: {name}", request, 1.3)
    for name, words in _SEARCHES:
        yield Case(f"growth: search, {name}", _search(home, words), 1.3)


def _everyday(home: Home) -> Iterator[tuple[str, Environ]]:
    yield "list, JSON", _read(home, "/expenses", "limit=50")
    yield "list, HTML", _page(home, "/expenses")
    yield "create", _create(home)
    yield "dashboard, JSON", _read(home, "/reports/dashboard")


class Bench:
    """An application to be measured, and its twin whose statements are looked at."""

    def __init__(self, url: str, folder: Path) -> None:
        """Open the database twice."""
        self._url = url
        self._db, twin_db = EngineDatabase(url), EngineDatabase(url)
        self._app, self._twin = build_app(self._db, folder), build_app(twin_db, folder)
        self._recorder = Recorder(twin_db)
        self._server = server_meter(url)

    def measure(self, case: Case) -> Result:
        """Take turns between the application and the limit of one case."""
        first, second = self._seen(case.request), self._seen(case.request)
        connection = raw_connection(self._url)
        limit: Wsgi
        if case.request["REQUEST_METHOD"] == "POST":
            limit = Inserter(connection, first, second)
        else:
            limit = Reader(connection, second, as_html if "HTML" in case.name else as_json)
        pair = in_turns(
            lambda: call(self._app, case.request),
            lambda: call(limit, case.request),
            self._server,
        )
        connection.close()
        return Result(case, pair, len(second))

    def beside(self, small: "Bench", case: Case, small_case: Case) -> Pair:
        """Take turns between this database and a small one, which stands where the limit does."""
        small_app = small._app  # noqa: SLF001 - one of its kind
        return in_turns(
            lambda: call(self._app, case.request),
            lambda: call(small_app, small_case.request),
            self._server,
        )

    def _seen(self, request: Environ) -> list[Sent]:
        self._recorder.take()
        answer = call(self._twin, request)
        if answer.status not in {200, 201}:
            raise SystemExit(f"{request['PATH_INFO']}: {answer.status} {answer.body[:500]!r}")
        return self._recorder.take()


def _read(home: Home, path: str, query: str = "") -> Environ:
    return environ(_API + path, query=query, HTTP_AUTHORIZATION=f"Bearer {home.token}")


def _search(home: Home, words: str) -> Environ:
    return _read(home, "/expenses", f"limit=50&q={words}")


def _create(home: Home) -> Environ:
    body = orjson.dumps(_BODY)
    token = f"Bearer {home.token}"
    return environ(f"{_API}/expenses", method="POST", body=body, HTTP_AUTHORIZATION=token)


def _page(home: Home, path: str) -> Environ:
    return environ(path, HTTP_COOKIE=f"meal={home.cookie}", HTTP_ACCEPT_LANGUAGE="en")
