"""Undo puts everything back that a change moved, and an undo of the undo moves it again."""

import json

import pytest
from sqlalchemy import select

from mealtracker.expenses.models import Expense, ExpenseItem, ExpensePerson, ExpenseTag, Spending
from mealtracker.expenses.rollup import differences
from mealtracker.labels.models import Category, Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.saved_filters.models import SavedFilter

MOVING = {"version", "updated_at"}
IDS = {"id", "expense_id", "place_id", "category_id", "tag_id", "person_id"}
TABLES = [
    *(Expense, ExpenseItem, ExpensePerson, ExpenseTag, Spending),
    *(Category, Tag, Person, Place, PlaceAlias, SavedFilter),
]
LINES = [
    {"name": "Soup", "total": "4.00", "quantity": "2", "unit_price": "2.00", "kind": "food"},
    {"name": "Tea", "total": "5.00", "kind": "drink"},
]
FULL = {
    "eaten_on": "2026-11-20",
    "eaten_at": "12:30",
    "zone": "Europe/Lisbon",
    "total": "9.00",
    "subtotal": "8.50",
    "tip": "0.50",
    "place": "Bar",
    "category": "Dining",
    "tags": ["a", "b"],
    "people": ["Ana", "Ben"],
    "meal": "lunch",
    "note": "Sunny",
    "items": LINES,
}
OTHER = {
    "eaten_on": "2026-10-01",
    "kind": "refund",
    "total": "300",
    "currency": "JPY",
    "place": "New place",
    "category": "Coffee",
    "tags": ["b", "new"],
    "people": ["Cy"],
    "covers": 4,
    "order_type": "takeout",
    "payment": "cash",
    "note": "Rainy",
    "items": [{"name": "Ramen", "total": "300"}],
}
CHANGES = [
    pytest.param("POST", "/expenses", OTHER, id="new expense"),
    pytest.param("PUT", "/expenses/{full}", OTHER, id="replaced expense"),
    pytest.param("PATCH", "/expenses/{full}", {"total": "10.00", "tip": "1.50"}, id="amounts"),
    pytest.param("PATCH", "/expenses/{full}", {"currency": "EUR"}, id="currency alone"),
    pytest.param("PATCH", "/expenses/{full}", {"note": "Windy"}, id="note"),
    pytest.param("PATCH", "/expenses/{full}", {"items": LINES[1:]}, id="fewer lines"),
    pytest.param("PATCH", "/expenses/{full}", {"items": None}, id="no lines"),
    pytest.param("PATCH", "/expenses/{full}", {"people": ["Ben"]}, id="fewer people"),
    pytest.param("PATCH", "/expenses/{full}", {"tags": None}, id="no tags"),
    pytest.param("PATCH", "/expenses/{full}", {"place": None, "category": None}, id="nowhere"),
    pytest.param("DELETE", "/expenses/{full}", None, id="deleted expense"),
    pytest.param("POST", "/expenses/{deleted}/restoration", {}, id="restored with its place"),
    pytest.param("POST", "/expenses/{moved}/restoration", {}, id="restored at a twin"),
    pytest.param("POST", "/places", {"name": "Pub", "aliases": ["Inn"]}, id="new place"),
    pytest.param("PATCH", "/places/{bar}", {"name": "Bistro", "chain": "Best"}, id="other name"),
    pytest.param("PATCH", "/places/{bar}", {"aliases": ["Bodega"], "city": "Lisbon"}, id="aliases"),
    pytest.param("PATCH", "/places/{bar}", {"archived": True}, id="archived place"),
    pytest.param("DELETE", "/places/{empty}", None, id="deleted place"),
    pytest.param("POST", "/places/{empty}/merges", {"place_ids": ["{bar}", "{inn}"]}, id="merge"),
    pytest.param("POST", "/categories", {"name": "Lunches"}, id="new category"),
    pytest.param("PATCH", "/categories/{dining}", {"name": "Out", "kind": "snacks"}, id="category"),
    pytest.param("DELETE", "/categories/{dining}?replacement={coffee}", None, id="replacement"),
    pytest.param("PATCH", "/tags/{a}", {"name": "aa", "colour": "coffee"}, id="renamed tag"),
    pytest.param("DELETE", "/tags/{a}", None, id="deleted tag"),
    pytest.param("PATCH", "/people/{ana}", {"name": "Anna"}, id="renamed person"),
    pytest.param("DELETE", "/people/{ana}", None, id="deleted person"),
    pytest.param("PATCH", "/saved-filters/{filter}", {"name": "Mine", "q": "tag:b"}, id="filter"),
    pytest.param("DELETE", "/saved-filters/{filter}", None, id="deleted filter"),
    *(
        pytest.param("POST", "/expenses/batches", {"ids": ["{full}", "{plain}"], **body}, id=name)
        for name, body in {
            "batch: category": {"set": {"category": "Other"}},
            "batch: made place": {"set": {"place": "Made"}},
            "batch: tags": {"add": {"tags": ["b", "made"]}},
            "batch: fewer tags and people": {"remove": {"tags": ["a"], "people": ["Ana"]}},
            "batch: days": {"shift_days": -30},
            "batch: deletion": {"delete": True},
        }.items()
    ),
]


