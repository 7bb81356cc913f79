"""The name of a refused constraint is the same on both databases."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mealtracker.db.conflicts import constraint_of
from mealtracker.db.session import BoundDatabase
from tests.support.people import Person


def refused(db: BoundDatabase, statement: str, **values: object) -> str | None:
    """Return the constraint that refuses a statement."""
    with pytest.raises(IntegrityError) as caught, db.unit_of_work() as session:
        session.execute(text(statement), values)
    return constraint_of(caught.value)


def test_unique_is_named_by_its_columns(db: BoundDatabase, alice: Person, bob: Person) -> None:
    statement = "UPDATE users SET email_key = 'bob@example.org' WHERE email_key = :mine"

    assert refused(db, statement, mine=alice.login.email) == "uq_users_email_key"


def test_check_is_named(db: BoundDatabase, alice: Person) -> None:
    statement = "UPDATE users SET week_start = 9 WHERE email_key = :mine"

    assert refused(db, statement, mine=alice.login.email) == "ck_users_week_start"


def test_partial_unique_index_is_named(db: BoundDatabase, alice: Person) -> None:
    statement = "UPDATE tags SET name_key = 'one'"
    alice.makes("/tags", name="one")
    alice.makes("/tags", name="two")

    assert refused(db, statement) == "uq_tags_household_id_name_key"
