"""The quick way of reading gives what the ordinary way gives, on both databases."""

import pytest
from sqlalchemy import text

from mealtracker.db.reading import Reading
from mealtracker.db.session import EngineDatabase
from mealtracker.domain.periods import month_of
from mealtracker.expenses.create import create_expense
from mealtracker.expenses.listing import list_expenses, totals
from mealtracker.expenses.out import show_expense
from mealtracker.expenses.schemas import ExpenseDraft, ListQuery
from mealtracker.reports.dashboard import dashboard

MADE = ("expenses", "spending", "places", "people", "tags")
ITEMS = [{"name": "Soup", "quantity": "1.5", "total": "9.00"}]


@pytest.fixture
def process(template):
    """The database as a running process opens it; what a test makes there goes away again."""
    database = EngineDatabase(template.url)
    with database.unit_of_work() as session:
        kept = session.execute(text("SELECT id FROM changes")).all()
    yield database
    with database.unit_of_work() as session:
        for table in MADE:
            session.execute(text(f"DELETE FROM {table}"))
        for row in session.execute(text("SELECT id FROM changes")).all():
            if row not in kept:
                session.execute(text("DELETE FROM changes WHERE id = :id"), {"id": row.id})
    database.dispose()


def test_quick_reads_equal_ordinary_ones(process, template):
    actor = template.logins["alice"].actor
    with process.unit_of_work() as session:
        for number in range(3):
            draft = ExpenseDraft(
                eaten_on=f"2026-11-{10 + number}",
                eaten_at="19:40",
                total="27.50",
                place=f"Bar {number}",
                category="Dining",
                tags=["one", "two"],
                people=["Ana"],
                items=ITEMS,
            )
            saved = create_expense(session, actor, draft)

    reads = (
        lambda reading: list_expenses(reading, actor, ListQuery(limit=2)),
        lambda reading: list_expenses(reading, actor, ListQuery(q="tag:one bar", sort="-total")),
        lambda reading: totals(reading, actor, ""),
        lambda reading: show_expense(reading, actor, saved.id),
        lambda reading: dashboard(reading, actor, month_of(actor.today)),
    )
    with process.reading() as reading:
        quick = [read(reading) for read in reads]
    with process.unit_of_work() as session:
        ordinary = [read(Reading(session.connection())) for read in reads]

    assert quick == ordinary
    assert len(quick[0].items) == 2
