"""Writing over many records: which columns, at which versions, and whose."""

import pytest
from sqlalchemy import select

from mealtracker.db.overwrite import Overwrite, columns_set, overwrite
from mealtracker.domain.ids import uuid7
from mealtracker.errors import Stale
from mealtracker.labels.commands import create_category
from mealtracker.labels.models import Category
from mealtracker.labels.queries import is_visible_to

from tests.factories import CategoryDraftFactory
from tests.support.databases import Statements


@pytest.fixture
def ids(db, alice):
    """Return the ids of three categories, all of them at version 1."""
    with db.unit_of_work() as session:
        return [
            create_category(session, alice.actor, CategoryDraftFactory(position=number)).id
            for number in range(3)
        ]


@pytest.fixture
def write(db, alice):
    def run(*rows, actor=alice.actor):
        with db.unit_of_work() as session:
            overwrite(session, Category, is_visible_to(actor, Category), rows)

    return run


@pytest.fixture
def seen(db, ids):
    def run():
        columns = (Category.position, Category.kind, Category.version)
        with db.reading() as reading:
            found = {row.id: row for row in reading.all(select(Category.id, *columns))}
        return [tuple(found[id_])[1:] for id_ in ids]

    return run


def test_each_record_keeps_the_columns_that_only_others_name(ids, write, seen):
    first, second, _ = ids

    write(
        Overwrite(first, 1, {"position": 7}),
        Overwrite(second, 1, {"position": 8, "kind": "coffee"}),
    )

    assert seen() == [(7, "dining", 2), (8, "coffee", 2), (2, "dining", 1)]


def test_all_records_take_one_statement(db, alice, ids, write):
    statements = Statements()

    with statements.counted(db):
        write(*(Overwrite(id_, 1, {"position": 9}) for id_ in ids))

    assert len(statements.texts) == 1


def test_nothing_takes_no_statement(db, write):
    statements = Statements()

    with statements.counted(db):
        write()

    assert statements.texts == []


@pytest.mark.parametrize("version", [0, 2])
def test_another_version_is_stale_and_nothing_is_written(ids, write, seen, version):
    first, second, _ = ids

    with pytest.raises(Stale):
        write(Overwrite(first, 1, {"position": 9}), Overwrite(second, version, {"position": 9}))

    assert seen() == [(0, "dining", 1), (1, "dining", 1), (2, "dining", 1)]


def test_record_that_is_not_there_is_stale(write):
    with pytest.raises(Stale):
        write(Overwrite(uuid7(), 1, {"position": 9}))


def test_record_of_others_is_stale(ids, write, charlie, seen):
    with pytest.raises(Stale):
        write(Overwrite(ids[0], 1, {"position": 9}), actor=charlie.actor)

    assert seen()[0] == (0, "dining", 1)


def test_null_is_written_too(db, alice, ids, write):
    write(Overwrite(ids[0], 1, {"deleted_at": alice.actor.now}))
    write(Overwrite(ids[0], 2, {"deleted_at": None}), Overwrite(ids[1], 1, {"position": 9}))

    with db.reading() as reading:
        deleted_at = reading.value(select(Category.deleted_at).where(Category.id == ids[0]))
    assert deleted_at is None


def test_entities_are_read_anew(db, alice, ids):
    with db.unit_of_work() as session:
        category = session.get_one(Category, ids[0])
        rows = [Overwrite(ids[0], 1, {"position": 9})]
        overwrite(session, Category, is_visible_to(alice.actor, Category), rows)

        assert (category.position, category.version) == (9, 2)


def test_what_entities_wait_with_is_written_first(db, alice, ids, seen):
    with db.unit_of_work() as session:
        session.get_one(Category, ids[0]).position = 9
        rows = [Overwrite(ids[0], 2, {"kind": "coffee"})]
        overwrite(session, Category, is_visible_to(alice.actor, Category), rows)

    assert seen()[0] == (9, "coffee", 3)


def test_columns_set_are_those_and_no_others():
    category = Category(name="Lunch", deleted_at=None)

    assert columns_set(category) == {"name": "Lunch", "deleted_at": None}
