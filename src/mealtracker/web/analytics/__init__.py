"""Where the money goes: charts, their numbers as files, and the filter of both."""

from mealtracker.web.analytics import export, page
from mealtracker.web.analytics.blueprint import bp

__all__ = ["bp", "export", "page"]
