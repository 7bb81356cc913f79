"""Changing the list of people."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved, Snapshot
from mealtracker.audit.restore import Former, restore_rows
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.domain.text import name_key
from mealtracker.errors import Conflict, NotFound, Stale
from mealtracker.people import queries
from mealtracker.people.models import Person
from mealtracker.people.schemas import PersonDraft
from mealtracker.sentences import say


def create_person(session: Session, actor: Actor, draft: PersonDraft) -> Saved:
    """Add a person.

    Raises:
        Conflict: there is one of that name.
    """
    actor.must_edit()
    _refuse_taken(session, actor, draft.name)
    log = ChangeLog(session, actor, "person.created")
    (person,) = people_named(session, actor, [draft.name], log)
    return Saved(person.id, log.save())


def rename_person(
    session: Session, actor: Actor, person_id: UUID, draft: PersonDraft, version: int | None
) -> Saved:
    """Give a person another name; expenses show it too.

    Raises:
        NotFound: the person is not there.
        Stale: the person is no longer at `version`.
        Conflict: another one has the name.
    """
    actor.must_edit()
    person = get_person(session, actor, person_id, version)
    if person.name_key != name_key(draft.name):
        _refuse_taken(session, actor, draft.name)
    before = snapshot(person)
    apply_fields(person, {"name": draft.name})
    return _save(session, actor, person, before, "person.updated")


def delete_person(session: Session, actor: Actor, person_id: UUID, version: int | None) -> Saved:
    """Delete a person; expenses lose the name from sight, and have it back when this is undone.

    Raises:
        NotFound: the person is not there.
        Stale: the person is no longer at `version`.
    """
    actor.must_edit()
    person = get_person(session, actor, person_id, version)
    before = snapshot(person)
    person.deleted_at = actor.now
    return _save(session, actor, person, before, "person.deleted")


def people_named(
    session: Session, actor: Actor, names: Iterable[str], log: ChangeLog
) -> list[Person]:
    """Return the people of these names in order, made where they are new."""
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(name_key(name), name)
    if not wanted:
        return []
    found = {p.name_key: p for p in session.scalars(queries.by_keys(actor, [*wanted]))}
    made = {
        key: Person(
            id=uuid7(),
            household_id=actor.household_id,
            name=name,
            name_key=key,
            created_at=actor.now,
        )
        for key, name in wanted.items()
        if key not in found
    }
    session.add_all(made.values())
    if made:
        session.flush()
    for person in made.values():
        log.created("person", person.id, snapshot(person), person.version)
    return [(found | made)[key] for key in wanted]


def get_person(
    session: Session, actor: Actor, person_id: UUID, version: int | None = None
) -> Person:
    """Return a person at `version`, whichever it is when None.

    Raises:
        NotFound: the person is not there.
        Stale: the person is at another version.
    """
    person = session.scalar(queries.by_id(actor, person_id))
    if person is None:
        raise NotFound(say("No person %(id)s.", id=person_id))
    if version is not None and person.version != version:
        raise Stale(say("“%(name)s” was changed in the meantime.", name=person.name))
    return person


def snapshot(person: Person) -> Snapshot:
    """Return a person as the audit keeps it."""
    deleted_at = person.deleted_at.isoformat() if person.deleted_at else None
    return {"name": person.name, "deleted_at": deleted_at}


def apply_fields(person: Person, fields: Snapshot) -> None:
    """Set a person's fields from a snapshot."""
    if "name" in fields:
        person.name, person.name_key = fields["name"], name_key(fields["name"])
    if "deleted_at" in fields:
        value = fields["deleted_at"]
        person.deleted_at = datetime.fromisoformat(value) if value else None


def restore_people(session: Session, actor: Actor, rows: Sequence[Former]) -> None:
    """Set fields of people in one statement.

    Raises:
        Stale: one is no longer at its version.
    """
    actor.must_edit()
    restore_rows(session, Person, queries.is_visible_to(actor), rows, apply_fields)


def _refuse_taken(session: Session, actor: Actor, name: str) -> None:
    if session.scalar(queries.by_keys(actor, [name_key(name)])):
        raise Conflict(say("You already have a person named “%(name)s”.", name=name))


def _save(session: Session, actor: Actor, person: Person, before: Snapshot, action: str) -> Saved:
    session.flush()
    log = ChangeLog(session, actor, action)
    log.changed("person", person.id, before, snapshot(person), person.version)
    return Saved(person.id, log.save())
