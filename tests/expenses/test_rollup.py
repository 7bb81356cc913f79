"""The kept sums are what the expenses say, whatever was done to these."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from mealtracker.domain.ids import uuid7
from mealtracker.errors import AppError
from mealtracker.expenses import bulk, commands
from mealtracker.expenses.batches.commands import change_expenses
from mealtracker.expenses.batches.schemas import BatchDraft
from mealtracker.expenses.create import create_expense
from mealtracker.expenses.models import Expense, Spending
from mealtracker.expenses.rollup import differences, rebuild, rebuild_household
from mealtracker.labels.models import Category, Tag
from mealtracker.places.models import Place
from mealtracker.undo.commands import undo_change

from tests.factories import ExpenseDraftFactory

PLACES = st.sampled_from([None, "Bar", "Café", "Pub"])
DRAFTS = st.builds(
    ExpenseDraftFactory.build,
    eaten_on=st.dates(date(2026, 9, 28), date(2026, 11, 20)),
    total=st.integers(0, 5000).map(str),
    kind=st.sampled_from(["expense", "refund"]),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
    place=PLACES,
    category=st.sampled_from([None, "Dining", "Coffee", "Other"]),
    meal=st.sampled_from([None, "lunch", "dinner"]),
    tags=st.lists(st.sampled_from(["a", "b", "c"]), max_size=3),
)
VERBS = st.sampled_from(
    [
        "create",
        "create",
        "replace",
        "delete",
        "restore",
        "merge",
        "replace category",
        "untag",
        "batch",
        "batch",
        "undo",
    ]
)
BATCHES = [
    {"set": {"category": "Coffee"}},
    {"set": {"category": None}},
    {"set": {"place": "Pub"}},
    {"set": {"place": None, "category": "Other"}},
    {"add": {"tags": ["a", "d"]}},
    {"add": {"people": ["Ana"]}},
    {"remove": {"tags": ["a", "b"]}},
    {"shift_days": -20},
    {"shift_days": 2},
    {"delete": True},
]
STEPS = st.lists(st.tuples(VERBS, DRAFTS, st.integers(0, 9), st.integers(0, 9)), max_size=14)


@pytest.fixture
def household(db, alice):
    return Household(db, alice.actor)


class Household:
    """A household in which things are done at random."""

    def __init__(self, db, actor):
        self.db, self.actor, self.changes = db, actor, []

    def does(self, verb, draft, one, other):
        """Do one thing; what is refused changes nothing and is fine."""
        try:
            with self.db.unit_of_work() as session:
                saved = self._run(session, verb, draft, one, other)
        except AppError:
            return
        if saved and saved.change_id:
            self.changes.append(saved.change_id)

    def _run(self, session, verb, draft, one, other):
        if verb == "create":
            return create_expense(session, self.actor, draft)
        if verb == "undo":
            change = self.changes[one % len(self.changes)] if self.changes else uuid7()
            return undo_change(session, self.actor, change, keep_edited=other % 2 == 0)
        if verb == "batch":
            return change_expenses(session, self.actor, BatchDraft(q="", **BATCHES[one]))
        if verb in {"replace", "delete", "restore"}:
            return self._change(session, verb, draft, self._pick(session, Expense, one))
        return self._change_label(session, verb, one, other)

    def _change(self, session, verb, draft, expense):
        match verb:
            case "replace":
                return commands.replace_expense(session, self.actor, expense, draft, None)
            case "delete":
                return commands.delete_expense(session, self.actor, expense, None)
        return commands.restore_expense(session, self.actor, expense)

    def _change_label(self, session, verb, one, other):
        kind = {"merge": Place, "replace category": Category, "untag": Tag}[verb]
        first, second = (self._pick(session, kind, index) for index in (one, other))
        match verb:
            case "merge":
                return bulk.merge_places(session, self.actor, first, [second])
            case "untag":
                return bulk.delete_tag(session, self.actor, first, None)
        return bulk.delete_category(session, self.actor, first, second, None)

    def _pick(self, session, kind, index):
        ids = list(
            session.query(kind.id)
            .filter(kind.household_id.in_([self.actor.household_id]))
            .order_by(kind.id)
        )
        return ids[index % len(ids)][0] if ids else uuid7()

    def differences(self):
        with self.db.unit_of_work() as session:
            return differences(session)

    def broken(self):
        """Return the living expenses whose place or category is deleted."""
        with self.db.unit_of_work() as session:
            return [
                (expense.id, kind.__name__)
                for kind, column in ((Place, Expense.place_id), (Category, Expense.category_id))
                for expense in session.query(Expense)
                .join(kind, kind.id == column)
                .filter(Expense.deleted_at.is_(None), kind.deleted_at.is_not(None))
            ]


@hypothesis_settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_sums_are_right_after_anything(household, steps):
    transaction = household.db._connection.begin_nested()
    household.changes.clear()
    try:
        for verb, draft, one, other in steps:
            household.does(verb, draft, one, other)
            assert household.differences() == 0, verb
        assert household.broken() == []
    finally:
        transaction.rollback()


def test_rebuild_mends_what_is_wrong(household, db):
    household.does("create", ExpenseDraftFactory(tags=["a"]), 0, 0)
    with db.unit_of_work() as session:
        for row in session.query(Spending):
            row.total_minor += 7
    assert household.differences() > 0

    with db.unit_of_work() as session:
        rebuild(session)

    assert household.differences() == 0


@pytest.mark.parametrize("database", ["postgres"])
@pytest.mark.parametrize(
    "count",
    [
        pytest.param(lambda session, _actor: rebuild(session), id="all"),
        pytest.param(rebuild_household, id="one household"),
    ],
)
def test_rebuild_keeps_others_from_writing_sums_until_it_is_saved(db, alice, database, count):
    """What a change adds while everything is counted anew would be counted twice, or lost."""
    locks = text(
        "SELECT mode FROM pg_locks"
        " WHERE relation = 'spending'::regclass AND granted AND pid = pg_backend_pid()"
    )

    with db.unit_of_work() as session:
        count(session, alice.actor)

        assert "ShareRowExclusiveLock" in session.scalars(locks).all()


def test_households_are_summed_apart(db, alice, charlie):
    for actor in (alice.actor, replace(charlie.actor, currency="USD")):
        with db.unit_of_work() as session:
            create_expense(session, actor, ExpenseDraftFactory())

    with db.unit_of_work() as session:
        rows = session.query(Spending).filter(Spending.dimension == "all").all()
    assert {(row.household_id, row.total_minor, row.count) for row in rows} == {
        (alice.actor.household_id, 2750, 1),
        (charlie.actor.household_id, 2750, 1),
    }
