"""Changing labels. Deleting a category moves expenses, so that lives in `expenses`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved, Snapshot
from mealtracker.audit.restore import Former, restore_rows
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.domain.text import fold, name_key
from mealtracker.errors import Conflict, NotFound, Stale
from mealtracker.labels import queries
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.schemas import CategoryDraft, Kind, TagDraft
from mealtracker.sentences import Sentence, say

#: The categories that a new household gets, in English; the creator's language translates them.
DEFAULT_CATEGORIES: Final = (
    ("Dining", Kind.DINING),
    ("Delivery", Kind.DELIVERY),
    ("Groceries", Kind.GROCERIES),
    ("Coffee", Kind.COFFEE),
    ("Alcohol", Kind.DRINKS),
    ("Other", Kind.SNACKS),
)


def add_default_categories(session: Session, actor: Actor, names: Sequence[str]) -> None:
    """Give a new household its categories; `names` are the translated `DEFAULT_CATEGORIES`."""
    log = ChangeLog(session, actor, "category.created")
    for position, (name, (_, kind)) in enumerate(zip(names, DEFAULT_CATEGORIES, strict=True)):
        _add_category(session, actor, CategoryDraft(name=name, kind=kind, position=position), log)
    log.save()


def create_category(session: Session, actor: Actor, draft: CategoryDraft) -> Saved:
    """Add a category.

    Raises:
        Conflict: there is one of that name.
    """
    actor.must_edit()
    _refuse_taken(session, actor, Category, draft.name)
    log = ChangeLog(session, actor, "category.created")
    category = _add_category(session, actor, draft, log)
    return Saved(category.id, log.save())


def update_category(
    session: Session, actor: Actor, category_id: UUID, draft: CategoryDraft, version: int | None
) -> Saved:
    """Rename, recolour or move a category; expenses keep it.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
        Conflict: another one has the name.
    """
    actor.must_edit()
    category = get_label(session, actor, Category, category_id, version)
    _refuse_taken(session, actor, Category, draft.name, but=category_id)
    before = snapshot(category)
    category.name, category.name_key = draft.name, name_key(draft.name)
    category.kind, category.position = draft.kind, draft.position
    return _save(session, actor, category, before, "category.updated")


def create_tag(session: Session, actor: Actor, draft: TagDraft) -> Saved:
    """Add a tag.

    Raises:
        Conflict: there is one of that name.
    """
    actor.must_edit()
    _refuse_taken(session, actor, Tag, draft.name)
    log = ChangeLog(session, actor, "tag.created")
    tag = _add_tag(session, actor, draft.name, draft.colour, log)
    return Saved(tag.id, log.save())


def update_tag(
    session: Session, actor: Actor, tag_id: UUID, draft: TagDraft, version: int | None
) -> Saved:
    """Rename or recolour a tag. Search texts are the caller's to refresh.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
        Conflict: another one has the name.
    """
    actor.must_edit()
    tag = get_label(session, actor, Tag, tag_id, version)
    _refuse_taken(session, actor, Tag, draft.name, but=tag_id)
    before = snapshot(tag)
    _name_tag(tag, draft.name)
    tag.colour = draft.colour
    return _save(session, actor, tag, before, "tag.updated")


def delete_tag(session: Session, actor: Actor, tag_id: UUID, version: int | None) -> Saved:
    """Delete a tag; expenses lose it from sight, and have it back when this is undone.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
    """
    actor.must_edit()
    tag = get_label(session, actor, Tag, tag_id, version)
    before = snapshot(tag)
    tag.deleted_at = actor.now
    return _save(session, actor, tag, before, "tag.deleted")


def tags_named(session: Session, actor: Actor, names: Iterable[str], log: ChangeLog) -> list[Tag]:
    """Return the tags of these names in order, made where they are new."""
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(name_key(name), name)
    if not wanted:
        return []
    found = {tag.name_key: tag for tag in session.scalars(queries.by_keys(actor, Tag, [*wanted]))}
    new = [name for key, name in wanted.items() if key not in found]
    made = {name_key(name): _new_tag(actor, name, Kind.SNACKS) for name in new}
    session.add_all(made.values())
    if made:
        session.flush()
    for tag in made.values():
        log.created("tag", tag.id, snapshot(tag), tag.version)
    return [(found | made)[key] for key in wanted]


def get_label[L: (Category, Tag)](
    session: Session, actor: Actor, label: type[L], label_id: UUID, version: int | None = None
) -> L:
    """Return a living label at `version`, whichever it is when None.

    Raises:
        NotFound: it is not there.
        Stale: it is at another version.
    """
    found = session.scalar(queries.by_id(actor, label, label_id))
    if found is None:
        raise NotFound(_missing(label, label_id))
    if version is not None and found.version != version:
        raise Stale(say("“%(name)s” was changed in the meantime.", name=found.name))
    return found


def snapshot(label: Category | Tag) -> Snapshot:
    """Return a label as the audit keeps it."""
    fields: Snapshot = {"name": label.name, "deleted_at": _instant(label.deleted_at)}
    if isinstance(label, Category):
        return fields | {"kind": str(label.kind), "position": label.position}
    return fields | {"colour": str(label.colour)}


def apply_fields(label: Category | Tag, fields: Snapshot) -> None:
    """Set a label's fields from a snapshot; names keep their keys in step."""
    for name, value in fields.items():
        if name == "name" and isinstance(label, Tag):
            _name_tag(label, value)
        elif name == "name":
            label.name, label.name_key = value, name_key(value)
        elif name == "deleted_at":
            label.deleted_at = datetime.fromisoformat(value) if value else None
        else:
            setattr(label, name, value)


