"""Where the rooms are wired together: the one place that knows all of them."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from mealtracker import api, web
from mealtracker.config import Settings
from mealtracker.http import auth, headers, problems, request_log
from mealtracker.http.wiring import KEY, Wiring
from mealtracker.logs import configure
from mealtracker.ports import Ports, open_ports

_BODY_BYTES = 1024 * 1024


def create_app(settings: Settings, ports: Ports | None = None) -> Flask:
    """Build the application; nothing is opened before the first request."""
    app = Flask("mealtracker.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _BODY_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = _BODY_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of Flask's own provider
    app.url_map.strict_slashes = False
    app.extensions[KEY] = Wiring(settings, ports or open_ports(settings), settings.signing_key())
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count)  # type: ignore[method-assign]
    request_log.register(app)
    headers.register(app, settings)
    auth.register(app)
    problems.register(app)
    api.register(app, settings)
    web.register(app, settings)
    return app


def from_environment() -> Flask:
    """Build the application from `MEALTRACKER_*`, for a server to load."""
    settings = Settings()
    configure(settings.log_level)
    return create_app(settings)
