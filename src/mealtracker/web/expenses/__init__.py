"""Expenses as pages: the list, one of them, and the form."""

from mealtracker.web.expenses import change, listing, show
from mealtracker.web.expenses.blueprint import bp

__all__ = ["bp", "change", "listing", "show"]