def restore_labels[L: (Category, Tag)](
    session: Session, actor: Actor, label: type[L], rows: Sequence[Former]
) -> None:
    """Set fields of labels in one statement. Search texts are the caller's to refresh.

    Raises:
        Stale: one is no longer at its version.
    """
    actor.must_edit()
    restore_rows(session, label, queries.is_visible_to(actor, label), rows, apply_fields)


def _add_category(session: Session, actor: Actor, draft: CategoryDraft, log: ChangeLog) -> Category:
    category = Category(
        id=uuid7(),
        household_id=actor.household_id,
        name=draft.name,
        name_key=name_key(draft.name),
        kind=draft.kind,
        position=draft.position,
        created_at=actor.now,
    )
    session.add(category)
    session.flush()
    log.created("category", category.id, snapshot(category), category.version)
    return category


def _add_tag(session: Session, actor: Actor, name: str, colour: Kind, log: ChangeLog) -> Tag:
    tag = _new_tag(actor, name, colour)
    session.add(tag)
    session.flush()
    log.created("tag", tag.id, snapshot(tag), tag.version)
    return tag


def _new_tag(actor: Actor, name: str, colour: Kind) -> Tag:
    tag = Tag(id=uuid7(), household_id=actor.household_id, colour=colour, created_at=actor.now)
    _name_tag(tag, name)
    return tag


def _name_tag(tag: Tag, name: str) -> None:
    tag.name, tag.name_key, tag.search_text = name, name_key(name), fold(name)


def _refuse_taken[L: (Category, Tag)](
    session: Session, actor: Actor, label: type[L], name: str, but: UUID | None = None
) -> None:
    for taken in session.scalars(queries.by_keys(actor, label, [name_key(name)])):
        if taken.id != but:
            raise Conflict(_taken(label, name))


def _missing(label: type[Category | Tag], label_id: UUID) -> Sentence:
    if label is Category:
        return say("No category %(id)s.", id=label_id)
    return say("No tag %(id)s.", id=label_id)


def _taken(label: type[Category | Tag], name: str) -> Sentence:
    if label is Category:
        return say("You already have a category named “%(name)s”.", name=name)
    return say("You already have a tag named “%(name)s”.", name=name)


def _save(
    session: Session,
    actor: Actor,
    label: Category | Tag,
    before: Snapshot,
    action: Literal["category.updated", "tag.updated", "tag.deleted"],
) -> Saved:
    session.flush()
    log = ChangeLog(session, actor, action)
    log.changed(action.partition(".")[0], label.id, before, snapshot(label), label.version)
    return Saved(label.id, log.save())


def _instant(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
