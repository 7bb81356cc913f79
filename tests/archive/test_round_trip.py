"""An archive: what is in it, and what comes out of it again, on either database."""

import io
import json
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from sqlalchemy import Table, delete, select, text

from mealtracker.accounts.models import Membership, User
from mealtracker.accounts.passwords import is_password
from mealtracker.archive import create as room
from mealtracker.archive.create import create_archive, file_name
from mealtracker.archive.manifest import README
from mealtracker.archive.restore import restore_archive
from mealtracker.archive.tables import LEFT_OUT, TABLES
from mealtracker.archive.verify import open_archive
from mealtracker.audit.models import Change
from mealtracker.db.base import Base
from mealtracker.db.schema import head, upgrade
from mealtracker.db.session import Database, EngineDatabase
from mealtracker.imports.models import LearnedPayee, RememberedMapping

from tests.conftest import DATABASES
from tests.imports.household import Household, coffee
from tests.support.databases import NOW, Statements
from tests.support.people import PASSWORD
from tests.support.postgres import template_copy


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Restore into every kind of database that is asked for, whatever the source is."""
    if "target" in metafunc.fixturenames:
        metafunc.parametrize("target", DATABASES[metafunc.config.getoption("db")])


@pytest.fixture
def empty(target: str, request, tmp_path) -> Iterator[EngineDatabase]:
    """An empty database of its own."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    if target == "postgres":
        template = request.getfixturevalue("postgres_database")
        url = template_copy(template.url, f"{template.writer.url.database}_restored", "template0")
    made = EngineDatabase(url)
    upgrade(made.engine)
    yield made
    made.dispose()


@pytest.fixture
def lived_in(db, alice, bob, charlie) -> None:
    """Record what fills every table of an archive, in two households."""
    _imports(db, bob)
    bar = alice.makes("/places", name="Bar", latitude=1.25, longitude=-0.1, aliases=["Bar Old"])
    alice.makes("/saved-filters", name="Dear", q=">20")
    bill = alice.spends(
        "66.00",
        place_id=bar["id"],
        tags=["a", "食事"],
        people=["Ana"],
        items=[{"name": "Soup", "total": "6.50", "quantity": "1.5"}],
        note='two\nlines "quoted"',
        eaten_at="19:40",
    )
    alice.spends("900", currency="JPY", kind="refund", category="Dining")
    gone = bob.spends()
    bob.api("DELETE", f"/expenses/{gone['id']}")
    undone = alice.api("POST", f"/changes/{bill['change_id']}/undo", json={})
    alice.api("POST", f"/changes/{undone.headers['Change-Id']}/undo", json={})
    charlie.spends("5.00", place="Theirs", tags=["theirs"])


def _imports(db, person) -> None:
    Household(db, person.actor).imports([coffee(1), coffee(2, memo="Oat milk")])
    of = {"household_id": person.actor.household_id}
    with db.unit_of_work() as session:
        session.add(LearnedPayee(**of, payee_key="blue bottle", is_food=True))
        mapping = RememberedMapping(**of, fingerprint="f", mapping={"day": 1}, updated_at=NOW)
        session.add(mapping)


def archived(db: Database, actor=None) -> io.BytesIO:
    file = io.BytesIO()
    create_archive(db, file, NOW, actor)
    return file


def rows(db: Database, table: Table) -> list[tuple]:
    with db.reading() as reading:
        found = reading.all(select(table))
    return sorted((tuple(row) for row in found), key=repr)


def lines(file: io.BytesIO, table: str) -> list[dict]:
    with ZipFile(file) as opened:
        return [json.loads(line) for line in opened.read(f"tables/{table}.ndjson").splitlines()]


def restored(db: EngineDatabase, file: io.BytesIO) -> None:
    with open_archive(file) as archive:
        restore_archive(db, archive)


def test_every_table_is_archived_or_left_out_on_purpose():
    assert sorted({table.name for table in TABLES} | LEFT_OUT) == sorted(Base.metadata.tables)
    assert LEFT_OUT.isdisjoint(table.name for table in TABLES)


def test_installation_comes_back_as_it_was(db, lived_in, empty):
    file = archived(db)

    restored(empty, file)

    for table in TABLES:
        there = rows(db, table)
        assert there, f"{table.name} is empty: nothing is shown by it"
        assert rows(empty, table) == there, table.name


