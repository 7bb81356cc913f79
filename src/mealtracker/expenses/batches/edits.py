"""What a batch can do to each of its expenses: one function for each thing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Snapshot
from mealtracker.db.functions import days_after
from mealtracker.domain.actor import Actor
from mealtracker.domain.text import name_key
from mealtracker.expenses.batches.links import PEOPLE, TAGS, LinkKind, Links
from mealtracker.expenses.models import Expense
from mealtracker.labels.commands import tags_named
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.queries import by_keys as labels_by_keys
from mealtracker.people.commands import people_named
from mealtracker.people.models import Person
from mealtracker.people.queries import by_keys as people_by_keys
from mealtracker.places.models import Place


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of an expense: the fields of its snapshot, and the same as columns or links."""

    fields_of: Callable[[Snapshot], Snapshot]
    columns: Mapping[str, Any] = field(default_factory=dict)  # Any: values or SQL
    links: Links | None = None


def set_category(category: Category | None) -> Edit:
    """Give a category, or none."""
    return _set("category", category)


def set_place(place: Place | None) -> Edit:
    """Give a place, or none."""
    return _set("place", place)


def add_tags(session: Session, actor: Actor, names: Sequence[str], log: ChangeLog) -> Edit:
    """Put tags on, made where they are new."""
    return _add(TAGS, tags_named(session, actor, names, log))


def remove_tags(session: Session, actor: Actor, names: Sequence[str]) -> Edit:
    """Take tags off; one that does not exist is on no expense."""
    found = session.scalars(labels_by_keys(actor, Tag, [name_key(name) for name in names]))
    return _remove(TAGS, found.all())


def add_people(session: Session, actor: Actor, names: Sequence[str], log: ChangeLog) -> Edit:
    """Note who ate along, made where they are new."""
    return _add(PEOPLE, people_named(session, actor, names, log))


def remove_people(session: Session, actor: Actor, names: Sequence[str]) -> Edit:
    """Take people off; one who does not exist is on no expense."""
    found = session.scalars(people_by_keys(actor, [name_key(name) for name in names]))
    return _remove(PEOPLE, found.all())


def shift_days(days: int) -> Edit:
    """Move the day by so many days, to an earlier one where they are less than nothing."""

    def shifted(fields: Snapshot) -> Snapshot:
        day = date.fromisoformat(fields["eaten_on"]) + timedelta(days=days)
        return {"eaten_on": day.isoformat()}

    return Edit(shifted, {"eaten_on": days_after(Expense.eaten_on, days)})


def delete(now: datetime) -> Edit:
    """Delete; for 30 days it can be undone."""
    return Edit(lambda _fields: {"deleted_at": now.isoformat()}, {"deleted_at": now})


def _set(kind: str, record: Place | Category | None) -> Edit:
    fields = {
        f"{kind}_id": str(record.id) if record else None,
        kind: record.name if record else None,
    }
    return Edit(lambda _fields: fields, {f"{kind}_id": record.id if record else None})


def _add(kind: LinkKind, labels: Sequence[Tag] | Sequence[Person]) -> Edit:
    known = {str(label.id): label.name for label in labels}

    def added(fields: Snapshot) -> Snapshot:
        return _ordered(kind, _labels_in(kind, fields) | known)

    return Edit(added, links=Links(kind, [label.id for label in labels], adds=True))


def _remove(kind: LinkKind, labels: Sequence[Tag] | Sequence[Person]) -> Edit:
    gone = {str(label.id) for label in labels}

    def left(fields: Snapshot) -> Snapshot:
        labels = _labels_in(kind, fields).items()
        return _ordered(kind, {id_: name for id_, name in labels if id_ not in gone})

    return Edit(left, links=Links(kind, [label.id for label in labels], adds=False))


def _labels_in(kind: LinkKind, fields: Snapshot) -> dict[str, str]:
    return dict(zip(fields[kind.ids], fields[kind.names], strict=True))


def _ordered(kind: LinkKind, labels: dict[str, str]) -> Snapshot:
    pairs = sorted(labels.items(), key=lambda pair: (name_key(pair[1]), pair[0]))
    return {kind.ids: [id_ for id_, _ in pairs], kind.names: [name for _, name in pairs]}
