"""The log: one line a request, with its id, and never an amount, a name or a secret."""

import logging
import re
import time
from typing import Final

from flask import Flask, Response, g, request

from mealtracker.domain.ids import uuid7

_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")
log = logging.getLogger("mealtracker.request")


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
