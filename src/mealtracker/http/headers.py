"""The headers of every answer: what a browser may do with it, and who may keep it."""

from secrets import token_urlsafe
from typing import Final, cast

from flask import Flask, Response, g, request

from mealtracker.config import Settings

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'{nonce}",
        *(f"{kind}-src 'self'" for kind in ("style", "connect", "font", "manifest")),
        "img-src 'self' data: blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types htmx",
    )
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
_VARY: Final = ("Cookie", "Accept-Language", "HX-Request")
_HSTS: Final = "max-age=31536000; includeSubDomains"


def register(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer."""
    headers = _HEADERS | ({"Strict-Transport-Security": _HSTS} if settings.is_https else {})
    headers["Cache-Control"] = "private, no-store"

    @app.after_request
    def add(response: Response) -> Response:
        # One look at what is there: werkzeug would search its list anew for every name.
        given = {name.lower() for name, _ in response.headers}
        if "content-security-policy" not in given:
            mark = f" 'nonce-{page_nonce()}'" if response.mimetype == "text/html" else ""
            response.headers.add("Content-Security-Policy", _POLICY.format(nonce=mark))
        for name, value in headers.items():
            if name.lower() not in given:
                response.headers.add(name, value)
        if not request.path.startswith("/static/"):
            if "vary" in given:
                response.vary.update(_VARY)
            else:
                response.headers.add("Vary", ", ".join(_VARY))
        return response


def page_nonce() -> str:
    """Return what marks, in this answer alone, the elements that htmx may act on."""
    if "nonce" not in g:
        g.nonce = token_urlsafe(16)
    return cast("str", g.nonce)
