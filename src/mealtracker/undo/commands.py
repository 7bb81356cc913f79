"""Undo: every row of a change goes back to what it was, if nobody has touched it since."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from mealtracker.audit.commands import ChangeLog, Saved, Snapshot
from mealtracker.audit.models import Change, ChangeRow
from mealtracker.audit.queries import UNDO_DAYS, is_undoable, visible_to
from mealtracker.domain.actor import Actor
from mealtracker.errors import Conflict, NotFound
from mealtracker.expenses import queries as expenses
from mealtracker.expenses.bulk import refresh_search
from mealtracker.expenses.models import Expense, ExpensePerson, ExpenseTag
from mealtracker.expenses.rollup import Deltas
from mealtracker.expenses.snapshots import apply_fields as apply_to_expense
from mealtracker.expenses.snapshots import snapshot as expense_snapshot
from mealtracker.labels import commands as labels
from mealtracker.labels import queries as label_queries
from mealtracker.labels.models import Category, Tag
from mealtracker.people import commands as people
from mealtracker.people import queries as people_queries
from mealtracker.people.models import Person
from mealtracker.places import commands as places
from mealtracker.places import queries as place_queries
from mealtracker.places.models import Place

type Record = Expense | Place | Category | Tag | Person

#: Labels and places first: an expense that comes back needs them.
_ORDER = ("category", "tag", "person", "place", "expense")


def undo_change(
    session: Session, actor: Actor, change_id: UUID, *, keep_edited: bool = False
) -> Saved:
    """Take a change back. Rows edited since stay as they are with `keep_edited`.

    Raises:
        NotFound: there is no such change.
        Conflict: it is too old or already undone, or rows were edited since (they are listed, and
            nothing moves).
    """
    actor.must_edit()
    change = session.scalar(visible_to(actor).where(Change.id == change_id))
    if change is None:
        raise NotFound(f"No change {change_id}.")
    _refuse_late(session, actor, change)
    rows = list(session.scalars(select(ChangeRow).where(ChangeRow.change_id == change_id)))
    records = _load(session, actor, change_id, {row.entity for row in rows})
    gone = _gone(session, rows, records)
    edited = [row for row in rows if not _is_as_left(row, records) or _needs(row, records) & gone]
    if edited and not keep_edited:
        message = "Something was changed again since. Keep those records, or undo the later change."
        raise Conflict(message, [{"entity": r.entity, "id": str(r.entity_id)} for r in edited])
    log = ChangeLog(session, actor, "change.undone", undo_of=change_id)
    log.begin()
    _put_back(session, actor, [row for row in rows if row not in edited], records, log)
    return Saved(change_id, log.save())


def _refuse_late(session: Session, actor: Actor, change: Change) -> None:
    if not is_undoable(change.action):
        message = "Sample data is not undone but removed: on the home page, or by meal demo clear."
        raise Conflict(message)
    if actor.now - change.at >= UNDO_DAYS:
        message = "This is more than 30 days ago and can no longer be undone."
        raise Conflict(message)
    if session.scalar(select(Change.id).where(Change.undo_of == change.id).limit(1)):
        message = "This was undone already. Undo that change to have it again."
        raise Conflict(message)


def _load(
    session: Session, actor: Actor, change_id: UUID, entities: set[str]
) -> dict[tuple[str, UUID], Record]:
    """Return the records that the change touched, one statement a kind and relation."""
    found: dict[tuple[str, UUID], Record] = {}
    for entity in _ORDER:
        if entity in entities:
            statement = _selects(actor)[entity]
            table = statement.column_descriptions[0]["entity"]
            ids = select(ChangeRow.entity_id).where(
                ChangeRow.change_id == change_id, ChangeRow.entity == entity
            )
            for record in session.scalars(statement.where(table.id.in_(ids))):
                found[entity, record.id] = record
    return found


def _selects(actor: Actor) -> dict[str, Select[Any]]:
    whole = (
        joinedload(Expense.place),
        joinedload(Expense.category),
        selectinload(Expense.tags),
        selectinload(Expense.people),
        selectinload(Expense.items),
    )
    return {
        "category": select(Category).where(label_queries.is_visible_to(actor, Category)),
        "tag": select(Tag).where(label_queries.is_visible_to(actor, Tag)),
        "person": select(Person).where(people_queries.is_visible_to(actor)),
        "place": select(Place)
        .where(place_queries.is_visible_to(actor))
        .options(selectinload(Place.aliases)),
        "expense": select(Expense).where(expenses.is_visible_to(actor)).options(*whole),
    }


def _is_as_left(row: ChangeRow, records: dict[tuple[str, UUID], Record]) -> bool:
    record = records.get((row.entity, row.entity_id))
    return record is not None and record.version == row.version


def _needs(row: ChangeRow, records: dict[tuple[str, UUID], Record]) -> set[UUID]:
    """Return the place and category that an expense has once the row is put back."""
    record = records.get((row.entity, row.entity_id))
    before = row.before or {"deleted_at": True}
    if not isinstance(record, Expense) or before.get("deleted_at", record.deleted_at):
        return set()
    ids = (before.get("place_id", record.place_id), before.get("category_id", record.category_id))
    return {UUID(str(found)) for found in ids if found}


def _gone(
    session: Session, rows: Sequence[ChangeRow], records: dict[tuple[str, UUID], Record]
) -> set[UUID]:
    """Return the places and categories that expenses need and that were deleted since."""
    back = {row.entity_id for row in rows if row.before and not row.before.get("deleted_at", True)}
    needed = {found for row in rows for found in _needs(row, records)} - back
    gone: set[UUID] = set()
    for kind in (Place, Category) if needed else ():
        deleted = select(kind.id).where(kind.id.in_(needed), kind.deleted_at.is_not(None))
        gone |= set(session.scalars(deleted))
    return gone


def _put_back(
    session: Session,
    actor: Actor,
    rows: Sequence[ChangeRow],
    records: dict[tuple[str, UUID], Record],
    log: ChangeLog,
) -> None:
    fields = {(row.entity, row.entity_id): _before(row, actor) for row in rows}
    made = {(row.entity, row.entity_id) for row in rows if row.before is None}
    befores = {key: _snapshot(records[key]) for key in fields}
    for key in sorted(fields, key=lambda key: (key in made, _ORDER.index(key[0]))):
        if key[0] == "expense":
            _apply_expense(session, actor, records[key], fields[key])
    session.flush()
    for key, values in fields.items():
        if key[0] != "expense" and not (key in made and _is_used(session, records[key])):
            _apply(records[key], values)
    session.flush()
    deltas = Deltas()
    for key, before in befores.items():
        after = _snapshot(records[key])
        log.changed(key[0], key[1], before, after, records[key].version)
        if key[0] == "expense":
            deltas.move(before, after)
    deltas.write(session, actor.household_id)
    _refresh(session, fields)


def _before(row: ChangeRow, actor: Actor) -> Snapshot:
    # A record that the change made is deleted, so that this undo can be undone as well.
    return {"deleted_at": actor.now.isoformat()} if row.before is None else row.before


def _snapshot(record: Record) -> Snapshot:
    match record:
        case Expense():
            return expense_snapshot(record)
        case Place():
            return places.snapshot(record)
        case Person():
            return people.snapshot(record)
        case _:
            return labels.snapshot(record)


def _apply(record: Record, values: Snapshot) -> None:
    match record:
        case Place():
            places.apply_fields(record, values)
        case Person():
            people.apply_fields(record, values)
        case Category() | Tag():
            labels.apply_fields(record, values)


def _apply_expense(session: Session, actor: Actor, record: Record, values: Snapshot) -> None:
    if not isinstance(record, Expense):
        return
    with session.no_autoflush:
        if "place_id" in values:
            record.place = _one(session, Place, values["place_id"])
        if "category_id" in values:
            record.category = _one(session, Category, values["category_id"])
        if "tag_ids" in values:
            record.tags = _all(session, Tag, values["tag_ids"])
        if "person_ids" in values:
            record.people = _all(session, Person, values["person_ids"])
        apply_to_expense(record, values)
        record.updated_at = actor.now


def _all[R: (Tag, Person)](session: Session, kind: type[R], ids: list[str]) -> list[R]:
    return list(session.scalars(select(kind).where(kind.id.in_([UUID(text) for text in ids]))))


def _one[R: (Place, Category)](session: Session, kind: type[R], text: str | None) -> R | None:
    return session.get(kind, UUID(text)) if text else None


def _is_used(session: Session, record: Record) -> bool:
    """Tell whether a living expense needs the record: then it stays, whoever made it."""
    living = select(Expense.id).where(Expense.deleted_at.is_(None)).limit(1)
    # A deleted expense can be restored, and then brings back its place, but not its category.
    any_at_all = select(Expense.id).limit(1)
    match record:
        case Place():
            living = living.where(Expense.place_id == record.id)
        case Category():
            living = any_at_all.where(Expense.category_id == record.id)
        case Tag():
            living = living.join(ExpenseTag).where(ExpenseTag.tag_id == record.id)
        case Person():
            living = living.join(ExpensePerson).where(ExpensePerson.person_id == record.id)
    return session.scalar(living) is not None


def _refresh(session: Session, fields: dict[tuple[str, UUID], Snapshot]) -> None:
    """Bring search up to date where a place or tag got another name or left."""
    place_ids = [entity_id for entity, entity_id in fields if entity == "place"]
    tag_ids = [entity_id for entity, entity_id in fields if entity == "tag"]
    if place_ids:
        refresh_search(session, Expense.place_id.in_(place_ids))
    if tag_ids:
        tagged = select(ExpenseTag.expense_id).where(ExpenseTag.tag_id.in_(tag_ids))
        refresh_search(session, Expense.id.in_(tagged))
