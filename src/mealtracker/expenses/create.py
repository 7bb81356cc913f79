"""Recording an expense: what is new is only inserted, by statements that are built once."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.expenses.drafts import fields_of
from mealtracker.expenses.models import Expense, ExpenseItem, ExpensePerson, ExpenseTag
from mealtracker.expenses.names import relate, relate_known
from mealtracker.expenses.rollup import recount
from mealtracker.expenses.schemas import ExpenseDraft
from mealtracker.expenses.snapshots import apply_fields, snapshot

_EXPENSE: Final = insert(Expense)
_TAG, _PERSON, _ITEM = insert(ExpenseTag), insert(ExpensePerson), insert(ExpenseItem)
_COLUMNS: Final = tuple(Expense.__table__.columns.keys())
_ITEM_COLUMNS: Final = tuple(ExpenseItem.__table__.columns.keys())


def create_expense(
    session: Session, actor: Actor, draft: ExpenseDraft, source: str = "manual"
) -> Saved:
    """Record a meal for the actor's household.

    Raises:
        Invalid: an amount does not fit the currency, or the category does not exist.
        NotFound: `draft.place_id` is not visible to the actor.
    """
    actor.must_edit()
    log = ChangeLog(session, actor, "expense.created")
    expense = new_expense(actor, source)
    fields = fields_of(draft, actor)
    if not relate_known(session, actor, expense, draft):
        relate(session, actor, expense, draft, log)
    apply_fields(expense, fields)
    insert_expenses(session, [expense])
    after = snapshot(expense)
    log.created("expense", expense.id, after, expense.version)
    recount(session, actor, None, after)
    return Saved(expense.id, log.save())


def new_expense(actor: Actor, source: str) -> Expense:
    """Return an expense that has nothing yet.

    It stays outside the session, whose unit of work costs more than all statements together.
    """
    return Expense(
        id=uuid7(),
        household_id=actor.household_id,
        source=source,
        created_at=actor.now,
        updated_at=actor.now,
        version=1,
        tags=[],
        people=[],
        items=[],
    )


def insert_expenses(session: Session, expenses: Sequence[Expense]) -> None:
    """Store expenses that are outside the session, with what belongs to them."""
    for expense in expenses:
        expense.place_id = expense.place.id if expense.place else None
        expense.category_id = expense.category.id if expense.category else None
    link = session.connection()
    for statement, rows in (
        (_EXPENSE, [{name: getattr(one, name) for name in _COLUMNS} for one in expenses]),
        (_TAG, [{"expense_id": one.id, "tag_id": tag.id} for one in expenses for tag in one.tags]),
        (
            _PERSON,
            [{"expense_id": one.id, "person_id": who.id} for one in expenses for who in one.people],
        ),
        (
            _ITEM,
            [
                {name: getattr(item, name) for name in _ITEM_COLUMNS}
                for one in expenses
                for item in one.items
            ],
        ),
    ):
        if rows:
            link.execute(statement, rows)
