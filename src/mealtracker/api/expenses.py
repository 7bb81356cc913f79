"""Expenses over JSON."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from mealtracker.api.examples import EXPENSE, ITEMS
from mealtracker.api.operation import operation
from mealtracker.audit.commands import Saved
from mealtracker.audit.queries import history
from mealtracker.audit.schemas import ChangeOut
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.paging import Page
from mealtracker.expenses import commands, queries
from mealtracker.expenses.create import create_expense
from mealtracker.expenses.listing import list_expenses
from mealtracker.expenses.models import Expense
from mealtracker.expenses.out import show_expense
from mealtracker.expenses.schemas import ExpenseDraft, ExpenseOut, ItemOut, ItemsDraft, ListQuery
from mealtracker.http.reply import nothing, reply

bp = Blueprint("api_expenses", __name__, url_prefix="/api/v1/expenses")


def find(actor: Actor, expense_id: UUID) -> Any:  # Any: a Select
    """Select the expense that a path names, deleted or not."""
    return select(Expense.id).where(queries.is_visible_to(actor), Expense.id == expense_id)


@bp.get("")
@operation("List expenses", query=ListQuery, returns=Page[ExpenseOut])
def index(reading: Reading, actor: Actor, query: ListQuery) -> Response:
    """Return a page of expenses."""
    return reply(list_expenses(reading, actor, query))


@bp.post("")
@operation(
    "Record an expense",
    scope="write",
    body=ExpenseDraft,
    returns=ExpenseOut,
    status=201,
    example=EXPENSE,
)
def create(session: Session, actor: Actor, body: ExpenseDraft) -> Response:
    """Record an expense."""
    return _saved(session, actor, create_expense(session, actor, body), 201)


@bp.get("/<uuid:id>")
@operation("Read an expense", returns=ExpenseOut, finder=find)
def show(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return one expense; a deleted one too, so that it can be restored."""
    out = show_expense(reading, actor, id)
    return reply(out, version=out.version)


@bp.put("/<uuid:id>")
@operation(
    "Replace an expense",
    scope="write",
    body=ExpenseDraft,
    returns=ExpenseOut,
    finder=find,
    has_version=True,
    example=EXPENSE,
)
def replace(
    session: Session,
    actor: Actor,
    id: UUID,
    body: ExpenseDraft,
    version: int | None,
) -> Response:
    """Set all fields of an expense."""
    return _saved(session, actor, commands.replace_expense(session, actor, id, body, version))


@bp.patch("/<uuid:id>")
@operation(
    "Change fields of an expense",
    scope="write",
    body=ExpenseDraft,
    is_patch=True,
    returns=ExpenseOut,
    finder=find,
    has_version=True,
    example={"tip": "5.00", "note": None},
)
def patch(
    session: Session,
    actor: Actor,
    id: UUID,
    body: dict[str, Any],
    version: int | None,
) -> Response:
    """Set the fields that are sent; null forgets one."""
    return _saved(session, actor, commands.patch_expense(session, actor, id, body, version))


@bp.delete("/<uuid:id>")
@operation("Delete an expense", scope="write", status=204, finder=find, has_version=True)
def delete(session: Session, actor: Actor, id: UUID, version: int | None) -> Response:
    """Delete an expense; it can be restored for 30 days."""
    return nothing(commands.delete_expense(session, actor, id, version).change_id)


@bp.post("/<uuid:id>/restoration")
@operation("Restore a deleted expense", scope="write", returns=ExpenseOut, finder=find)
def restore(session: Session, actor: Actor, id: UUID) -> Response:
    """Take a deleted expense back."""
    return _saved(session, actor, commands.restore_expense(session, actor, id))


@bp.get("/<uuid:id>/items")
@operation("Read the items of an expense", returns=list[ItemOut], finder=find)
def items(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return the lines of the bill."""
    out = show_expense(reading, actor, id)
    return reply({"items": out.items, "next": None}, version=out.version)


@bp.put("/<uuid:id>/items")
@operation(
    "Replace the items of an expense",
    scope="write",
    body=ItemsDraft,
    returns=ExpenseOut,
    finder=find,
    has_version=True,
    example=ITEMS,
)
def replace_items(
    session: Session,
    actor: Actor,
    id: UUID,
    body: ItemsDraft,
    version: int | None,
) -> Response:
    """Set all lines of the bill."""
    saved = commands.replace_items(session, actor, id, body.items, version)
    return _saved(session, actor, saved)


@bp.get("/<uuid:id>/history")
@operation("Read what happened to an expense", returns=list[ChangeOut], finder=find)
def past(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return the changes of an expense, the newest first."""
    show_expense(reading, actor, id)
    return reply({"items": history(reading, actor, "expense", id), "next": None})


def _saved(session: Session, actor: Actor, saved: Saved, status: int = 200) -> Response:
    out = show_expense(Reading(session.connection()), actor, saved.id)
    location = url_for(".show", id=saved.id) if status == HTTPStatus.CREATED else None
    return reply(out, status, location=location, version=out.version, change_id=saved.change_id)
