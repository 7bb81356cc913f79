"""An import goes back as a whole: what it made goes, what it filled is as it was."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from mealtracker.errors import Conflict, Forbidden, NotFound
from mealtracker.expenses.models import Expense, ExpensePerson, ExpenseTag, Spending
from mealtracker.imports.models import ImportMark
from mealtracker.labels.models import Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place, PlaceAlias

from tests.imports.household import DAY, Household, coffee
from tests.support.databases import NOW

MOVING = {"version", "updated_at"}
ROWS = [
    coffee(1, tags=("card",), people=("Ana",)),
    coffee(2, payee="TST* THE PINE DINER", mcc="5812", minor=-4800, memo="Table 4"),
    coffee(3, payee="REWE MARKT GMBH//BERLIN/DE", mcc="5411", day=DAY + timedelta(days=3)),
]


@pytest.fixture
def diner(alice):
    """A place by another name, and a dinner there that the second row is."""
    place = alice.makes("/places", name="Pine Diner")
    return alice.spends("48.00", place="Pine Diner", eaten_on=DAY.isoformat()) | {"at": place["id"]}


def test_everything_is_as_it_was(home, diner):
    before = _living(home.db)

    import_id = home.imports(ROWS)
    assert _living(home.db) != before
    home.undoes(import_id)

    assert _living(home.db) == before
    assert home.state(import_id) == "undone"
    assert home.sums_are_right()


def test_the_file_can_be_imported_again(home, diner):
    import_id = home.imports(ROWS)
    whole = home.expenses()
    home.undoes(import_id)

    home.imports(ROWS)
    assert home.expenses() == whole

    home.rehearses_again(import_id)
    assert {row.decision for row in home.rows(import_id)} == {"duplicate"}


def test_it_can_be_looked_through_and_applied_again_itself(home):
    import_id = home.imports(ROWS)
    home.undoes(import_id)

    home.rehearses_again(import_id)
    home.applies(import_id)

    assert sum(home.expenses().values()) == 3


def test_undo_of_the_first_of_two_leaves_the_second(home):
    first = home.imports(ROWS[:2])
    home.imports(ROWS)

    home.undoes(first)

    assert sum(home.expenses().values()) == 1
    assert home.sums_are_right()


def test_rows_that_were_edited_since_are_listed_and_nothing_moves(home, alice):
    import_id = home.imports(ROWS)
    edited = home.rows(import_id)[0].made_expense_id
    alice.api("PATCH", f"/expenses/{edited}", json={"note": "Mine"})
    before = home.expenses()

    with pytest.raises(Conflict) as caught:
        home.undoes(import_id)

    assert list(caught.value.rows) == [{"entity": "expense", "id": str(edited)}]
    assert home.expenses() == before
    assert home.state(import_id) == "applied"


def test_rows_that_were_edited_stay_when_told_and_are_still_known(home, alice):
    import_id = home.imports(ROWS)
    edited = home.rows(import_id)[0].made_expense_id
    alice.api("PATCH", f"/expenses/{edited}", json={"note": "Mine"})

    done = home.undoes(import_id, keep_edited=True)

    assert done.kept == 1
    assert sum(home.expenses().values()) == 1
    again = home.imports(ROWS)
    assert [row.decision for row in home.rows(again)] == ["duplicate", "create", "create"]


def test_a_place_that_several_chunks_and_runs_touched_goes_back(home, alice, monkeypatch):
    monkeypatch.setattr("mealtracker.imports.commands.apply.CHUNK", 1)
    place = alice.makes("/places", name="Pine Diner")
    rows = [coffee(n, payee=f"THE PINE DINER {word}") for n, word in enumerate("ABC", start=1)]
    import_id = home.rehearses(rows)
    for position in (1, 2, 3):
        home.decides(import_id, positions=[position], place_id=place["id"])
    home.applies(import_id)
    assert len(alice.sees(f"/places/{place['id']}")["aliases"]) == 3

    home.undoes(import_id)

    assert alice.sees(f"/places/{place['id']}")["aliases"] == []


def test_a_change_of_an_import_is_not_undone_alone(home, alice):
    home.imports(ROWS)
    (change,) = [c for c in alice.sees("/changes")["items"] if c["action"] == "import.applied"]

    problem = alice.refused(409, "POST", f"/changes/{change['id']}/undo", json={})

    assert "as a whole" in problem["detail"]
    assert change["can_undo"] is False


def test_thirty_days_are_the_end(home):
    import_id = home.imports(ROWS)

    with pytest.raises(Conflict, match="30 days"):
        home.at(NOW + timedelta(days=30)).undoes(import_id)


def test_what_is_not_in_effect_is_not_undone(home):
    with pytest.raises(Conflict):
        home.undoes(home.rehearses(ROWS))


def test_others_cannot_undo(home, db, vera, strangers):
    import_id = home.imports(ROWS)

    with pytest.raises(Forbidden):
        Household(db, vera.actor).undoes(import_id)
    with pytest.raises(NotFound):
        strangers.undoes(import_id)


def _living(db):
    """Everything that is not deleted, without what has to move."""
    with db.unit_of_work() as session:
        found = {}
        for table in (Expense, Place, Tag, Person, PlaceAlias, ExpenseTag, ExpensePerson):
            rows = session.execute(select(*table.__table__.columns)).mappings()
            found[table.__tablename__] = sorted(
                json.dumps({k: str(v) for k, v in row.items() if k not in MOVING})
                for row in rows
                if row.get("deleted_at") is None and not _is_of_deleted(session, row)
            )
        sums = select(*Spending.__table__.columns).where(Spending.count != 0)
        found["spending"] = sorted(map(str, session.execute(sums)))
        found["marks"] = session.scalars(select(ImportMark.content_key)).all()
    return found


def _is_of_deleted(session, row):
    owner = session.get(Expense, row["expense_id"]) if "expense_id" in row else None
    return owner is not None and owner.deleted_at is not None
