"""The name of the constraint behind an error is the same on both engines."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mealtracker.db.conflicts import constraint_of
from mealtracker.http.problems import _CONFLICTS
from mealtracker.people.models import Person


def refused(db, *statements):
    with pytest.raises(IntegrityError) as caught, db.unit_of_work() as session:
        for statement in statements:
            session.execute(statement)
    return constraint_of(caught.value)


def person(actor, number, key):
    from uuid import UUID

    values = {"id": UUID(int=number), "household_id": actor.household_id}
    return (
        Person.__table__.insert()
        .values(name=key, name_key=key, created_at=actor.now, version=1)
        .values(**values)
    )


def test_unique_index_is_named(db, alice):
    name = refused(db, person(alice.actor, 1, "ana"), person(alice.actor, 2, "ana"))

    assert name == "uq_people_household_id_name_key"
    assert name in _CONFLICTS


def test_check_is_named(db, template):
    assert refused(db, text("UPDATE users SET theme = 'pink'")) == "ck_users_theme"


def test_unique_constraint_is_named(db, template):
    name = refused(db, text("UPDATE users SET email_key = 'same'"))

    assert name == "uq_users_email_key"


def test_every_conflict_that_is_explained_exists(db, template):
    from sqlalchemy import inspect

    with db.reading() as reading:
        found = inspect(reading._connection)
        names = {
            constraint["name"]
            for table in found.get_table_names()
            for constraint in (*found.get_indexes(table), *found.get_unique_constraints(table))
        }

    assert set(_CONFLICTS) <= names


def test_name_of_a_deleted_record_is_free(db, alice):
    with db.unit_of_work() as session:
        session.execute(person(alice.actor, 1, "ana"))
        session.execute(text("UPDATE people SET deleted_at = '2026-11-01'"))
        session.execute(person(alice.actor, 2, "ana"))


def test_primary_key_and_not_null_need_no_sentence(db, alice):
    twice = refused(db, person(alice.actor, 1, "ana"), person(alice.actor, 1, "ben"))
    empty = refused(db, text("UPDATE users SET name = NULL"))

    assert twice not in _CONFLICTS
    assert empty not in _CONFLICTS
