"""What the toast says of an expense: `Blue Heron Coffee, $4.85, today`."""

from uuid import UUID

from flask_babel import gettext

from mealtracker.domain.actor import Actor
from mealtracker.expenses.out import show_expense
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.http.wiring import ports
from mealtracker.web.filters import day_words, money

_NOTE_LENGTH = 40


def saved_words(actor: Actor, expense_id: UUID) -> str:
    """Return the words for an expense that was just saved."""
    with ports().db.reading() as reading:
        return expense_words(show_expense(reading, actor, expense_id), actor)


def expense_words(e: ExpenseOut, actor: Actor) -> str:
    """Return where it was, what it cost and when, as it stands after a verb."""
    name = e.place or e.note[:_NOTE_LENGTH] or gettext("an expense")
    return f"{name}, {money(e.total, e.currency)}, {day_words(e.eaten_on, actor.today)}"
