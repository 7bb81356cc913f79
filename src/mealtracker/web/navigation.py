"""Where one can go: the screens of the rail, the sections of the settings, and the keys to them."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from babel.support import LazyProxy
from flask import current_app
from flask_babel import lazy_gettext


class Screen(NamedTuple):
    """A page that others lead to; `letter` opens it after G."""

    name: str
    icon: str
    label: LazyProxy
    endpoint: str
    letter: str = ""


_SCREENS: Final = (
    Screen("home", "house", lazy_gettext("Home"), "home.index", "h"),
    Screen("expenses", "receipt-text", lazy_gettext("Expenses"), "expenses.index", "e"),
    Screen("places", "map-pin", lazy_gettext("Places"), "places.index", "p"),
    Screen("analytics", "chart-column", lazy_gettext("Analytics"), "analytics.index", "a"),
    Screen("imports", "upload", lazy_gettext("Import"), "imports.index", "i"),
    Screen("settings", "settings", lazy_gettext("Settings"), "settings.profile", "s"),
)
_SETTINGS: Final = (
    Screen("profile", "users", lazy_gettext("Profile"), "settings.profile"),
    Screen("security", "shield-check", lazy_gettext("Security"), "settings.security"),
    Screen("tokens", "key-round", lazy_gettext("API tokens"), "settings.tokens"),
    Screen("categories", "utensils", lazy_gettext("Categories"), "settings.categories"),
    Screen("tags", "tag", lazy_gettext("Tags"), "settings.tags"),
    Screen("people", "user-plus", lazy_gettext("People"), "settings.people"),
    Screen("filters", "star", lazy_gettext("Saved filters"), "settings.filters"),
    Screen("data", "download", lazy_gettext("Your data"), "settings.data"),
    Screen("changes", "history", lazy_gettext("Recent changes"), "changes.index"),
)


def screens() -> list[Screen]:
    """Return the screens of the rail, the settings last."""
    return _present(_SCREENS)


def settings_screens() -> list[Screen]:
    """Return the sections of the settings."""
    return _present(_SETTINGS)


def _present(found: Iterable[Screen]) -> list[Screen]:
    return [screen for screen in found if screen.endpoint in current_app.view_functions]