@pytest.fixture
def known(alice):
    """Return the ids of a household in which everything is in use."""
    full = alice.spends(**FULL)
    inn = alice.spends("5.00", place="Inn", tags=["a"])
    deleted = alice.spends("6.00", place="Gone", tags=["b"], people=["Ana"])
    moved = alice.spends("7.00", place="Twin")
    for expense in (deleted, moved):
        alice.api("DELETE", f"/expenses/{expense['id']}")
        alice.api("DELETE", f"/places/{expense['place_id']}")
    alice.makes("/places", name="Twin")
    named = {
        row["name"].lower(): row["id"]
        for path in ("/categories", "/tags", "/people")
        for row in alice.sees(path)["items"]
    }
    return named | {
        "full": full["id"],
        "plain": alice.spends("3.00")["id"],
        "deleted": deleted["id"],
        "moved": moved["id"],
        "bar": full["place_id"],
        "inn": inn["place_id"],
        "empty": alice.makes("/places", name="Empty", aliases=["Void"])["id"],
        "filter": alice.makes("/saved-filters", name="Teams", q="tag:a")["id"],
    }


@pytest.mark.parametrize(("method", "path", "body"), CHANGES)
def test_undo_puts_all_tables_back_and_its_undo_moves_them_again(
    db, alice, clock, known, method, path, body
):
    start = tables(db)
    path, body = filled(path, known), filled(body, known)

    clock.advance(minutes=1)
    change = changed(alice.api(method, path, json=body))
    done = tables(db)
    clock.advance(minutes=1)
    undo = changed(alice.api("POST", f"/changes/{change}/undo", json={}))
    back = tables(db)
    clock.advance(minutes=1)
    changed(alice.api("POST", f"/changes/{undo}/undo", json={}))

    assert done != start
    assert back == start
    assert tables(db) == done
    with db.unit_of_work() as session:
        assert differences(session) == 0


def filled(value, known):
    """Put ids where `{name}` stands, in a path or anywhere in a body."""
    text = json.dumps(value)
    for name, record_id in known.items():
        text = text.replace("{" + name + "}", record_id)
    return json.loads(text)


def changed(response):
    assert response.status_code in {200, 201, 204}, response.text
    return response.headers["Change-Id"]


def tables(db):
    """Return what all tables hold of living records, without what moves with every change."""
    with db.reading() as reading:
        found = {table: reading.all(select(table.__table__)) for table in TABLES}
    rows = {table: [row._asdict() for row in found[table]] for table in TABLES}
    living = {
        row["id"]
        for table in TABLES
        for row in rows[table]
        if "id" in row and row["deleted_at"] is None
    }
    return {
        table.__tablename__: sorted(
            [shown(row) for row in rows[table] if counts(row, living)], key=repr
        )
        for table in TABLES
    }


def counts(row, living):
    """Tell whether a row is of living records alone, or a sum of anything."""
    ids = {row[name] for name in IDS & row.keys() if row[name]}
    return ids <= living and row.get("count") != 0


def shown(row):
    """Return a row to be compared; the words of its search text come in any order."""
    words = {"search_text": sorted(row["search_text"].split())} if "search_text" in row else {}
    return {name: value for name, value in {**row, **words}.items() if name not in MOVING}
