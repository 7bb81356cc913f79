"""Expenses as pages: the list and the calendar, one of them, and the form."""

from mealtracker.web.expenses import bulk, calendar, change, listing, show
from mealtracker.web.expenses.blueprint import bp

__all__ = ["bp", "bulk", "calendar", "change", "listing", "show"]
