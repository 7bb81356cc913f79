"""One change of many expenses: what it touches, what it notes, and what it refuses."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from mealtracker.audit.models import Change, ChangeRow
from mealtracker.domain.ids import uuid7
from mealtracker.errors import Forbidden, Invalid, NotFound
from mealtracker.expenses.batches.commands import change_expenses
from mealtracker.expenses.batches.schemas import BatchDraft
from mealtracker.expenses.rollup import differences
from mealtracker.labels.models import Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place
from mealtracker.undo.commands import undo_change

from tests.expenses.batch_changes import CHANGES
from tests.support.databases import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def batch(db, bob):
    """Change many expenses as Bob, an hour after they were recorded."""

    def run(**fields):
        with db.unit_of_work() as session:
            return change_expenses(session, bob.at(LATER), BatchDraft(**fields))

    return run


def lunches(alice, count=3, **fields):
    """Record meals of one person and return their ids."""
    made = [
        alice.spends(f"{number + 1}.00", eaten_on=f"2026-11-{number % 20 + 1:02}", **fields)
        for number in range(count)
    ]
    return [row["id"] for row in made]


def rows_of(db, change_id):
    with db.reading() as reading:
        return {
            str(row.entity_id): row
            for row in reading.all(
                select(
                    ChangeRow.entity_id, ChangeRow.before, ChangeRow.after, ChangeRow.version
                ).where(ChangeRow.change_id == change_id, ChangeRow.entity == "expense")
            )
        }


def off_by(db):
    with db.unit_of_work() as session:
        return differences(session)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_batch_is_one_change_and_undo_brings_everything_back(db, alice, batch, change):
    ids = lunches(alice, 3, place="Café", category="Dining", tags=["old"], people=["Ben"])
    other = alice.spends(place="Café", category="Dining", tags=["old"], people=["Ben"])
    before = [alice.sees(f"/expenses/{id_}") for id_ in ids]

    done = batch(ids=ids, **change)

    assert (done.changed, done.unchanged) == (3, 0)
    assert off_by(db) == 0
    assert alice.sees(f"/expenses/{other['id']}")["version"] == 1
    after = [alice.sees(f"/expenses/{id_}") for id_ in ids]
    assert [row["version"] for row in after] == [2, 2, 2]
    assert {row["updated_at"] for row in after} == {"2026-11-23T13:00:00Z"}
    with db.unit_of_work() as session:
        undo_change(session, alice.at(LATER), done.change_id)
    assert off_by(db) == 0
    back = [alice.sees(f"/expenses/{id_}") for id_ in ids]
    derived = {"version", "updated_at"}
    assert [{k: v for k, v in row.items() if k not in derived} for row in back] == [
        {k: v for k, v in row.items() if k not in derived} for row in before
    ]


def test_category_is_set_and_noted_where_it_differs(db, alice, batch):
    ids = lunches(alice, 2, category="Dining")
    same = alice.spends(category="Coffee")["id"]

    done = batch(ids=[*ids, same], set={"category": "coffee"})

    assert (done.changed, done.unchanged) == (2, 1)
    assert {alice.sees(f"/expenses/{id_}")["category"] for id_ in ids} == {"Coffee"}
    assert alice.sees(f"/expenses/{same}")["version"] == 1
    noted = rows_of(db, done.change_id)
    assert set(noted) == set(ids)
    assert all(
        set(row.before) == set(row.after) == {"category", "category_id"} for row in noted.values()
    )
    assert {row.version for row in noted.values()} == {2}


def test_tags_join_those_that_are_there(db, alice, batch):
    plain = alice.spends()["id"]
    tagged = alice.spends(tags=["team", "zoo"])["id"]

    done = batch(ids=[plain, tagged], add={"tags": ["Team", "alpha"]})

    assert alice.sees(f"/expenses/{plain}")["tags"] == ["alpha", "team"]
    assert alice.sees(f"/expenses/{tagged}")["tags"] == ["alpha", "team", "zoo"]
    noted = rows_of(db, done.change_id)[tagged]
    assert (noted.before["tags"], noted.after["tags"]) == (
        ["team", "zoo"],
        ["alpha", "team", "zoo"],
    )


def test_deleted_tag_of_an_expense_stays_for_when_it_comes_back(db, alice, batch):
    made = alice.spends(tags=["gone"])
    tag = next(row for row in alice.sees("/tags")["items"] if row["name"] == "gone")
    deleted = alice.api("DELETE", f"/tags/{tag['id']}").headers["Change-Id"]

    batch(ids=[made["id"]], add={"tags": ["here"]})
    with db.unit_of_work() as session:
        undo_change(session, alice.at(LATER), UUID(deleted))

    assert alice.sees(f"/expenses/{made['id']}")["tags"] == ["gone", "here"]


def test_removing_takes_only_what_is_named(alice, batch):
    ids = lunches(alice, 2, tags=["a", "b"], people=["Ana", "Ben"])

    done = batch(ids=ids, remove={"tags": ["A"], "people": ["ben"]})

    assert done.changed == 2
    for id_ in ids:
        row = alice.sees(f"/expenses/{id_}")
        assert (row["tags"], row["people"]) == (["b"], ["Ana"])


def test_expenses_are_found_under_what_they_got(alice, batch):
    ids = lunches(alice, 2, place="Café", tags=["old"])

    batch(ids=ids, set={"place": "Marisqueira"})
    batch(ids=ids, add={"tags": ["Lisboa"]})
    batch(ids=ids, remove={"tags": ["old"]})

    found = {q: len(alice.sees(f"/expenses?q={q}")["items"]) for q in FOUND}
    assert found == FOUND


FOUND = {"marisqueira": 2, "lisboa": 2, "café": 0, "old": 0, "place:marisqueira": 2}


def test_place_is_the_last_used_of_that_name_or_the_named_one(alice, batch):
    ids = lunches(alice, 2)
    other = alice.makes("/places", name="Bar", street="Far away")
    near = alice.spends(place_id=alice.makes("/places", name="Bar")["id"])

    batch(ids=ids, set={"place": "bar"})
    assert {alice.sees(f"/expenses/{id_}")["place_id"] for id_ in ids} == {near["place_id"]}

    batch(ids=ids, set={"place_id": other["id"]})
    assert {alice.sees(f"/expenses/{id_}")["place_id"] for id_ in ids} == {other["id"]}


def test_days_move_over_the_ends_of_months(alice, batch):
    first = alice.spends(eaten_on="2026-03-01")["id"]
    leap = alice.spends(eaten_on="2024-03-01")["id"]

    batch(ids=[first, leap], shift_days=-1)

    assert alice.sees(f"/expenses/{first}")["eaten_on"] == "2026-02-28"
    assert alice.sees(f"/expenses/{leap}")["eaten_on"] == "2024-02-29"


def test_future_and_the_distant_past_are_refused_with_how_many(db, alice, batch):
    ids = [alice.spends(eaten_on=day)["id"] for day in ("1950-01-01", "2026-11-22", "2026-11-23")]

    with pytest.raises(Invalid, match="2 of these would be in the future, after 2026-11-24"):
        batch(ids=ids, shift_days=3)
    with pytest.raises(Invalid, match="1 of these would be too long ago, before 1900-01-01"):
        batch(ids=ids, shift_days=-20_000)

    assert [alice.sees(f"/expenses/{id_}")["version"] for id_ in ids] == [1, 1, 1]
    assert off_by(db) == 0


def test_search_chooses_what_it_finds_and_leaves_deleted_ones(alice, batch):
    ids = lunches(alice, 3, place="Bar")
    alice.api("DELETE", f"/expenses/{ids[0]}")
    alice.spends(place="Café")

    done = batch(q="place:bar", set={"category": "Other"})
    assert done.changed == 2
    assert batch(q="is:deleted", delete=True).changed == 0
    assert batch(q="", set={"category": "Other"}).changed == 1


def test_what_is_not_there_keeps_everything_from_moving(db, alice, charlie, batch):
    ids = lunches(alice, 2)
    foreign = charlie.spends()["id"]
    deleted = lunches(alice, 1)[0]
    alice.api("DELETE", f"/expenses/{deleted}")

    for stranger in (foreign, deleted, str(uuid7())):
        with pytest.raises(NotFound, match=f"No expense {stranger}"):
            batch(ids=[ids[0], stranger, ids[1]], delete=True)

    assert [alice.sees(f"/expenses/{id_}")["deleted_at"] for id_ in ids] == [None, None]
    with pytest.raises(NotFound):
        batch(ids=ids, set={"place_id": charlie.makes("/places", name="Theirs")["id"]})


def test_dry_run_tells_the_same_and_changes_nothing(db, alice, batch):
    ids = [*lunches(alice, 2), alice.spends("3.00", currency="EUR", kind="refund")["id"]]
    drafts = [
        {"add": {"tags": ["new tag"], "people": ["New Person"]}},
        {"set": {"place": "New place"}},
        {"delete": True},
    ]

    for draft in drafts:
        with db.reading() as reading:
            changes = len(reading.all(select(Change.id)))
        told = batch(ids=ids, dry_run=True, **draft)

        assert (told.changed, told.unchanged, told.change_id) == (3, 0, None)
        assert [(spent.currency, spent.total, spent.count) for spent in told.totals] == [
            ("USD", "3.00", 2),
            ("EUR", "-3.00", 1),
        ]
        with db.reading() as reading:
            assert len(reading.all(select(Change.id))) == changes
            for kind in (Tag, Person, Place):
                assert reading.all(select(kind.id)) == []
    assert {alice.sees(f"/expenses/{id_}")["version"] for id_ in ids} == {1}
    assert off_by(db) == 0


def test_viewer_changes_nothing(db, alice, vera):
    ids = lunches(alice, 1)

    with pytest.raises(Forbidden), db.unit_of_work() as session:
        change_expenses(session, vera.actor, BatchDraft(ids=ids, delete=True))


def test_category_must_exist_and_tags_have_a_limit(alice, batch):
    full = alice.spends(tags=[f"t{number}" for number in range(49)])["id"]
    plain = alice.spends()["id"]

    with pytest.raises(Invalid, match="no category “Nowhere”") as caught:
        batch(ids=[plain], set={"category": "Nowhere"})
    assert caught.value.faults[0].at == "/set/category"
    with pytest.raises(Invalid, match="1 of these would have more than 50 tags") as caught:
        batch(ids=[full, plain], add={"tags": ["one", "two"]})
    assert caught.value.faults[0].at == "/add/tags"
    assert batch(ids=[full, plain], add={"tags": ["one"]}).changed == 2


def test_a_change_of_before_is_stale_after_a_batch(alice, batch):
    made = alice.spends()
    batch(ids=[made["id"]], set={"category": "Other"})

    alice.refused(412, "PATCH", f"/expenses/{made['id']}", {"note": "x"}, If_Match='"1"')
