"""Settings as pages: yourself, the household, the ways in, and the words on expenses."""

from mealtracker.web.settings import (
    categories,
    data,
    filters,
    people,
    profile,
    security,
    tags,
    tokens,
)
from mealtracker.web.settings.blueprint import bp

__all__ = ["bp", "categories", "data", "filters", "people", "profile", "security", "tags", "tokens"]
