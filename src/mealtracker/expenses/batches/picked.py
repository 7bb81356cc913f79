"""The expenses of a batch as the audit sees them, in two statements however many they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, ScalarSelect, Select, select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import Snapshot
from mealtracker.db.functions import json_rows
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.errors import Invalid, NotFound
from mealtracker.expenses.models import Expense, ExpensePerson, ExpenseTag
from mealtracker.expenses.queries import is_visible_to
from mealtracker.expenses.selection import Selection, chosen
from mealtracker.labels.models import Category, Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place
from mealtracker.sentences import say

#: More than this is a matter of narrowing the search down.
FOUND_MAX: Final = 10_000


@dataclass(frozen=True, slots=True)
class Picked:
    """An expense at a version, with those fields of its snapshot that a batch can touch."""

    id: UUID
    version: int
    total_minor: int
    fields: Snapshot


def pick(session: Session, actor: Actor, selection: Selection) -> list[Picked]:
    """Return the meant expenses and keep them from changing until the transaction ends.

    Raises:
        NotFound: one of the ids is not there, or deleted.
        Invalid: the search cannot be read, or finds too many.
    """
    ids = session.scalars(_locked(actor, selection)).all()
    _refuse_missing(selection, ids)
    if len(ids) > FOUND_MAX:
        message = say(
            "This finds more than %(num)s expenses. Narrow the search down.",
            num=Decimal(FOUND_MAX),
        )
        raise Invalid.at("/q", message)
    return [_picked(row) for row in session.execute(_details(actor, ids))]


def _locked(actor: Actor, selection: Selection) -> Select[UUID]:
    try:
        meant = chosen(actor, selection)
    except Invalid as error:
        # Here the search is a field of a body, not a parameter of an address.
        raise Invalid.at("/q", error.message) from error
    return (
        select(Expense.id)
        .where(*meant, Expense.deleted_at.is_(None))
        # In one order, so that two batches wait for each other and never both at once.
        .order_by(Expense.id)
        .limit(FOUND_MAX + 1)
        .with_for_update(of=Expense)
    )


def _refuse_missing(selection: Selection, found: Sequence[UUID]) -> None:
    known = set(found)
    for expense_id in selection.ids or ():
        if expense_id not in known:
            raise NotFound(say("No expense %(id)s.", id=expense_id))


def _details(actor: Actor, ids: Sequence[UUID]) -> Select[Any]:  # Any: what `_picked` takes apart
    names = "id version kind eaten_on meal currency total_minor place_id category_id"
    return (
        select(
            *(getattr(Expense, name) for name in names.split()),
            Place.name.label("place"),
            Category.name.label("category"),
            _labels(Tag, ExpenseTag.tag_id, ExpenseTag.expense_id).label("tags"),
            _labels(Person, ExpensePerson.person_id, ExpensePerson.expense_id).label("people"),
        )
        .outerjoin(Place, Place.id == Expense.place_id)
        .outerjoin(Category, Category.id == Expense.category_id)
        .where(is_visible_to(actor), Expense.id.in_(ids))
        .order_by(Expense.id)
    )


def _labels(label: type[Tag] | type[Person], label_id: Any, expense_id: Any) -> ScalarSelect[Any]:
    # Deleted ones too: they are out of sight and stay. Any: columns of a table of links.
    return (
        select(json_rows(label.name_key, label.id, label.name))
        .where(label.id == label_id, expense_id == Expense.id)
        .correlate(Expense)
        .scalar_subquery()
    )


def _picked(row: Row[Any]) -> Picked:
    fields: Snapshot = {
        "kind": row.kind,
        "eaten_on": row.eaten_on.isoformat(),
        "meal": row.meal,
        "currency": row.currency,
        "total": amount_text(row.total_minor, Currency(row.currency)),
        "place_id": str(row.place_id) if row.place_id else None,
        "place": row.place,
        "category_id": str(row.category_id) if row.category_id else None,
        "category": row.category,
        "deleted_at": None,
    }
    for ids, names, labels in (
        ("tag_ids", "tags", sorted(row.tags or ())),
        ("person_ids", "people", sorted(row.people or ())),
    ):
        fields[ids] = [str(UUID(label_id)) for _, label_id, _ in labels]
        fields[names] = [name for *_, name in labels]
    return Picked(row.id, row.version, row.total_minor, fields)
