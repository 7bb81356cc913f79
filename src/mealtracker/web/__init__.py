"""The HTML face."""

from pathlib import Path
from typing import Any

from flask import Flask, Response, g, render_template, request
from flask_babel import Babel

from mealtracker.accounts.languages import nearest_language
from mealtracker.config import Settings
from mealtracker.http.auth import now, visitor
from mealtracker.http.csrf import csrf_token, guard_origin
from mealtracker.http.fragments import LEAVE, is_fragment
from mealtracker.http.pages import forget_notice, take_notice
from mealtracker.http.request_log import request_id
from mealtracker.web import (
    analytics,
    auth,
    changes,
    demo,
    docs,
    expenses,
    exports,
    filters,
    home,
    hx,
    imports,
    palette,
    places,
)
from mealtracker.web import settings as settings_pages
from mealtracker.web import styleguide
from mealtracker.web.change_words import field_label
from mealtracker.web.navigation import screens, settings_screens
from mealtracker.web.quick_add import views as quick_add
from mealtracker.web.sentences import sentence
from mealtracker.web.static_files import register as register_static_files

PRODUCT = "Meal Expense Tracker"
_PAGES = (
    *(home, auth, expenses, quick_add, places, analytics, settings_pages, changes, palette, demo),
    exports,
    imports,
    docs,
)


def register(app: Flask, settings: Settings) -> None:
    """Put the pages into an application."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=_locale, default_translation_directories=_catalogues())
    filters.register(app)
    hx.register(app)
    register_static_files(app)
    app.before_request(guard_origin)
    app.after_request(forget_notice)
    app.after_request(_add_toast)
    app.context_processor(_context)
    for module in (*_PAGES, *([styleguide] if settings.styleguide else [])):
        app.register_blueprint(module.bp)


def _catalogues() -> str:
    return str(Path(__file__).parent.parent / "locale")


def _locale() -> str | None:
    if "locale" not in g:
        who = visitor() if not request.path.startswith("/static/") else None
        chosen = who.locale if who else None
        asked = (code for code, quality in request.accept_languages if quality > 0)
        g.locale = chosen or nearest_language(asked)
    found: str | None = g.locale
    return found


def _add_toast(response: Response) -> Response:
    """Put what is to be said behind a fragment; a page has its place for it."""
    if not is_fragment() or response.mimetype != "text/html" or LEAVE in response.headers:
        return response
    notice = take_notice(sentence)
    if notice:
        toast = render_template("_toast_behind.html", notice=notice)
        response.set_data(response.get_data(as_text=True) + toast)
    return response


def _context() -> dict[str, Any]:  # Any: what every template may use
    who = visitor()
    return {
        "me": who,
        "today": who.actor.today if who else now().date(),
        "csrf_token": csrf_token,
        "field_label": field_label,
        "notice": None if is_fragment() else take_notice(sentence),
        "request_id": request_id(),
        "product_name": PRODUCT,
        "screens": screens,
        "settings_screens": settings_screens,
    }
