"""The least that a request can cost: its SQL on the raw driver, and its rows written out.

The statements are those that the application was seen to send, the session read included. They run
prepared, on one connection that is always open; there is no routing, no check and no object.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final
from uuid import UUID, uuid4

import jinja2
import orjson
import psycopg
from psycopg.types.string import TextLoader
from sqlalchemy import event, make_url

from mealtracker.db.session import EngineDatabase

from bench.measure import Environ

type Values = Any  # Any: parameters as the driver takes them
type Sent = tuple[str, Values, bool]  # with one row of values, or with many
type Start = Callable[[str, list[tuple[str, str]]], object]
type Writer = Callable[[list[dict[str, Any]]], bytes]  # Any: the columns of a row

_JSON: Final = frozenset({"tags", "people", "items", "labels", "recent"})
_HEX: Final = re.compile("[0-9a-f]{32}")
_SQLITE: Final = ("foreign_keys = ON", "synchronous = NORMAL", "temp_store = MEMORY")


class Recorder:
    """Notes every statement of a database, which should not be the one that is measured.

    While somebody listens, the application takes SQLAlchemy's ordinary way.
    """

    def __init__(self, db: EngineDatabase) -> None:
        """Listen from now on."""
        self.sent: list[Sent] = []
        event.listen(db.engine, "before_cursor_execute", self._note)
        if db.engine.dialect.name == "sqlite":  # whose reader is an engine of its own
            event.listen(db._reader, "before_cursor_execute", self._note)  # noqa: SLF001

    def take(self) -> list[Sent]:
        """Return what was sent since the last time."""
        taken, self.sent = self.sent, []
        return taken

    def _note(self, _link: Any, _cursor: Any, sql: str, values: Values, *rest: Any) -> None:
        if not sql.startswith("BEGIN"):
            self.sent.append((sql, values, rest[-1]))


def raw_connection(url: str) -> Any:  # Any: the driver's own
    """Open the database without SQLAlchemy, every statement prepared at once."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        connection = sqlite3.connect(address.database or "", isolation_level=None)
        for pragma in _SQLITE:
            connection.execute(f"PRAGMA {pragma}")
        return connection
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    raw = psycopg.connect(plain, autocommit=True, prepare_threshold=0)
    for kind in ("json", "jsonb"):
        raw.adapters.register_loader(kind, TextLoader)
    return raw


class Reader:
    """A page: the statements of one request, and their rows as the body."""

    def __init__(self, connection: Any, sent: Sequence[Sent], write: Writer) -> None:
        """Send what was `sent` on `connection`; `write` makes the body."""
        self._cursor = connection.cursor()
        self._sent, self._write = sent, write

    def __call__(self, _environ: Environ, start: Start) -> list[bytes]:
        """Answer."""
        rows: list[dict[str, Any]] = []
        for index, (sql, values, _) in enumerate(self._sent):
            self._cursor.execute(sql, values)
            found = self._cursor.fetchall()
            if index:  # the first one is the session read
                rows += _as_dicts(self._cursor, found)
        body = self._write(rows)
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
        return [body]


class Inserter:
    """A write: the statements of one request in one transaction, with new ids each time."""

    def __init__(self, connection: Any, first: Sequence[Sent], second: Sequence[Sent]) -> None:
        """Replay `second`; the ids in which it differs from `first` are made anew."""
        self._cursor = connection.cursor()
        self._sent = second
        before = {value for sent in first for value in _ids(sent)}
        self._fresh = {value for sent in second for value in _ids(sent)} - before
        self._is_sqlite = isinstance(connection, sqlite3.Connection)

    def __call__(self, environ: Environ, start: Start) -> list[bytes]:
        """Answer."""
        orjson.loads(environ["wsgi.input"].read())
        new = {old: uuid4() if isinstance(old, UUID) else uuid4().hex for old in self._fresh}
        session, *statements = self._sent
        self._cursor.execute(*session[:2])
        self._cursor.fetchall()
        self._cursor.execute("BEGIN IMMEDIATE" if self._is_sqlite else "BEGIN")
        found: list[Any] = []
        for sql, values, many in statements:
            if many:
                self._cursor.executemany(sql, [_replaced(each, new) for each in values])
                continue
            self._cursor.execute(sql, _replaced(values, new))
            found = self._cursor.fetchall() if self._cursor.description else []
        rows = _as_dicts(self._cursor, found)
        self._cursor.execute("COMMIT")
        body = as_json(rows)
        start("201 Created", [("Content-Type", "application/json")])
        return [body]


def as_json(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as JSON; what the database wrote as JSON goes along as it is."""
    for row in rows:
        for name in _JSON & row.keys():
            row[name] = row[name] and orjson.Fragment(row[name])
    return orjson.dumps(rows, default=str)


_PAGE: Final = jinja2.Environment(
    autoescape=True, trim_blocks=True, lstrip_blocks=True
).from_string(
    """<!doctype html><html lang="en"><head><title>Expenses</title></head><body><table>
{% for row in rows if row.place is defined %}
  <tr><td><b>{{ row.eaten_on }}</b></td>
    <td><svg><use href="/static/icons.svg#{{ row.category_kind }}"></use></svg>
      <a href="/expenses/{{ row.id }}">{{ row.place or row.note or "No place" }}</a>
      {% for tag in row.tags %}<span class="tag">{{ tag[0] }}</span>{% endfor %}</td>
    <td>{{ row.meal or row.category or "" }}</td>
    <td>{% for name in row.people %}<span class="avatar">{{ name[0] }}</span>{% endfor %}</td>
    <td class="money">{{ row.total_minor // 100 }}.{{ row.total_minor % 100 }}
      {{ row.currency }}</td>
  </tr>
{% endfor %}
</table></body></html>
"""
)


def as_html(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as a bare table: a compiled template without a frame, words or locale."""
    for row in rows:
        for name in ("tags", "people"):
            if name in row:
                row[name] = orjson.loads(row[name]) if row[name] else ()
    return _PAGE.render(rows=rows).encode()


def _as_dicts(cursor: Any, rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _ids(sent: Sent) -> Iterator[UUID | str]:
    _, values, many = sent
    for each in values if many else [values]:
        for value in each.values() if isinstance(each, dict) else each or ():
            if isinstance(value, UUID) or (isinstance(value, str) and _HEX.fullmatch(value)):
                yield value


def _replaced(values: Values, new: dict[Any, Any]) -> Values:
    if isinstance(values, dict):
        return {name: _new(value, new) for name, value in values.items()}
    return [_new(value, new) for value in values or ()]


def _new(value: Any, new: dict[Any, Any]) -> Any:
    return new.get(value, value) if isinstance(value, UUID | str) else value
