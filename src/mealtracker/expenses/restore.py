"""Putting expenses back to what they were, in a constant number of statements."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from mealtracker.audit.queries import ids_of
from mealtracker.audit.restore import Former
from mealtracker.db.functions import json_rows
from mealtracker.db.overwrite import Overwrite, overwrite
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency
from mealtracker.expenses.batches.links import PEOPLE, TAGS, LinkKind
from mealtracker.expenses.models import Expense, ExpenseItem
from mealtracker.expenses.queries import is_visible_to
from mealtracker.expenses.rollup import recounted
from mealtracker.expenses.snapshots import columns_of, item_columns, own_text


def restore_expenses(
    session: Session, actor: Actor, change_id: UUID, rows: Sequence[Former]
) -> None:
    """Set fields of expenses that a change touched. Their `search_text` is the caller's to refresh.

    Raises:
        Stale: one is no longer at its version.
    """
    actor.must_edit()
    if not rows:
        return
    touched = ids_of(change_id, "expense")
    currencies = _locked(session, actor, touched)
    currencies |= {row.id: row.fields["currency"] for row in rows if "currency" in row.fields}
    with recounted(session, touched):
        _write(session, actor, rows, currencies)
        for kind in (TAGS, PEOPLE):
            _relink(session, kind, [row for row in rows if kind.ids in row.fields])
    _set_items(session, [row for row in rows if "items" in row.fields], currencies)
    if any({"items", "note"} & row.fields.keys() for row in rows):
        _index(session, touched)


def _locked(session: Session, actor: Actor, touched: Select[UUID]) -> dict[UUID, Currency]:
    """Keep others from changing expenses until the transaction ends; return their currencies."""
    found = session.execute(
        select(Expense.id, Expense.currency)
        .where(is_visible_to(actor), Expense.id.in_(touched))
        .order_by(Expense.id)
        .with_for_update(key_share=True)
    )
    return {row.id: Currency(row.currency) for row in found}


def _write(
    session: Session, actor: Actor, rows: Sequence[Former], currencies: Mapping[UUID, Currency]
) -> None:
    written = []
    for row in rows:
        # One that is not visible has no currency here, and is refused below.
        columns = columns_of(row.fields, currencies.get(row.id, actor.currency))
        columns["updated_at"] = actor.now
        written.append(Overwrite(row.id, row.version, columns))
    overwrite(session, Expense, is_visible_to(actor), written)


def _relink(session: Session, kind: LinkKind, rows: Sequence[Former]) -> None:
    """Give expenses the tags or people that `rows` name, those of them that still exist."""
    _clear(session, kind.table, rows)
    links = [
        {"at_expense": row.id, "to_label": UUID(text)}
        for row in rows
        for text in row.fields[kind.ids]
    ]
    if links:
        label, expense_id = kind.label, bindparam("at_expense", type_=Uuid())
        existing = select(expense_id, label.id).where(label.id == bindparam("to_label"))
        statement = insert(kind.table).from_select(["expense_id", kind.column], existing)
        session.connection().execute(statement, links)


def _set_items(
    session: Session, rows: Sequence[Former], currencies: Mapping[UUID, Currency]
) -> None:
    _clear(session, ExpenseItem, rows)
    lines = [
        {"expense_id": row.id, "position": position, **item_columns(item, currencies[row.id])}
        for row in rows
        for position, item in enumerate(row.fields["items"])
    ]
    if lines:
        session.connection().execute(insert(ExpenseItem), lines)


def _clear(session: Session, table: Any, rows: Sequence[Former]) -> None:  # Any: of expenses' own
    """Remove all rows of `table` that belong to the expenses of `rows`."""
    if rows:
        statement = delete(table).where(table.expense_id == bindparam("at_expense"))
        session.connection().execute(statement, [{"at_expense": row.id} for row in rows])


def _index(session: Session, touched: Select[UUID]) -> None:
    """Write `own_text` anew after notes or lines were written."""
    lines = (
        select(json_rows(ExpenseItem.position, ExpenseItem.name))
        .where(ExpenseItem.expense_id == Expense.id)
        .correlate(Expense)
        .scalar_subquery()
    )
    found = session.execute(select(Expense.id, Expense.note, lines).where(Expense.id.in_(touched)))
    texts = [
        {
            "at_expense": expense_id,
            "text": own_text(note, (name for _, name in sorted(items or ()))),
        }
        for expense_id, note, items in found
    ]
    statement = (
        update(Expense)
        .where(Expense.id == bindparam("at_expense"))
        .values(own_text=bindparam("text"))
    )
    session.connection().execute(statement, texts)
