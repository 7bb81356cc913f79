"""The log: lines of JSON on standard error, and never an amount, a name or a secret in one."""

import json
import logging
from datetime import UTC, datetime
from typing import Final

_REQUEST: Final = ("request_id", "method", "route", "status", "duration_ms", "error")
_JOB: Final = ("job_id", "kind", "attempt")


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
        line |= {
            name: getattr(record, name) for name in (*_REQUEST, *_JOB) if hasattr(record, name)
        }
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
