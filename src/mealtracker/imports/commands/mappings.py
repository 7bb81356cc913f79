"""How tables are read, remembered by their header."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.imports.models import RememberedMapping
from mealtracker.imports.queries import is_visible_to


def remember_mapping(
    session: Session,
    actor: Actor,
    fingerprint: str,
    mapping: dict[str, Any],  # Any: what the reader is told, as JSON
) -> None:
    """Read tables with this header like that from now on."""
    actor.must_edit()
    found = session.scalar(
        select(RememberedMapping).where(
            is_visible_to(actor, RememberedMapping), RememberedMapping.fingerprint == fingerprint
        )
    )
    if found is None:
        found = RememberedMapping(household_id=actor.household_id, fingerprint=fingerprint)
        session.add(found)
    found.mapping, found.updated_at = mapping, actor.now
    session.flush()
