"""Members of households as actors, also of work that was asked for and is done later."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from mealtracker.accounts.queries import BY_MEMBER
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor, Role, Via
from mealtracker.domain.ids import HouseholdId, MembershipId, UserId
from mealtracker.domain.money import Currency
from mealtracker.errors import NotFound
from mealtracker.sentences import say


def member_at(
    reading: Reading, whose: tuple[UUID | None, UUID | None], via: Via, now: datetime
) -> Actor:
    """Return the actor that a user is in a household, `whose` in this order, at the instant `now`.

    Raises:
        NotFound: the user is disabled, or no longer a member.
    """
    user_id, household_id = whose
    row = reading.first(BY_MEMBER, {"user_id": user_id, "household_id": household_id})
    if row is None:
        raise NotFound(say("Who asked for this is no longer a member of the household."))
    return actor_of(row, via, now)


def actor_of(row: Row[Any], via: Via, at: datetime) -> Actor:
    """Return the actor of a row of the account queries."""
    return Actor(
        user_id=UserId(row.user_id),
        household_id=HouseholdId(row.household_id),
        membership_id=MembershipId(row.membership_id),
        role=Role(row.role),
        currency=Currency(row.currency),
        zone=row.zone,
        now=at,
        locale=row.locale or "en",
        via=via,
    )
