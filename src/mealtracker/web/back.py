"""Where a small form goes back to: the page that it stood on, if that was ours."""

from urllib.parse import urlsplit

from flask import request


def back_url(otherwise: str) -> str:
    """Return path and query of the page that sent this form, else `otherwise`."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.host or not came_from.path.startswith("/"):
        return otherwise
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")
