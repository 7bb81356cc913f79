"""The JSON face, under /api/v1."""

from flask import Flask

from mealtracker.api import (
    account,
    bank_accounts,
    batches,
    changes,
    docs,
    expenses,
    exports,
    imports,
    jobs,
    labels,
    places,
    quickadd,
    reports,
    saved_filters,
)
from mealtracker.api.operation import COUNTER
from mealtracker.config import Settings
from mealtracker.http.limits import CallCounter


def register(app: Flask, settings: Settings) -> None:
    """Put the API into an application."""
    app.extensions[COUNTER] = CallCounter(settings.api_rate)
    modules = (expenses, batches, places, labels, saved_filters, changes, account, reports, exports)
    for module in (*modules, quickadd, imports, bank_accounts, jobs, docs):
        app.register_blueprint(module.bp)