def test_restored_household_is_one_of_several(db, alice, lived_in, empty):
    file = archived(db, alice.actor)

    restored(empty, file)

    for table in TABLES:
        found = rows(empty, table)
        if "household_id" in table.c:
            index = list(table.c).index(table.c.household_id)
            expected = [row for row in rows(db, table) if row[index] == alice.actor.household_id]
            assert found == expected, table.name
    names = {user["name"] for user in lines(file, "users")}
    assert names == {"Alice Archer", "Bob Baker", "Vera Voss"}
    for name, count in (("expense_items", 1), ("expense_tags", 2), ("import_marks", 2)):
        assert len(lines(file, name)) == count, name
    assert "theirs" not in "".join(map(json.dumps, lines(file, "change_rows")))


def test_who_left_the_household_is_still_named_in_its_history(db, alice, bob, empty):
    bob.spends()
    with db.unit_of_work() as session:
        session.execute(delete(Membership).where(Membership.user_id == bob.actor.user_id))
    file = archived(db, alice.actor)

    restored(empty, file)

    assert "Bob Baker" in {user["name"] for user in lines(file, "users")}
    assert bob.actor.user_id in {row[2] for row in rows(empty, Change.__table__)}


def test_household_has_no_passwords_and_nobody_gets_in(db, alice, lived_in, empty):
    file = archived(db, alice.actor)

    restored(empty, file)

    assert "password_hash" not in lines(file, "users")[0]
    with empty.reading() as reading:
        hashes = {row.password_hash for row in reading.all(select(User.password_hash))}
    assert len(hashes) == 1
    guesses = [PASSWORD, "", "!", "nobody has this password"]
    assert not any(is_password(guess, kept) for guess in guesses for kept in hashes)


def test_installation_keeps_passwords(db, alice, lived_in, empty):
    restored(empty, archived(db))

    with empty.reading() as reading:
        kept = reading.value(select(User.password_hash).where(User.id == alice.actor.user_id))
    assert is_password(PASSWORD, kept)


@pytest.mark.parametrize("is_whole", [True, False])
def test_ways_in_are_in_no_archive(db, alice, lived_in, is_whole):
    with db.reading() as reading:
        hashes = [
            *(row[0] for row in reading.all(text("SELECT secret_hash FROM api_tokens"))),
            *(row[0] for row in reading.all(text("SELECT secret_hash FROM sign_ins"))),
        ]

    with ZipFile(archived(db, None if is_whole else alice.actor)) as opened:
        names = set(opened.namelist())
        content = b"".join(map(opened.read, names))

    assert names == {README, "manifest.json", *(f"tables/{table.name}.ndjson" for table in TABLES)}
    assert hashes
    assert not any(secret.encode() in content for secret in hashes)


def test_manifest_counts_and_names_the_revision(db, lived_in):
    with open_archive(archived(db)) as archive:
        archive.verify()
        manifest = archive.manifest

    assert manifest.schema_revision == head()
    assert manifest.made_at == NOW
    assert manifest.holds == "installation"
    counts = {listed.name: listed.rows for listed in manifest.files}
    assert counts.pop(README) is None
    assert counts == {f"tables/{table.name}.ndjson": len(rows(db, table)) for table in TABLES}


def test_tables_are_read_a_page_at_a_time(db, alice, monkeypatch):
    monkeypatch.setattr(room, "_PAGE", 2)
    made = {alice.spends()["id"] for _ in range(5)}
    statements = Statements()

    with statements.counted(db):
        file = archived(db, alice.actor)

    assert {line["id"] for line in lines(file, "expenses")} == made
    asked = [text for text in statements.texts if "FROM expenses" in text.partition("WHERE")[0]]
    assert len(asked) == 3


def test_row_may_refer_to_a_later_one_of_its_table(db, alice, empty):
    first, second = (alice.spends()["change_id"] for _ in range(2))
    with db.unit_of_work() as session:
        change = session.get_one(Change, type(alice.actor.user_id)(first))
        change.undo_of = type(alice.actor.user_id)(second)
    file = archived(db)

    restored(empty, file)

    assert rows(empty, Change.__table__) == rows(db, Change.__table__)


def test_text_file_says_what_is_inside(db, alice):
    with ZipFile(archived(db, alice.actor)) as opened:
        ours = opened.read(README).decode()
    with ZipFile(archived(db)) as opened:
        whole = opened.read(README).decode()

    assert "Archive of 2026-11-23 12:00 UTC" in ours
    assert "Passwords are not in it" in ours
    assert "hashes of their passwords" in whole


def test_archive_is_named_for_its_day():
    assert file_name(NOW) == "meals-2026-11-23.zip"
