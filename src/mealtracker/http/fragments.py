"""Fragments: a part of a page, which htmx asks for and puts into the page that is open."""

from typing import Final
from urllib.parse import urlsplit

from flask import Response, request

#: Takes the browser to another page, whatever the status.
LEAVE: Final = "HX-Redirect"
#: Says how the answer goes into the page; "none" leaves the page as it is.
RESWAP: Final = "HX-Reswap"
#: Says where the answer goes, other than where the request wanted it.
RETARGET: Final = "HX-Retarget"


def is_fragment() -> bool:
    """Tell whether a part of a page is asked for, not the page."""
    return request.headers.get("HX-Request") == "true"


def leave_for(url: str, status: int = 204) -> Response:
    """Answer a fragment by going to another page."""
    return Response(status=status, headers={LEAVE: url})


def open_page() -> str:
    """Return path and query of the page that a fragment goes into."""
    at = urlsplit(request.headers.get("HX-Current-URL", ""))
    return at.path + (f"?{at.query}" if at.query else "")
