"""The blueprint that the views of this folder share."""

from typing import Any
from uuid import UUID

from flask import Blueprint
from sqlalchemy import Select, select

from mealtracker.domain.actor import Actor
from mealtracker.expenses.models import Expense
from mealtracker.expenses.queries import is_visible_to

bp = Blueprint("expenses", __name__, url_prefix="/expenses")


def find(actor: Actor, expense_id: UUID) -> Select[Any]:
    """Select the expense that a path names, deleted or not."""
    return select(Expense.id).where(is_visible_to(actor), Expense.id == expense_id)
