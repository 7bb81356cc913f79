"""Loading the sample data and removing it, on the database."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from mealtracker.audit.models import ChangeRow
from mealtracker.audit.queries import list_changes
from mealtracker.demo.catalogue import PEOPLE, PLACES, TAGS
from mealtracker.demo.clear import clear_demo
from mealtracker.demo.load import load_demo
from mealtracker.demo.queries import has_demo
from mealtracker.domain.actor import Role
from mealtracker.errors import Forbidden
from mealtracker.expenses.bulk import refresh_search
from mealtracker.expenses.create import create_expense
from mealtracker.expenses.listing import list_expenses
from mealtracker.expenses.models import Expense, ExpenseItem, ExpensePerson, ExpenseTag, Spending
from mealtracker.expenses.rollup import differences
from mealtracker.expenses.schemas import ExpenseDraft, ListQuery
from mealtracker.labels.models import Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place

ROOMS = (Expense, ExpenseItem, ExpenseTag, ExpensePerson, Place, Tag, Person, Spending)


def load(db, person, count: int = 60, seed: int = 1) -> None:
    with db.unit_of_work() as session:
        load_demo(session, person.actor, count, seed)


def clear(db, person) -> int:
    with db.unit_of_work() as session:
        return clear_demo(session, person.actor)


def record(db, person, **fields: object) -> None:
    draft = ExpenseDraft.model_validate({"eaten_on": "2026-11-20", "total": "7.00", **fields})
    with db.unit_of_work() as session:
        create_expense(session, person.actor, draft)


def sizes(db) -> list[int]:
    with db.unit_of_work() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in ROOMS]


def listed(db, person, q: str = "") -> list:
    with db.reading() as reading:
        return list_expenses(reading, person.actor, ListQuery(q=q, limit=100)).items


def test_load_writes_expenses_of_the_household(db, alice, bob, charlie) -> None:
    load(db, alice)

    found = listed(db, bob)
    assert len(found) == 60
    assert {expense.source for expense in found} == {"demo"}
    assert all(expense.place and expense.category for expense in found)
    assert listed(db, charlie) == []


def test_load_leaves_sums_that_are_right(db, alice, charlie) -> None:
    record(db, charlie, tags=["own"])
    record(db, alice)

    load(db, alice)

    with db.unit_of_work() as session:
        assert differences(session) == 0


def test_load_writes_the_search_text_that_the_room_would(db, alice) -> None:
    load(db, alice)
    texts = select(Expense.id, Expense.search_text)

    with db.unit_of_work() as session:
        before = dict([*session.execute(texts)])
        refresh_search(session, Expense.source == "demo")
        after = dict([*session.execute(texts)])
    assert before == after


def test_loaded_expenses_are_found(db, alice) -> None:
    load(db, alice)

    assert listed(db, alice, "sakura")
    assert listed(db, alice, "tag:family")
    assert listed(db, alice, "has:warning")


def test_load_is_one_change_without_rows(db, alice) -> None:
    with db.reading() as reading:
        rows = reading.value(select(func.count()).select_from(ChangeRow))

    load(db, alice)

    with db.reading() as reading:
        change = list_changes(reading, alice.actor, 1, None).items[0]
        assert (change.action, change.row_count) == ("demo.loaded", 0)
        assert reading.value(select(func.count()).select_from(ChangeRow)) == rows


def test_load_tells_how_far_it_is(db, alice) -> None:
    heard: list[int] = []

    with db.unit_of_work() as session:
        load_demo(session, alice.actor, 4500, 1, heard.append)

    assert heard == [2000, 4000, 4500]


def test_load_twice_uses_the_same_places(db, alice) -> None:
    load(db, alice)
    load(db, alice, seed=2)

    assert len(listed(db, alice, "")) == 100
    with db.reading() as reading:
        places = reading.value(select(func.count()).where(Place.source == "demo"))
    assert places == len(PLACES)


def test_load_is_refused_to_a_viewer(db, alice) -> None:
    viewer = replace(alice.actor, role=Role.VIEWER)

    with db.unit_of_work() as session, pytest.raises(Forbidden):
        load_demo(session, viewer, 1, 1)


def test_clear_leaves_what_was_there_before(db, alice, charlie) -> None:
    record(db, alice, place="Own place", tags=["own"], people=["Olga"])
    load(db, charlie)
    before = sizes(db)
    load(db, alice)

    removed = clear(db, alice)

    assert removed == 60
    assert sizes(db) == before
    with db.unit_of_work() as session:
        assert differences(session) == 0


def test_clear_keeps_what_ones_own_expenses_use(db, alice) -> None:
    load(db, alice)
    record(db, alice, place="Greenbasket", tags=["work"], people=["Kofi"])

    clear(db, alice)

    (own,) = listed(db, alice)
    assert (own.place, own.tags, own.people) == ("Greenbasket", ["work"], ["Kofi"])


def test_clear_keeps_names_that_were_there_before(db, alice) -> None:
    record(db, alice, tags=[*TAGS], people=[*PEOPLE])
    with db.unit_of_work() as session:
        session.execute(Expense.__table__.delete())
        session.execute(Spending.__table__.delete())
    later = replace(alice.known, actor=replace(alice.actor, now=alice.actor.now.replace(hour=13)))
    alice = replace(alice, login=later)

    load(db, alice)
    clear(db, alice)

    with db.unit_of_work() as session:
        assert session.scalar(select(func.count()).select_from(Tag)) == len(TAGS)
        assert session.scalar(select(func.count()).select_from(Person)) == len(PEOPLE)


def test_clear_takes_the_same_statements_however_many_there_are(db, alice, statements) -> None:
    load(db, alice, 5)
    with statements.counted(db):
        clear(db, alice)
    few = len(statements.texts)
    load(db, alice, 500)

    with statements.counted(db):
        clear(db, alice)

    assert len(statements.texts) == 2 * few
    assert few <= 10


def test_clear_of_nothing_changes_nothing(db, alice) -> None:
    assert clear(db, alice) == 0

    with db.reading() as reading:
        assert "demo.cleared" not in {
            change.action for change in list_changes(reading, alice.actor, 5, None).items
        }


def test_demo_is_there_until_it_is_cleared(db, alice, bob, charlie) -> None:
    load(db, alice, 3)

    with db.reading() as reading:
        assert has_demo(reading, bob.actor)
        assert not has_demo(reading, charlie.actor)
    clear(db, alice)
    with db.reading() as reading:
        assert not has_demo(reading, bob.actor)
