"""Who is asking, and for which household: the second argument of every command and query."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID

from mealtracker.domain.clock import today_in
from mealtracker.domain.ids import HouseholdId, MembershipId, UserId
from mealtracker.domain.money import Currency
from mealtracker.errors import Forbidden
from mealtracker.sentences import say

type Via = Literal["web", "api", "cli"]


class Role(StrEnum):
    """What a member may do, from least to most.

    Ask the actor (`can_edit`); `<` between two roles compares their spelling.
    """

    VIEWER = "viewer"
    ADULT = "adult"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of a household, at work at the instant `now` through one of the doors."""

    user_id: UserId
    household_id: HouseholdId
    membership_id: MembershipId
    role: Role
    currency: Currency
    zone: str
    now: datetime
    locale: str = "en"
    via: Via = "web"

    @property
    def today(self) -> date:
        """Return the day it is for the household."""
        return today_in(self.zone, self.now)

    @property
    def can_edit(self) -> bool:
        """Tell whether this member may change what the household records."""
        return self.role is not Role.VIEWER

    def must_edit(self) -> None:
        """Refuse a member who may only look.

        Raises:
            Forbidden: the role is viewer.
        """
        if not self.can_edit:
            message = say("You can look at this household, not change it. Ask its owner for more.")
            raise Forbidden(message)


_NOBODY = UUID(int=0)

#: Stands for "whoever executes": a statement built with it is built once and run with
#: `binds(actor)`. Run without binds it finds nothing, because nobody has the nil household.
ANYONE: Final = Actor(
    user_id=UserId(_NOBODY),
    household_id=HouseholdId(_NOBODY),
    membership_id=MembershipId(_NOBODY),
    role=Role.VIEWER,
    currency=Currency("XXX"),
    zone="UTC",
    now=datetime(1970, 1, 1, tzinfo=UTC),
)


def binds(actor: Actor) -> dict[str, object]:
    """Return the parameters that put `actor` into a statement built for `ANYONE`."""
    return {"household_id": actor.household_id}
