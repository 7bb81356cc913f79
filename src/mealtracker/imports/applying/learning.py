"""What people decide about a payee holds for the next file as well."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.imports.applying.results import Result
from mealtracker.imports.models import LearnedPayee
from mealtracker.imports.reasons import Decision, Reason

#: Reasons that are about the payee; what is known or matched teaches nothing about food.
_ABOUT_FOOD = frozenset(
    {
        *(Reason.LEARNED, Reason.KNOWN_PLACE, Reason.BANK_CODE, Reason.FILE_CATEGORY),
        *(Reason.PAYEE_WORD, Reason.NOT_FOOD_CODE, Reason.NOT_FOOD_CATEGORY),
        *(Reason.NOT_FOOD_WORD, Reason.NOT_SURE_FOOD),
    }
)


def learn_payees(session: Session, actor: Actor, results: Sequence[Result]) -> None:
    """Remember which payees are food, and as what they count, in one statement.

    That a single row of a restaurant was left out does not make it something else.
    """
    learned: dict[str, dict[str, Any]] = {}  # Any: what columns hold
    for one in results:
        if one.is_applied and one.decision is None and (values := _learned(actor, one.row)):
            learned[one.row.payee_key] = values
    if learned:
        link = session.connection()
        link.execute(_writing(link.dialect.name), [learned[key] for key in sorted(learned)])


def _learned(actor: Actor, row: Any) -> dict[str, Any] | None:  # Any: a row, what columns hold
    if row.decided_by != "person" or row.reason not in _ABOUT_FOOD or not row.payee_key:
        return None
    is_food = row.decision == Decision.CREATE
    is_told_so = row.food != "food" or row.reason == Reason.LEARNED
    if not is_food and not (row.decision == Decision.IGNORED and is_told_so):
        return None
    category_id: UUID | None = row.category_id if is_food else None
    return {
        "household_id": actor.household_id,
        "payee_key": row.payee_key,
        "is_food": is_food,
        "category_id": category_id,
    }


def _writing(dialect: str) -> Executable:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(LearnedPayee)
    return statement.on_conflict_do_update(
        index_elements=["household_id", "payee_key"],
        set_={
            "is_food": statement.excluded.is_food,
            "category_id": statement.excluded.category_id,
        },
    )
