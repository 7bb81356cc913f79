"""Making accounts: who may, and what one gets."""

from dataclasses import dataclass

import pytest
from sqlalchemy import text

from mealtracker.accounts.schemas import SignUpDraft
from mealtracker.accounts.sign_up import invite, sign_up
from mealtracker.domain.actor import Role
from mealtracker.errors import Conflict, Forbidden, Invalid

from tests.support.databases import NOW
from tests.support.people import PASSWORD


@dataclass
class Door:
    """A way to make accounts in a database."""

    db: object

    def opens(self, mode, email="new@example.org", code="", password=PASSWORD, now=NOW):
        draft = SignUpDraft(
            name="New Person",
            email=email,
            password=password,
            currency="eur",
            zone="Europe/Lisbon",
            invite=code,
        )
        with self.db.unit_of_work() as session:
            return sign_up(session, draft, mode, now)

    def refuses(self, kind, mode, **fields):
        with pytest.raises(kind):
            self.opens(mode, **fields)

    def invites(self):
        with self.db.unit_of_work() as session:
            return invite(session, NOW)


@pytest.fixture
def door(db):
    return Door(db)


@pytest.fixture
def empty(db):
    """The same without anybody."""
    with db.unit_of_work() as session:
        for table in ("changes", "categories", "memberships", "households", "users"):
            session.execute(text(f"DELETE FROM {table}"))
    return Door(db)


def is_admin(db, actor):
    with db.reading() as reading:
        rows = reading.all(text("SELECT id, is_admin FROM users"))
    return {str(row.id).replace("-", ""): bool(row.is_admin) for row in rows}[actor.user_id.hex]


@pytest.mark.parametrize("mode", ["first", "open", "invite"])
def test_first_account_needs_no_permission_and_becomes_admin(empty, db, mode):
    actor = empty.opens(mode)

    assert is_admin(db, actor)
    assert (actor.role, actor.currency, actor.zone) == (Role.OWNER, "EUR", "Europe/Lisbon")


def test_closed_lets_nobody_in_not_even_the_first(empty):
    empty.refuses(Forbidden, "closed")


@pytest.mark.parametrize("mode", ["first", "closed"])
def test_second_account_is_refused(door, mode):
    door.refuses(Forbidden, mode)


def test_second_account_is_no_admin(door, db):
    assert not is_admin(db, door.opens("open"))


def test_invitation_lets_one_person_in(door):
    code = door.invites()

    door.opens("invite", code=f" {code} ")

    door.refuses(Invalid, "invite", email="other@example.org", code=code)


@pytest.mark.parametrize("code", ["", "guess"])
def test_wrong_invitation_is_refused(door, code):
    door.refuses(Invalid, "invite", code=code)


def test_invitation_is_over_after_72_hours(door):
    code = door.invites()

    door.refuses(Invalid, "invite", code=code, now=NOW.replace(day=26))


def test_invitation_is_not_used_up_by_a_bad_password(door):
    code = door.invites()
    door.refuses(Invalid, "invite", code=code, password="123456789012")

    door.opens("invite", code=code)


def test_address_has_one_account_however_it_is_written(door):
    door.opens("open", email="Ana.Straße@Example.org")

    door.refuses(Conflict, "open", email="ana.strasse@example.ORG")


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("short", id="short"),
        pytest.param("password1234", id="known"),
        pytest.param("aaaaaaaaaaaaaaaa", id="one letter"),
        pytest.param("new@example.org", id="the address"),
        pytest.param("New Person 2026", id="the name"),
        pytest.param("x7" * 65, id="too long"),
    ],
)
def test_weak_password_is_refused(door, password):
    door.refuses(Invalid, "open", password=password)


@pytest.mark.parametrize("email", ["", "ana", "ana@", "@example.org", "a b@example.org", "a@b"])
def test_bad_address_is_refused(door, email):
    with pytest.raises(ValueError, match="email"):
        door.opens("open", email=email)


def test_password_is_kept_as_argon2id_only(door, db):
    door.opens("open")

    with db.reading() as reading:
        hashes = [row[0] for row in reading.all(text("SELECT password_hash FROM users"))]
    assert all(kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for kept in hashes)
    assert PASSWORD not in "".join(hashes)
