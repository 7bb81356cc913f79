"""Recording an expense: found by one statement, inserted by a few, and the same as ever."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from mealtracker.audit.models import ChangeRow
from mealtracker.expenses.create import create_expense
from mealtracker.expenses.models import Expense
from mealtracker.expenses.schemas import ExpenseDraft
from mealtracker.labels.commands import create_tag, delete_tag
from mealtracker.labels.schemas import TagDraft
from mealtracker.places.commands import create_place
from mealtracker.places.schemas import PlaceDraft

DRAFT = ExpenseDraft(
    eaten_on="2026-11-20",
    eaten_at="19:40",
    total="27.50",
    subtotal="25.00",
    tip="2.50",
    place="Bar Luce",
    category="Dining",
    meal="dinner",
    tags=["work", "Añejo"],
    people=["Zoë", "Ana"],
    note="Two of us",
    items=[{"name": "Pasta", "quantity": "1.5", "total": "25.00"}],
)


@pytest.fixture
def record(db, alice):
    """Record an expense; returns its columns and what the audit says of it."""

    def record(draft, actor=alice.actor):
        with db.unit_of_work() as session:
            saved = create_expense(session, actor, draft)
        with db.unit_of_work() as session:
            row = session.execute(select(Expense.__table__).where(Expense.id == saved.id)).one()
            audited = session.scalar(select(ChangeRow).where(ChangeRow.entity_id == saved.id))
            return row._asdict(), audited

    return record


def test_expense_is_the_same_when_its_names_are_known(record):
    first, first_audited = record(DRAFT)

    second, second_audited = record(DRAFT)

    assert first | {"id": second["id"]} == second
    assert first_audited.after == second_audited.after
    assert (second["version"], second_audited.version) == (1, 1)
    assert second["search_text"] == "bar luce\ntwo of us pasta\nwork anejo"


def test_known_names_are_looked_up_in_the_own_household_only(record, charlie):
    ours, _ = record(DRAFT)

    theirs, _ = record(DRAFT, replace(charlie.actor, currency="USD"))

    assert theirs["place_id"] != ours["place_id"]
    assert theirs["category_id"] != ours["category_id"]


def test_place_is_taken_by_id_when_another_has_its_name(db, record, alice):
    with db.unit_of_work() as session:
        near = create_place(session, alice.actor, PlaceDraft(name="Luna", street="1 Near St"))
        create_place(session, alice.actor, PlaceDraft(name="Luna", street="9 Far St"))

    made, _ = record(ExpenseDraft(eaten_on="2026-11-20", total="5.00", place_id=near.id))

    assert made["place_id"] == near.id


def test_tag_is_made_anew_when_the_known_one_was_deleted(db, record, alice):
    with db.unit_of_work() as session:
        gone = create_tag(session, alice.actor, TagDraft(name="work"))
        delete_tag(session, alice.actor, gone.id, None)

    _, audited = record(DRAFT)

    assert str(gone.id) not in audited.after["tag_ids"]
    assert audited.after["tags"] == ["Añejo", "work"]
