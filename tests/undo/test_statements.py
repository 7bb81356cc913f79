"""How many statements it takes to undo a change: as many for three hundred records as for ten."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import insert

from mealtracker.domain.ids import uuid7
from mealtracker.expenses import bulk
from mealtracker.expenses.batches.commands import change_expenses
from mealtracker.expenses.batches.schemas import BatchDraft
from mealtracker.expenses.models import Expense, ExpensePerson, ExpenseTag
from mealtracker.expenses.rollup import differences, rebuild_household
from mealtracker.labels.commands import create_category, create_tag
from mealtracker.people.commands import create_person, delete_person
from mealtracker.places.commands import create_place
from mealtracker.undo.commands import undo_change

from tests.factories import (
    CategoryDraftFactory,
    PersonDraftFactory,
    PlaceDraftFactory,
    TagDraftFactory,
)
from tests.support.databases import NOW, Statements

LATER = NOW + timedelta(hours=1)
FEW, MANY = 10, 300
MOST = 25


@dataclass
class Meals:
    """Expenses that have a place, a category, a tag and a person in common."""

    ids: list[UUID]
    place: UUID
    other_place: UUID
    category: UUID
    other_category: UUID
    tag: UUID
    person: UUID


@pytest.fixture
def meals(db, alice):
    def record(count):
        with db.unit_of_work() as session:
            place, other_place = (
                create_place(session, alice.actor, PlaceDraftFactory()).id for _ in range(2)
            )
            category, other_category = (
                create_category(session, alice.actor, CategoryDraftFactory()).id for _ in range(2)
            )
            tag = create_tag(session, alice.actor, TagDraftFactory()).id
            person = create_person(session, alice.actor, PersonDraftFactory()).id
            ids = [uuid7() for _ in range(count)]
            session.execute(
                insert(Expense), [_row(alice.actor, id_, place, category) for id_ in ids]
            )
            session.execute(insert(ExpenseTag), [{"expense_id": id_, "tag_id": tag} for id_ in ids])
            session.execute(
                insert(ExpensePerson), [{"expense_id": id_, "person_id": person} for id_ in ids]
            )
            rebuild_household(session, alice.actor)
        return Meals(ids, place, other_place, category, other_category, tag, person)

    return record


def _row(actor, id_, place_id, category_id):
    return {
        "id": id_,
        "household_id": actor.household_id,
        "kind": "expense",
        "eaten_on": date(2026, 11, 20) - timedelta(days=id_.int % 90),
        "place_id": place_id,
        "category_id": category_id,
        "currency": "USD",
        "total_minor": 1250,
        "tax_included": False,
        "note": "",
        "own_text": "",
        "search_text": "",
        "source": "manual",
        "created_at": NOW,
        "updated_at": NOW,
        "version": 1,
    }


def merge(session, actor, meals):
    return bulk.merge_places(session, actor, meals.other_place, [meals.place])


def replace_category(session, actor, meals):
    return bulk.delete_category(session, actor, meals.category, meals.other_category, None)


def delete_tag(session, actor, meals):
    return bulk.delete_tag(session, actor, meals.tag, None)


def remove_person(session, actor, meals):
    return delete_person(session, actor, meals.person, None)


def batch(**fields):
    def change(session, actor, meals):
        return change_expenses(session, actor, BatchDraft(ids=meals.ids, **fields))

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(merge, id="merge of places"),
        pytest.param(replace_category, id="replacement of a category"),
        pytest.param(delete_tag, id="deletion of a tag"),
        pytest.param(remove_person, id="deletion of a person"),
        pytest.param(batch(set={"category": "Coffee"}), id="another category"),
        pytest.param(batch(set={"place": "Brand new"}), id="a made place"),
        pytest.param(batch(add={"tags": ["new"], "people": ["New"]}), id="made tags and people"),
        pytest.param(batch(set={"place": None}), id="no place"),
        pytest.param(batch(shift_days=-40), id="another day"),
        pytest.param(batch(delete=True), id="deletion"),
    ],
)
def test_undo_takes_as_many_statements_for_many_expenses(db, alice, meals, change):
    counts = {}
    for count in (FEW, MANY):
        recorded = meals(count)
        with db.unit_of_work() as session:
            saved = change(session, alice.at(LATER), recorded)
        counts[count] = undone(db, alice, saved.change_id)

    assert counts[MANY] == counts[FEW]
    assert len(counts[FEW]) <= MOST
    with db.unit_of_work() as session:
        assert differences(session) == 0


def test_undo_takes_as_many_statements_for_many_places(db, alice):
    counts = {}
    for count in (2, 40):
        with db.unit_of_work() as session:
            target, *sources = (
                create_place(session, alice.actor, PlaceDraftFactory(aliases=[f"Also {number}"])).id
                for number in range(count)
            )
            saved = bulk.merge_places(session, alice.at(LATER), target, sources)
        counts[count] = undone(db, alice, saved.change_id)

    assert counts[40] == counts[2]


def test_undo_takes_as_many_statements_for_many_made_labels(db, alice, meals):
    counts = {}
    for count in (2, 40):
        names = [f"{count} {number}" for number in range(count)]
        add = {"tags": names, "people": names[:20]}
        with db.unit_of_work() as session:
            draft = BatchDraft(ids=meals(10).ids, add=add)
            saved = change_expenses(session, alice.at(LATER), draft)
        counts[count] = undone(db, alice, saved.change_id)

    assert counts[40] == counts[2]


def undone(db, person, change_id):
    """Undo a change and return the statements, without what stands in them."""
    statements = Statements()
    with db.unit_of_work() as session, statements.counted(db):
        undo_change(session, person.at(LATER + timedelta(hours=1)), change_id)
    return [text.split("(")[0].strip()[:60] for text in statements.texts]
