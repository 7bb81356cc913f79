"""The HTML face."""

from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask_babel import Babel

from mealtracker.http.auth import now, visitor
from mealtracker.http.csrf import csrf_token, guard_origin
from mealtracker.http.pages import forget_notice, take_notice
from mealtracker.http.request_log import request_id
from mealtracker.web import auth, changes, demo, docs, expenses, filters, home, places, settings
from mealtracker.web.sentences import sentence
from mealtracker.web.static_files import register as register_static_files

LOCALES = ("en", "de", "es", "fr", "pt_BR")
PRODUCT = "Meal Expense Tracker"


def register(app: Flask) -> None:
    """Put the pages into an application."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=_locale, default_translation_directories=_catalogues())
    filters.register(app)
    register_static_files(app)
    app.before_request(guard_origin)
    app.after_request(forget_notice)
    app.context_processor(_context)
    for module in (home, auth, expenses, places, settings, changes, demo, docs):
        app.register_blueprint(module.bp)


def _catalogues() -> str:
    return str(Path(__file__).parent.parent / "locale")


def _locale() -> str | None:
    if "locale" not in g:
        who = visitor() if not request.path.startswith("/static/") else None
        chosen = who.locale if who else None
        g.locale = chosen or request.accept_languages.best_match(LOCALES, default="en")
    found: str | None = g.locale
    return found


def _context() -> dict[str, Any]:  # Any: what every template may use
    who = visitor()
    return {
        "me": who,
        "today": who.actor.today if who else now().date(),
        "csrf_token": csrf_token,
        "notice": take_notice(sentence),
        "request_id": request_id(),
        "product_name": PRODUCT,
    }
