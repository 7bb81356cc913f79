"""Who may change what, and the stand-in that may see nothing."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from mealtracker.domain.actor import ANYONE, Actor, Role, binds
from mealtracker.domain.currencies import CURRENCIES, Currency
from mealtracker.domain.ids import HouseholdId, MembershipId, UserId
from mealtracker.errors import Forbidden

ALICE = Actor(
    user_id=UserId(UUID(int=1)),
    household_id=HouseholdId(UUID(int=2)),
    membership_id=MembershipId(UUID(int=3)),
    role=Role.OWNER,
    currency=Currency("EUR"),
    zone="Europe/Berlin",
    now=datetime(2026, 11, 25, 12, 0, tzinfo=UTC),
)


@pytest.mark.parametrize("role", [Role.ADULT, Role.OWNER])
def test_member_may_edit_when_adult_or_owner(role: Role) -> None:
    member = replace(ALICE, role=role)

    member.must_edit()

    assert member.can_edit


def test_member_is_refused_when_viewer() -> None:
    viewer = replace(ALICE, role=Role.VIEWER)

    with pytest.raises(Forbidden, match="You can look at this household, not change it"):
        viewer.must_edit()

    assert not viewer.can_edit


def test_roles_are_those_stored_when_listed() -> None:
    assert [role.value for role in Role] == ["viewer", "adult", "owner"]


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        pytest.param("America/New_York", date(2026, 11, 24), id="yesterday in the west"),
        pytest.param("Asia/Tokyo", date(2026, 11, 25), id="already morning in the east"),
    ],
)
def test_today_is_the_day_of_the_household_when_asked(zone: str, day: date) -> None:
    actor = replace(ALICE, zone=zone, now=datetime(2026, 11, 25, 3, 0, tzinfo=UTC))

    assert actor.today == day


def test_actor_speaks_english_through_the_web_when_nothing_is_said() -> None:
    assert (ALICE.locale, ALICE.via) == ("en", "web")


def test_actor_cannot_change_when_made() -> None:
    with pytest.raises(FrozenInstanceError):
        ALICE.role = Role.VIEWER  # type: ignore[misc]  # that it is refused is the point


def test_statement_is_bound_to_the_household_when_executed() -> None:
    assert binds(ALICE) == {"household_id": UUID(int=2)}


def test_anyone_is_nobody_when_nothing_is_bound() -> None:
    assert binds(ANYONE) == {"household_id": UUID(int=0)}
    assert not ANYONE.can_edit
    assert ANYONE.currency not in CURRENCIES
