"""What undo takes back, what it leaves, and what it refuses."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from mealtracker.audit.models import ChangeRow
from mealtracker.audit.restore import Former
from mealtracker.errors import NotFound, Stale
from mealtracker.expenses.models import Expense
from mealtracker.expenses.purge import purge_deleted
from mealtracker.expenses.restore import restore_expenses
from mealtracker.expenses.rollup import differences
from mealtracker.places.restore import restore_places

from tests.support.databases import NOW


def changed(response):
    assert response.status_code in {200, 201, 204}, response.text
    return response.headers["Change-Id"]


def undo(person, change_id, **body):
    return changed(person.api("POST", f"/changes/{change_id}/undo", json=body))


def names(person, path):
    return [row["name"] for row in person.sees(path)["items"]]


def place_of(person, expense):
    return person.sees(f"/expenses/{expense['id']}")["place"]


def test_undo_notes_what_it_moved_and_the_version_that_it_left(db, alice):
    made = alice.spends(place="Bar")
    moved = changed(alice.api("PATCH", f"/expenses/{made['id']}", json={"place": "Pub"}))

    undone = undo(alice, moved)

    there, back = (row_of(db, change, made["id"]) for change in (moved, undone))
    assert (back.before, back.after) == (there.after, there.before)
    assert back.version == alice.sees(f"/expenses/{made['id']}")["version"] == 3


def row_of(db, change_id, record_id):
    columns = (ChangeRow.before, ChangeRow.after, ChangeRow.version)
    with db.reading() as reading:
        return reading.first(
            select(*columns).where(
                ChangeRow.change_id == UUID(change_id), ChangeRow.entity_id == UUID(record_id)
            )
        )


def test_expense_that_is_outrun_is_stale_and_nothing_moves(db, alice):
    made = [alice.spends(category="Dining") for _ in range(2)]
    change = changed(
        alice.api(
            "POST",
            "/expenses/batches",
            json={"ids": [row["id"] for row in made], "set": {"category": "Coffee"}},
        )
    )
    back = {"category_id": None}
    good, outrun = (UUID(row["id"]) for row in made)
    rows = [Former(good, 2, back), Former(outrun, 1, back)]

    with pytest.raises(Stale), db.unit_of_work() as session:
        restore_expenses(session, alice.actor, UUID(change), rows)

    seen = [alice.sees(f"/expenses/{row['id']}") for row in made]
    assert [(row["category"], row["version"]) for row in seen] == [("Coffee", 2)] * 2
    with db.unit_of_work() as session:
        assert differences(session) == 0


def test_expense_of_others_is_not_put_back(db, alice, charlie):
    made = alice.spends(note="ours")
    rows = [Former(UUID(made["id"]), 1, {"note": "theirs"})]

    with pytest.raises(Stale), db.unit_of_work() as session:
        restore_expenses(session, charlie.actor, UUID(made["change_id"]), rows)

    assert alice.sees(f"/expenses/{made['id']}")["note"] == "ours"


def test_place_of_others_is_not_put_back(db, alice, charlie):
    place = alice.makes("/places", name="Ours")
    rows = [Former(UUID(place["id"]), 1, {"name": "Theirs"})]

    with pytest.raises(NotFound), db.unit_of_work() as session:
        restore_places(session, charlie.actor, rows)

    assert names(alice, "/places") == ["Ours"]


@pytest.mark.parametrize("is_living", [True, False])
def test_made_records_stay_while_a_living_expense_uses_them(alice, is_living):
    made = alice.spends(place="Bar", tags=["t"], people=["Ana"])
    other = alice.spends(place="Bar", tags=["t"], people=["Ana"])
    if not is_living:
        alice.api("DELETE", f"/expenses/{other['id']}")

    undo(alice, made["change_id"])

    left = [names(alice, path) for path in ("/places", "/tags", "/people")]
    assert left == ([["Bar"], ["t"], ["Ana"]] if is_living else [[], [], []])


def test_made_category_stays_while_even_a_deleted_expense_uses_it(alice):
    made = alice.makes("/categories", name="Lunches")
    expense = alice.spends(category="Lunches")
    alice.api("DELETE", f"/expenses/{expense['id']}")

    undo(alice, made["change_id"])

    assert "Lunches" in names(alice, "/categories")


def test_place_that_came_back_stays_while_an_expense_uses_it(alice):
    place = alice.makes("/places", name="Bar")
    deleted = changed(alice.api("DELETE", f"/places/{place['id']}"))
    back = undo(alice, deleted)
    expense = alice.spends(place="Bar")

    undo(alice, back)

    assert names(alice, "/places") == ["Bar"]
    assert place_of(alice, expense) == "Bar"


def test_category_that_came_back_stays_while_an_expense_uses_it(alice):
    alice.spends(category="Dining")
    found = {row["name"]: row["id"] for row in alice.sees("/categories")["items"]}
    path = f"/categories/{found['Dining']}?replacement={found['Other']}"
    back = undo(alice, changed(alice.api("DELETE", path)))
    alice.spends(category="Dining")

    undo(alice, back)

    counts = {row["name"]: row["count"] for row in alice.sees("/categories")["items"]}
    assert (counts["Dining"], counts["Other"]) == (1, 1)


def test_tag_that_came_back_goes_again_though_expenses_have_it(alice):
    made = alice.spends(tags=["t"])
    tag = alice.sees("/tags")["items"][0]
    back = undo(alice, changed(alice.api("DELETE", f"/tags/{tag['id']}")))

    undo(alice, back)

    assert names(alice, "/tags") == []
    assert alice.sees(f"/expenses/{made['id']}")["tags"] == []
    assert alice.sees("/expenses?q=t")["items"] == []


def test_expense_does_not_go_back_to_a_place_that_does_not(alice, clock):
    """The place of a change was deleted again by other means: its expenses have no way back."""
    expense = alice.spends(place="Old")
    moved = changed(alice.api("PATCH", f"/expenses/{expense['id']}", json={"place": "Made"}))
    other = alice.spends(place="Made")
    alice.api("DELETE", f"/expenses/{other['id']}")
    away = undo(alice, moved)
    alice.api("POST", f"/expenses/{other['id']}/restoration", json={})
    clock.advance(minutes=1)
    alice.api("DELETE", f"/expenses/{other['id']}")
    changed(alice.api("DELETE", f"/places/{other['place_id']}"))

    listed = alice.refused(409, "POST", f"/changes/{away}/undo", {})["rows"]
    undo(alice, away, keep_edited=True)

    assert {row["entity"] for row in listed} == {"expense", "place"}
    assert place_of(alice, expense) == "Old"


def test_expense_does_not_go_back_to_a_place_that_was_removed_for_good(db, alice, clock):
    made = alice.spends(place="Bar")
    alice.api("DELETE", f"/expenses/{made['id']}")
    alice.api("DELETE", f"/places/{made['place_id']}")
    alice.makes("/places", name="Bar")
    clock.advance(days=29)
    restored = changed(alice.api("POST", f"/expenses/{made['id']}/restoration", json={}))
    clock.advance(days=2)
    with db.unit_of_work() as session:
        assert purge_deleted(session, clock()).places == 1

    listed = alice.refused(409, "POST", f"/changes/{restored}/undo", {})["rows"]

    assert listed == [{"entity": "expense", "id": made["id"]}]
    assert alice.sees(f"/expenses/{made['id']}")["deleted_at"] is None


def test_tags_and_people_that_were_removed_for_good_do_not_come_back(db, alice, clock):
    made = alice.spends(tags=["old", "kept"], people=["Old", "Kept"])
    for path in ("/tags", "/people"):
        old = next(row for row in alice.sees(path)["items"] if row["name"].lower() == "old")
        alice.api("DELETE", f"{path}/{old['id']}")
    clock.advance(days=29)
    fields = {"tags": ["new"], "people": ["New"]}
    patched = changed(alice.api("PATCH", f"/expenses/{made['id']}", json=fields))
    clock.advance(days=2)
    with db.unit_of_work() as session:
        purge_deleted(session, clock())

    undo(alice, patched)

    seen = alice.sees(f"/expenses/{made['id']}")
    assert (seen["tags"], seen["people"]) == (["kept"], ["Kept"])


def test_undo_of_many_leaves_each_record_its_other_fields(db, alice, clock):
    """Records of one change that differ in other fields each get theirs alone."""
    first = alice.spends(category="Dining", place="Bar", note="one")
    second = alice.spends(category="Coffee", place="Pub", note="two")
    ids = [first["id"], second["id"]]
    clock.advance(minutes=1)
    json = {"ids": ids, "set": {"category": "Coffee", "place": "Bar"}}
    change = changed(alice.api("POST", "/expenses/batches", json=json))

    undo(alice, change)

    seen = [alice.sees(f"/expenses/{id_}") for id_ in ids]
    assert [(row["category"], row["place"], row["note"]) for row in seen] == [
        ("Dining", "Bar", "one"),
        ("Coffee", "Pub", "two"),
    ]


def test_undo_says_when_it_was_done(db, alice, clock):
    made = alice.spends(note="one")
    patched = changed(alice.api("PATCH", f"/expenses/{made['id']}", json={"note": "two"}))
    clock.advance(hours=2)

    undo(alice, patched)

    with db.reading() as reading:
        updated_at = reading.value(select(Expense.updated_at).where(Expense.id == UUID(made["id"])))
    assert updated_at == NOW + timedelta(hours=2)


def test_deleted_filter_comes_back_by_undo(alice):
    saved = alice.makes("/saved-filters", name="Teams", q="tag:team")
    change = changed(alice.api("DELETE", f"/saved-filters/{saved['id']}"))

    undo(alice, change)

    assert names(alice, "/saved-filters") == ["Teams"]
