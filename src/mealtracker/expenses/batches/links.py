"""Tags and people of many expenses, put on and taken off by one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Executable, Select, delete, func, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mealtracker.errors import Invalid
from mealtracker.expenses.models import ExpensePerson, ExpenseTag
from mealtracker.expenses.schemas import PEOPLE_MAX, TAGS_MAX
from mealtracker.labels.models import Tag
from mealtracker.people.models import Person
from mealtracker.sentences import Sentence, say_many


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A table of links, the labels it leads to, and what a snapshot calls them."""

    table: type[ExpenseTag] | type[ExpensePerson]
    column: str
    label: type[Tag] | type[Person]
    ids: str
    names: str
    most: int


TAGS: Final = LinkKind(ExpenseTag, "tag_id", Tag, "tag_ids", "tags", TAGS_MAX)
PEOPLE: Final = LinkKind(ExpensePerson, "person_id", Person, "person_ids", "people", PEOPLE_MAX)


@dataclass(frozen=True, slots=True)
class Links:
    """Labels that expenses get or lose."""

    kind: LinkKind
    label_ids: Sequence[UUID]
    adds: bool

    def write(self, session: Session, touched: Select[UUID]) -> None:
        """Add or remove the links of the expenses whose ids `touched` selects.

        Raises:
            Invalid: an expense would have more labels than it can.
        """
        if not self.adds:
            table, label_id = self.kind.table, self._label_id
            gone = delete(table).where(table.expense_id.in_(touched), label_id.in_(self.label_ids))
            session.execute(gone.execution_options(synchronize_session=False))
            return
        session.execute(self._adding(session.get_bind().dialect.name, touched))
        self._refuse_too_many(session, touched)

    @property
    def _label_id(self) -> Any:  # Any: a column of either table
        return getattr(self.kind.table, self.kind.column)

    def _adding(self, dialect: str, touched: Select[UUID]) -> Executable:
        table, label, expenses = self.kind.table, self.kind.label, touched.subquery()
        pairs = (
            select(expenses.c[0], label.id)
            .select_from(expenses.join(label, true()))
            .where(label.id.in_(self.label_ids))
        )
        statement = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
        columns = ["expense_id", self.kind.column]
        return statement.from_select(columns, pairs).on_conflict_do_nothing()

    def _refuse_too_many(self, session: Session, touched: Select[UUID]) -> None:
        table, label = self.kind.table, self.kind.label
        full = (
            select(table.expense_id)
            .join(label, label.id == self._label_id)
            .where(table.expense_id.in_(touched), label.deleted_at.is_(None))
            .group_by(table.expense_id)
            .having(func.count() > self.kind.most)
        )
        count = session.scalar(select(func.count()).select_from(full.subquery()))
        if count:
            raise Invalid.at(f"/add/{self.kind.names}", _too_many(self.kind, count))


def _too_many(kind: LinkKind, count: int) -> Sentence:
    if kind is TAGS:
        return say_many(
            "%(num)s of these would have more than %(most)s tags.",
            "%(num)s of these would have more than %(most)s tags.",
            count,
            most=kind.most,
        )
    return say_many(
        "%(num)s of these would have more than %(most)s people.",
        "%(num)s of these would have more than %(most)s people.",
        count,
        most=kind.most,
    )
