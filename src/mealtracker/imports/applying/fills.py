"""Rows that are expenses which somebody noted: what is empty is filled, and what was taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Snapshot
from mealtracker.audit.restore import Former
from mealtracker.domain.actor import Actor
from mealtracker.expenses.bulk import refresh_search
from mealtracker.expenses.models import Expense
from mealtracker.expenses.restore import restore_expenses
from mealtracker.imports.applying.places import PlaceOf
from mealtracker.imports.applying.results import Result, refused
from mealtracker.imports.filling import fields_now
from mealtracker.imports.judging import Categories
from mealtracker.imports.lookups import categories_of, unlinked
from mealtracker.sentences import say

_GONE = say("The expense that it was matched with is gone, or is another row’s by now.")


@dataclass(slots=True)
class Fills:
    """Rows with the expenses that they are, and the rows whose expense is gone."""

    categories: Categories
    pairs: list[tuple[Row[Any], Row[Any]]] = field(default_factory=list)
    refusals: list[Result] = field(default_factory=list)
    formers: list[Former] = field(default_factory=list)

    @property
    def in_want_of_a_place(self) -> list[Row[Any]]:
        """Return the rows whose place the expense gets."""
        return [row for row, expense in self.pairs if "place" in _taken(row, expense)]

    @property
    def own_places(self) -> dict[int, PlaceOf]:
        """Return the places that expenses have already, by the position of their row."""
        return {
            row.position: PlaceOf(expense.place_id, expense.place)
            for row, expense in self.pairs
            if expense.place_id
        }

    def note(self, places: Mapping[int, PlaceOf], log: ChangeLog) -> list[Result]:
        """Note in `log` what changes, before it is written."""
        for row, expense in self.pairs:
            before, after = self._fields(row, expense, places.get(row.position))
            if after != before:
                log.changed("expense", expense.id, before, after, expense.version + 1)
                self.formers.append(Former(expense.id, expense.version, after))
        matched = [Result(row, is_applied=True, expense_id=e.id) for row, e in self.pairs]
        return matched + self.refusals

    def write(self, session: Session, actor: Actor, change_id: UUID) -> None:
        """Write what the change notes, once its rows are stored."""
        if self.formers:
            restore_expenses(session, actor, change_id, self.formers)
            refresh_search(session, Expense.id.in_([former.id for former in self.formers]))

    def _fields(
        self, row: Row[Any], expense: Row[Any], place: PlaceOf | None
    ) -> tuple[Snapshot, Snapshot]:
        before: Snapshot = {}
        after: Snapshot = {}
        for name, new in _taken(row, expense).items():
            if name == "place" and place is not None:
                before |= {"place_id": _text(expense.place_id), "place": expense.place}
                after |= {"place_id": str(place.id), "place": place.name}
            elif name == "category" and row.category_id in self.categories.names:
                before |= {"category_id": _text(expense.category_id), "category": expense.category}
                after |= {"category_id": str(row.category_id), "category": new}
            elif name not in {"place", "category"}:
                empty = "" if name == "note" else None
                before[name] = fields_now(expense)[name] or empty
                after[name] = new
        return before, after


def plan_fills(session: Session, actor: Actor, rows: Sequence[Row[Any]]) -> Fills:
    """Find the expenses that rows are, and keep others from changing them meanwhile."""
    if not rows:
        return Fills(Categories({}, {}, {}, {}))
    plan = Fills(categories_of(session, actor))
    ids = {row.expense_id for row in rows if row.expense_id}
    statement = unlinked(actor).where(Expense.id.in_(ids)).with_for_update(of=Expense)
    free = {expense.id: expense for expense in session.execute(statement)}
    for row in rows:
        expense = free.pop(row.expense_id, None)
        if expense is None or expense.currency != row.currency:
            plan.refusals.append(refused(row, _GONE))
        else:
            plan.pairs.append((row, expense))
    return plan


def _taken(row: Row[Any], expense: Row[Any]) -> dict[str, str]:
    """Return the fields that are written: those taken that are still what somebody saw."""
    now = fields_now(expense)
    return {
        change["field"]: change["new"]
        for change in row.changes
        if change["field"] in row.taken and now[change["field"]] == change["old"]
    }


def _text(id_: UUID | None) -> str | None:
    return str(id_) if id_ else None
