"""Imports as pages: a file, how it is read, what each row will do, and taking it in."""

from mealtracker.web.imports import plan, rows, start
from mealtracker.web.imports.blueprint import bp

__all__ = ["bp", "plan", "rows", "start"]
