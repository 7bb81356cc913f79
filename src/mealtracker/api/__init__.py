"""The JSON face, under /api/v1."""

from flask import Flask

from mealtracker.api import account, changes, docs, expenses, labels, places, reports
from mealtracker.api.operation import COUNTER
from mealtracker.config import Settings
from mealtracker.http.limits import CallCounter


def register(app: Flask, settings: Settings) -> None:
    """Put the API into an application."""
    app.extensions[COUNTER] = CallCounter(settings.api_rate)
    for module in (expenses, places, labels, changes, account, reports, docs):
        app.register_blueprint(module.bp)
