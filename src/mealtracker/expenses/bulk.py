"""Changes of places and labels that reach into expenses, in a constant number of statements."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, literal, select, update
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved
from mealtracker.audit.models import ChangeRow
from mealtracker.db.base import JsonValue
from mealtracker.domain.actor import Actor
from mealtracker.errors import Conflict, Invalid, NotFound
from mealtracker.expenses import queries
from mealtracker.expenses.models import Expense, ExpenseTag
from mealtracker.expenses.rollup import move_key
from mealtracker.labels import commands as labels
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.schemas import TagDraft
from mealtracker.places import commands as places
from mealtracker.places.models import Place
from mealtracker.places.queries import by_ids
from mealtracker.places.schemas import PlaceDraft
from mealtracker.sentences import say


def merge_places(session: Session, actor: Actor, place_id: UUID, others: list[UUID]) -> Saved:
    """Make the other places part of this one: expenses move, names stay as aliases.

    Raises:
        NotFound: one of them is not there.
        Invalid: a place would become part of itself.
    """
    actor.must_edit()
    target = places.get_place(session, actor, place_id)
    sources = _sources(session, actor, place_id, others)
    log = ChangeLog(session, actor, "place.merged")
    log.begin()
    names = [alias.name for alias in target.aliases]
    for source in sources:
        _move(session, log, "place", source, target)
        move_key(session, actor, ["place"], source.id, target.id)
        names += [source.name, *(alias.name for alias in source.aliases)]
        before = places.snapshot(source)
        source.deleted_at = actor.now
        session.flush()
        log.changed("place", source.id, before, places.snapshot(source), source.version)
    before = places.snapshot(target)
    places.apply_fields(target, {"aliases": names})
    target.updated_at = actor.now
    session.flush()
    log.changed("place", target.id, before, places.snapshot(target), target.version)
    refresh_search(session, Expense.place_id == target.id)
    return Saved(target.id, log.save())


def update_place(
    session: Session, actor: Actor, place_id: UUID, draft: PlaceDraft, version: int | None
) -> Saved:
    """Set all fields of a place; its expenses are found under its new names.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
        Conflict: another one has that name and address.
    """
    old_text = places.get_place(session, actor, place_id).search_text
    saved = places.update_place(session, actor, place_id, draft, version)
    if places.get_place(session, actor, place_id).search_text != old_text:
        refresh_search(session, Expense.place_id == place_id)
    return saved


def delete_place(session: Session, actor: Actor, place_id: UUID, version: int | None) -> Saved:
    """Delete a place where nothing was spent.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
        Conflict: it has expenses; it can be archived or merged instead.
    """
    actor.must_edit()
    place = places.get_place(session, actor, place_id, version)
    if session.scalar(queries.count_at(actor, [place_id])):
        message = say(
            "“%(name)s” has expenses. Archive it, or merge it into another place.", name=place.name
        )
        raise Conflict(message)
    before = places.snapshot(place)
    place.deleted_at = place.updated_at = actor.now
    session.flush()
    log = ChangeLog(session, actor, "place.deleted")
    log.changed("place", place.id, before, places.snapshot(place), place.version)
    return Saved(place.id, log.save())


def delete_category(
    session: Session,
    actor: Actor,
    category_id: UUID,
    replacement_id: UUID | None,
    version: int | None,
) -> Saved:
    """Delete a category; its expenses go to the replacement.

    Raises:
        NotFound: one of the two is not there.
        Stale: it is no longer at `version`.
        Conflict: expenses use it and no replacement is given.
    """
    actor.must_edit()
    category = labels.get_label(session, actor, Category, category_id, version)
    replacement = None
    if replacement_id is not None:
        replacement = labels.get_label(session, actor, Category, replacement_id)
    if replacement is category:
        raise Invalid.parameter("replacement", say("A category cannot replace itself."))
    if replacement is None and _is_used(session, actor, category_id):
        message = say(
            "“%(name)s” has expenses. Say which category takes its place.", name=category.name
        )
        raise Conflict(message)
    log = ChangeLog(session, actor, "category.deleted")
    log.begin()
    if replacement is not None:
        _move(session, log, "category", category, replacement)
        move_key(session, actor, ["category", "day"], category.id, replacement.id)
    before = labels.snapshot(category)
    category.deleted_at = actor.now
    session.flush()
    log.changed("category", category.id, before, labels.snapshot(category), category.version)
    return Saved(category.id, log.save())


def update_tag(
    session: Session, actor: Actor, tag_id: UUID, draft: TagDraft, version: int | None
) -> Saved:
    """Rename or recolour a tag; its expenses are found under its new name.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
        Conflict: another one has the name.
    """
    saved = labels.update_tag(session, actor, tag_id, draft, version)
    refresh_search(session, _tagged(tag_id))
    return saved


def delete_tag(session: Session, actor: Actor, tag_id: UUID, version: int | None) -> Saved:
    """Delete a tag; its expenses are no longer found under its name.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
    """
    saved = labels.delete_tag(session, actor, tag_id, version)
    refresh_search(session, _tagged(tag_id))
    return saved


def refresh_search(session: Session, where: ColumnElement[bool]) -> None:
    """Write `search_text` anew for some expenses, in one statement."""
    place = select(Place.search_text).where(Place.id == Expense.place_id).scalar_subquery()
    tags = (
        select(func.aggregate_strings(Tag.search_text, " "))
        .join(ExpenseTag, ExpenseTag.tag_id == Tag.id)
        .where(ExpenseTag.expense_id == Expense.id, Tag.deleted_at.is_(None))
        .scalar_subquery()
    )
    text = func.coalesce(place, "") + "\n" + Expense.own_text + "\n" + func.coalesce(tags, "")
    session.execute(
        update(Expense)
        .where(where)
        .values(search_text=text)
        .execution_options(synchronize_session=False)
    )


def _sources(session: Session, actor: Actor, place_id: UUID, others: list[UUID]) -> list[Place]:
    if place_id in others:
        raise Invalid.at("/place_ids", say("A place cannot become part of itself."))
    found = {place.id: place for place in session.scalars(by_ids(actor, others))}
    for other in others:
        if other not in found:
            raise NotFound(say("No place %(id)s.", id=other))
    return list(found.values())


def _move(
    session: Session,
    log: ChangeLog,
    kind: Literal["place", "category"],
    old: Place | Category,
    new: Place | Category,
) -> None:
    """Move expenses from one place or category to another and note each of them."""
    column: Any = Expense.place_id if kind == "place" else Expense.category_id  # Any: one of two
    before = {f"{kind}_id": str(old.id), kind: old.name}
    after = {f"{kind}_id": str(new.id), kind: new.name}
    actor, new_id = log.actor, new.id
    here = (queries.is_visible_to(actor), column == old.id)
    noted = select(
        literal(log.id, ChangeRow.change_id.type),
        literal("expense"),
        Expense.id,
        literal(before, JsonValue),
        literal(after, JsonValue),
        Expense.version + 1,
    ).where(*here)
    names = ["change_id", "entity", "entity_id", "before", "after", "version"]
    session.execute(insert(ChangeRow).from_select(names, noted))
    session.execute(
        update(Expense)
        .where(*here)
        .values(
            {column: new_id, Expense.version: Expense.version + 1, Expense.updated_at: actor.now}
        )
        .execution_options(synchronize_session=False)
    )


def _is_used(session: Session, actor: Actor, category_id: UUID) -> bool:
    used = select(Expense.id).where(
        queries.is_visible_to(actor), Expense.category_id == category_id
    )
    return session.scalar(used.limit(1)) is not None


def _tagged(tag_id: UUID) -> ColumnElement[bool]:
    return Expense.id.in_(select(ExpenseTag.expense_id).where(ExpenseTag.tag_id == tag_id))
