"""Rows that become expenses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Row
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog
from mealtracker.domain.actor import Actor
from mealtracker.domain.meals import ExpenseKind, Meal, OrderType, Source, suggest_meal
from mealtracker.domain.money import Currency, amount_text
from mealtracker.errors import Invalid
from mealtracker.expenses.create_many import NewExpense, create_expenses
from mealtracker.expenses.drafts import fields_of
from mealtracker.expenses.schemas import ExpenseDraft
from mealtracker.imports.applying.places import PlaceOf
from mealtracker.imports.applying.results import Result, refused
from mealtracker.imports.judging import Categories
from mealtracker.imports.lookups import categories_of
from mealtracker.imports.payees import read_payee


@dataclass(frozen=True, slots=True)
class Creates:
    """Rows whose expenses can be made, with these expenses, and the rows that were refused."""

    rows: list[Row[Any]]
    news: list[NewExpense]
    refusals: list[Result]

    def make(
        self, session: Session, actor: Actor, places: Mapping[int, PlaceOf], log: ChangeLog
    ) -> list[Result]:
        """Record the expenses at their places."""
        news = [
            _at(new, places.get(row.position))
            for row, new in zip(self.rows, self.news, strict=True)
        ]
        ids = create_expenses(session, actor, news, log, Source.IMPORT)
        made = zip(self.rows, ids, strict=True)
        results = [Result(row, is_applied=True, expense_id=id_, made_id=id_) for row, id_ in made]
        return results + self.refusals


def plan_creates(session: Session, actor: Actor, rows: Sequence[Row[Any]]) -> Creates:
    """Turn rows into expenses that can be recorded; nothing is written."""
    plan = Creates([], [], [])
    if not rows:
        return plan
    categories = categories_of(session, actor)
    for row in rows:
        try:
            new = _new(actor, row, categories)
        except (Invalid, ValidationError) as error:
            plan.refusals.append(refused(row, _said(error)))
        else:
            plan.rows.append(row)
            plan.news.append(new)
    return plan


def _new(actor: Actor, row: Row[Any], categories: Categories) -> NewExpense:
    kind = categories.kinds.get(row.category_id)
    draft = ExpenseDraft.model_validate(
        {
            "eaten_on": row.day,
            "eaten_at": row.time,
            "kind": ExpenseKind.EXPENSE if row.minor < 0 else ExpenseKind.REFUND,
            "meal": _meal(row, kind),
            "order_type": OrderType.DELIVERY if read_payee(row.payee).is_delivery else None,
            "total": amount_text(abs(row.minor), Currency(row.currency)),
            "currency": row.currency,
            "payment": row.payment,
            "note": row.memo,
            "tags": row.more.get("tags", []),
            "people": row.more.get("people", []),
        }
    )
    category_id: UUID | None = row.category_id if kind else None
    return NewExpense(draft, fields_of(draft, actor), category_id)


def _meal(row: Row[Any], kind: str | None) -> Meal | None:
    if kind == "groceries":
        return Meal.GROCERIES
    return suggest_meal(row.time) if row.time else None


def _at(new: NewExpense, place: PlaceOf | None) -> NewExpense:
    if place is None:
        return new
    draft = new.draft.model_copy(update={"place_id": place.id})
    return NewExpense(draft, new.fields, new.category_id)


def _said(error: Invalid | ValidationError) -> str:
    return error.message if isinstance(error, Invalid) else str(error.errors()[0]["msg"])
