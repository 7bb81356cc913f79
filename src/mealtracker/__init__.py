"""Meal Expense Tracker: what you ate, where, with whom, and what it cost."""

__version__ = "0.1.0"
