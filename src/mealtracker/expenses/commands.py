"""Recording, changing and deleting expenses."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Saved, Snapshot
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.domain.money import Currency, Money
from mealtracker.domain.text import name_key
from mealtracker.errors import Fault, Invalid, NotFound, Stale
from mealtracker.expenses import queries
from mealtracker.expenses.models import Expense
from mealtracker.expenses.rollup import Deltas
from mealtracker.expenses.schemas import PARTS, ExpenseDraft, ItemDraft
from mealtracker.expenses.snapshots import apply_fields, index, snapshot
from mealtracker.fields import merge_patch
from mealtracker.labels.commands import tags_named
from mealtracker.labels.models import Category
from mealtracker.labels.queries import by_keys as labels_by_keys
from mealtracker.people.commands import people_named
from mealtracker.places.commands import add_place, get_place, take_back
from mealtracker.places.models import Place
from mealtracker.places.queries import by_key as places_by_key
from mealtracker.places.schemas import PlaceDraft

#: The sun reaches a new day fourteen hours before UTC does.
_FIRST_ZONE = timedelta(hours=14)
_RELATIONS = {"place", "place_id", "category", "tags", "people", "items"}


def create_expense(
    session: Session, actor: Actor, draft: ExpenseDraft, source: str = "manual"
) -> Saved:
    """Record a meal for the actor's household.

    Raises:
        Invalid: an amount does not fit the currency, or the category does not exist.
        NotFound: `draft.place_id` is not visible to the actor.
    """
    actor.must_edit()
    log = ChangeLog(session, actor, "expense.created")
    expense = Expense(
        id=uuid7(),
        household_id=actor.household_id,
        source=source,
        created_at=actor.now,
        tags=[],
        people=[],
        items=[],
    )
    fields = _fields_of(draft, actor)
    _relate(session, actor, expense, draft, log)
    apply_fields(expense, fields)
    expense.updated_at = actor.now
    session.add(expense)
    session.flush()
    after = snapshot(expense)
    log.created("expense", expense.id, after, expense.version)
    _count(session, actor, None, after)
    return Saved(expense.id, log.save())


def replace_expense(
    session: Session, actor: Actor, expense_id: UUID, draft: ExpenseDraft, version: int | None
) -> Saved:
    """Set all fields of an expense.

    Raises:
        NotFound: it is not there.
        Invalid: an amount does not fit the currency, or the category does not exist.
        Stale: it is no longer at `version`.
    """
    actor.must_edit()
    expense = get_expense(session, actor, expense_id)
    fields = _fields_of(draft, actor)
    _refuse_stale(expense, version)
    before = snapshot(expense)
    log = ChangeLog(session, actor, "expense.updated")
    _relate(session, actor, expense, draft, log)
    apply_fields(expense, fields)
    return _save(session, actor, expense, before, log)


def patch_expense(
    session: Session,
    actor: Actor,
    expense_id: UUID,
    patch: dict[str, Any],  # Any: what was sent
    version: int | None,
) -> Saved:
    """Set the fields that `patch` names (RFC 7396); null forgets a field.

    Raises:
        NotFound: it is not there.
        ValidationError: the result is no draft.
        Stale: it is no longer at `version`.
    """
    expense = get_expense(session, actor, expense_id)
    body = draft_fields(expense)
    if "place" in patch:
        body.pop("place_id")
    draft = ExpenseDraft.model_validate(merge_patch(ExpenseDraft, body, patch))
    return replace_expense(session, actor, expense_id, draft, version)


def replace_items(
    session: Session,
    actor: Actor,
    expense_id: UUID,
    items: list[ItemDraft],
    version: int | None,
) -> Saved:
    """Set all lines of an expense's bill.

    Raises:
        NotFound: it is not there.
        Invalid: an amount does not fit the currency.
        Stale: it is no longer at `version`.
    """
    lines = [item.model_dump(mode="json") for item in items]
    return patch_expense(session, actor, expense_id, {"items": lines}, version)


def delete_expense(session: Session, actor: Actor, expense_id: UUID, version: int | None) -> Saved:
    """Delete an expense; it can be restored for 30 days.

    Raises:
        NotFound: it is not there, or already deleted.
        Stale: it is no longer at `version`.
    """
    actor.must_edit()
    expense = get_expense(session, actor, expense_id)
    _refuse_stale(expense, version)
    before = snapshot(expense)
    expense.deleted_at = actor.now
    return _save(session, actor, expense, before, ChangeLog(session, actor, "expense.deleted"))


def restore_expense(session: Session, actor: Actor, expense_id: UUID) -> Saved:
    """Take a deleted expense back; one that is not deleted stays as it is.

    Raises:
        NotFound: it is not there.
    """
    actor.must_edit()
    expense = get_expense(session, actor, expense_id, deleted_too=True)
    before = snapshot(expense)
    log = ChangeLog(session, actor, "expense.restored")
    if expense.place and expense.place.deleted_at:
        expense.place = take_back(session, actor, expense.place, log)
        index(expense)
    expense.deleted_at = None
    return _save(session, actor, expense, before, log)


def get_expense(
    session: Session, actor: Actor, expense_id: UUID, *, deleted_too: bool = False
) -> Expense:
    """Return an expense with everything that belongs to it.

    Raises:
        NotFound: it is not there, or deleted unless `deleted_too`.
    """
    expense = session.scalar(queries.by_id(actor, expense_id))
    if expense is None or (expense.deleted_at and not deleted_too):
        raise NotFound(f"No expense {expense_id}.")
    return expense


def draft_fields(expense: Expense) -> dict[str, Any]:  # Any: fields as JSON
    """Return an expense as the body that would make it."""
    fields = snapshot(expense)
    for name in ("tags", "people"):
        fields[name] = [label.name for label in getattr(expense, name) if not label.deleted_at]
    return {name: fields[name] for name in ExpenseDraft.model_fields if name != "place"}


def _save(
    session: Session, actor: Actor, expense: Expense, before: Snapshot, log: ChangeLog
) -> Saved:
    after = snapshot(expense)
    if after == before:
        return Saved(expense.id, log.save())
    expense.updated_at = actor.now
    session.flush()
    log.changed("expense", expense.id, before, after, expense.version)
    _count(session, actor, before, after)
    return Saved(expense.id, log.save())


def _count(session: Session, actor: Actor, before: Snapshot | None, after: Snapshot) -> None:
    deltas = Deltas()
    deltas.move(before, after)
    deltas.write(session, actor.household_id)


def _refuse_stale(expense: Expense, version: int | None) -> None:
    if version is not None and expense.version != version:
        message = "This expense was changed in the meantime. Look at it again, then save."
        raise Stale(message)


def _relate(
    session: Session, actor: Actor, expense: Expense, draft: ExpenseDraft, log: ChangeLog
) -> None:
    """Give the expense its place, category, tags and people, made where they are new."""
    with session.no_autoflush:
        # Find everything first: making a tag flushes, and a half-changed expense must not go along.
        category = _category(session, actor, draft.category)
        place = _place(session, actor, expense, draft, log)
        tags = tags_named(session, actor, draft.tags, log)
        people = people_named(session, actor, draft.people, log)
    expense.category, expense.place = category, place
    # Deleted ones are out of sight and stay, for when their deletion is undone.
    expense.tags = [*tags, *(tag for tag in expense.tags if tag.deleted_at)]
    expense.people = [*people, *(person for person in expense.people if person.deleted_at)]


def _place(
    session: Session, actor: Actor, expense: Expense, draft: ExpenseDraft, log: ChangeLog
) -> Place | None:
    if draft.place is not None:
        return place_named(session, actor, draft.place, log)
    if draft.place_id is None:
        return None
    if expense.place and expense.place.id == draft.place_id:
        return expense.place
    return get_place(session, actor, draft.place_id)


def place_named(session: Session, actor: Actor, name: str, log: ChangeLog) -> Place:
    """Return the place of that name or alias, the last used of several, made when it is new."""
    used = (
        select(func.max(Expense.eaten_on))
        .where(Expense.place_id == Place.id, Expense.deleted_at.is_(None))
        .correlate(Place)
        .scalar_subquery()
    )
    statement = places_by_key(actor, name_key(name)).order_by(
        Place.archived_at.is_not(None), func.coalesce(used, date.min).desc(), Place.id.desc()
    )
    found = session.scalars(statement.limit(1)).first()
    return found or add_place(session, actor, PlaceDraft(name=name), log)


def _category(session: Session, actor: Actor, name: str | None) -> Category | None:
    if name is None:
        return None
    found = session.scalar(labels_by_keys(actor, Category, [name_key(name)]))
    if found is None:
        message = f"You have no category “{name}”. Add it in the settings, or take another."
        raise Invalid.at("/category", message)
    return found


def _fields_of(draft: ExpenseDraft, actor: Actor) -> Snapshot:
    currency = draft.currency or actor.currency
    faults = list(_faults(draft, currency))
    last = (actor.now + _FIRST_ZONE).date()
    if draft.eaten_on > last:
        message = f"{draft.eaten_on} has not come yet, anywhere. Take a day up to {last}."
        faults.insert(0, Fault("/eaten_on", message))
    if faults:
        raise Invalid(faults)
    fields = draft.model_dump(mode="json", exclude=_RELATIONS - {"items"})
    return fields | {"currency": currency}


def _faults(draft: ExpenseDraft, currency: Currency) -> list[Fault]:
    """Name every amount that the currency cannot hold."""
    amounts = {f"/{name}": getattr(draft, name) for name in ("total", *PARTS)}
    for place, item in enumerate(draft.items):
        amounts |= {f"/items/{place}/unit_price": item.unit_price}
        amounts |= {f"/items/{place}/total": item.total}
    faults = []
    for pointer, text in amounts.items():
        try:
            if text is not None:
                Money.parse(text, currency)
        except Invalid as error:
            faults.append(Fault(pointer, error.message))
    return faults
