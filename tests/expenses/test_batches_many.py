"""A batch of very many: as many statements as one of a few, and an end to it."""

from datetime import date

import pytest
from sqlalchemy import insert

from mealtracker.domain.ids import uuid7
from mealtracker.errors import Invalid
from mealtracker.expenses.batches.commands import change_expenses
from mealtracker.expenses.batches.picked import FOUND_MAX
from mealtracker.expenses.batches.schemas import BatchDraft
from mealtracker.expenses.models import Expense
from mealtracker.expenses.rollup import differences, rebuild

from tests.expenses.batch_changes import CHANGES
from tests.support.databases import NOW, Statements

MOST = 16


@pytest.fixture
def batch(db, bob):
    """Change many expenses as Bob."""

    def run(**fields):
        with db.unit_of_work() as session:
            return change_expenses(session, bob.actor, BatchDraft(**fields))

    return run


def write_many(db, actor, count):
    """Write plain expenses past all commands, as fast as the database takes them."""
    row = {
        "household_id": actor.household_id,
        "kind": "expense",
        "currency": "USD",
        "tax_included": False,
        "note": "",
        "own_text": "",
        "search_text": "\n\n",
        "source": "manual",
        "created_at": NOW,
        "updated_at": NOW,
        "version": 1,
    }
    rows = [
        {**row, "id": uuid7(), "eaten_on": date(2025, 1, 1 + n % 28), "total_minor": 100 + n}
        for n in range(count)
    ]
    with db.unit_of_work() as session:
        session.execute(insert(Expense), rows)
        rebuild(session)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_statements_are_as_many_for_more(db, alice, batch, change):
    counts = {}
    for more, count in ((10, 10), (50, 60), (240, 300)):
        write_many(db, alice.actor, more)
        batch(q="", set={"place": "Café", "category": "Dining"})
        batch(q="", add={"tags": ["old"], "people": ["Ben"]})
        statements, outer = Statements(), db._connection.begin_nested()
        with statements.counted(db):
            done = batch(q="", **change)
        counts[done.changed] = len(statements.texts)
        outer.rollback()
        assert done.changed == count

    assert len(set(counts.values())) == 1
    assert counts[300] <= MOST


def test_ten_thousand_are_one_batch_and_one_more_is_too_many(db, alice, batch):
    write_many(db, alice.actor, FOUND_MAX)

    done = batch(q="", add={"tags": ["all of them"]})
    assert (done.changed, done.unchanged) == (FOUND_MAX, 0)
    with db.unit_of_work() as session:
        assert differences(session) == 0

    write_many(db, alice.actor, 1)
    with pytest.raises(Invalid, match="more than 10,000") as caught:
        batch(q="", delete=True)
    assert caught.value.faults[0].at == "/q"
