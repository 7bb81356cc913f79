"""The log: one line a request, with its id, and never an amount, a name or a secret."""

import json
import logging
import re
import time
from datetime import UTC, datetime
from typing import Final

from flask import Flask, Response, g, request

from mealtracker.domain.ids import uuid7

_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
_FIELDS: Final = ("request_id", "method", "route", "status", "duration_ms", "error")
log = logging.getLogger("mealtracker.request")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record; only known fields are written."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure(level: str) -> None:
    """Send the log to standard error, as lines of JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    root = logging.getLogger("mealtracker")
    root.handlers, root.propagate = [handler], False
    root.setLevel(level)


def request_id() -> str:
    """Return the id of this request: the proxy's where it sent a sane one."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _ID.fullmatch(given) else uuid7().hex
    return str(g.request_id)


def register(app: Flask) -> None:
    """Log every request when it is answered."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        response.headers["X-Request-Id"] = request_id()
        if log.isEnabledFor(logging.INFO) and not request.path.startswith("/static/"):
            fields = {
                "request_id": request_id(),
                "method": request.method,
                "route": request.url_rule.rule if request.url_rule else None,
                "status": response.status_code,
                "duration_ms": round((time.perf_counter() - g.began) * 1000, 1),
            }
            log.info("request.answered", extra=fields)
        return response
