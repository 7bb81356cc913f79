"""Changing many expenses: one change, one undo, and no more statements when there are more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, update
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Snapshot
from mealtracker.audit.queries import ids_of
from mealtracker.db.session import rehearsal
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.errors import Invalid
from mealtracker.expenses.batches import edits
from mealtracker.expenses.batches.edits import Edit
from mealtracker.expenses.batches.links import TAGS
from mealtracker.expenses.batches.picked import Picked, pick
from mealtracker.expenses.batches.schemas import BatchDraft, BatchOut, LabelsDraft, SetDraft
from mealtracker.expenses.bulk import refresh_search
from mealtracker.expenses.drafts import last_day
from mealtracker.expenses.models import Expense
from mealtracker.expenses.names import category_named, place_named
from mealtracker.expenses.rollup import Deltas
from mealtracker.fields import FIRST_DAY
from mealtracker.labels.schemas import Spent
from mealtracker.places.commands import get_place
from mealtracker.places.models import Place
from mealtracker.sentences import say_many


def change_expenses(session: Session, actor: Actor, draft: BatchDraft) -> BatchOut:
    """Do one thing to all expenses of a selection, or tell what that would do.

    Raises:
        NotFound: one of the ids is not there, or deleted; or the place is not there.
        Invalid: the search cannot be read or finds too many, the category does not exist, a day
            would be in the future, or an expense would have too many tags or people.
    """
    actor.must_edit()
    if not draft.dry_run:
        return _change(session, actor, draft)
    with rehearsal(session):
        rehearsed = _change(session, actor, draft)
    return replace(rehearsed, change_id=None)


def _change(session: Session, actor: Actor, draft: BatchDraft) -> BatchOut:
    picked = pick(session, actor, draft)
    if not picked:
        return BatchOut(0, 0, None, [])
    log = ChangeLog(session, actor, "expenses.deleted" if draft.delete else "expenses.updated")
    planned = list(_edits(session, actor, draft, picked, log))
    deltas, changed = Deltas(), 0
    for one in picked:
        after = _after(one.fields, planned)
        if after != one.fields:
            changed += 1
            log.changed("expense", one.id, one.fields, after, one.version + 1)
            deltas.move(one.fields, after)
    change_id = log.save()
    if change_id is not None:
        # What the change notes is what is written: neither can be more than the other.
        _write(session, actor, planned, ids_of(change_id, "expense"))
        deltas.write(session, actor.household_id)
    return BatchOut(changed, len(picked) - changed, change_id, _totals(picked))


def _edits(
    session: Session, actor: Actor, draft: BatchDraft, picked: Sequence[Picked], log: ChangeLog
) -> Iterator[Edit]:
    if draft.set is not None:
        yield from _sets(session, actor, draft.set, log)
    if draft.add is not None:
        yield from _adds(session, actor, draft.add, log)
    if draft.remove is not None:
        yield from _removes(session, actor, draft.remove)
    if draft.shift_days is not None:
        _refuse_days(actor, picked, draft.shift_days)
        yield edits.shift_days(draft.shift_days)
    if draft.delete:
        yield edits.delete(actor.now)


def _sets(session: Session, actor: Actor, draft: SetDraft, log: ChangeLog) -> Iterator[Edit]:
    if draft.sets_category:
        category = category_named(session, actor, draft.category, "/set/category")
        yield edits.set_category(category)
    if draft.sets_place:
        yield edits.set_place(_place(session, actor, draft, log))


def _place(session: Session, actor: Actor, draft: SetDraft, log: ChangeLog) -> Place | None:
    if draft.place is not None:
        return place_named(session, actor, draft.place, log)
    return get_place(session, actor, draft.place_id) if draft.place_id else None


def _adds(session: Session, actor: Actor, draft: LabelsDraft, log: ChangeLog) -> Iterator[Edit]:
    if draft.tags:
        yield edits.add_tags(session, actor, draft.tags, log)
    if draft.people:
        yield edits.add_people(session, actor, draft.people, log)


def _removes(session: Session, actor: Actor, draft: LabelsDraft) -> Iterator[Edit]:
    if draft.tags:
        yield edits.remove_tags(session, actor, draft.tags)
    if draft.people:
        yield edits.remove_people(session, actor, draft.people)


def _refuse_days(actor: Actor, picked: Sequence[Picked], days: int) -> None:
    """Refuse to move expenses to days that have not come yet, or that no calendar here has."""
    first, last = FIRST_DAY.toordinal(), last_day(actor).toordinal()
    moved = [date.fromisoformat(one.fields["eaten_on"]).toordinal() + days for one in picked]
    too_late, too_early = sum(day > last for day in moved), sum(day < first for day in moved)
    if too_late:
        message = say_many(
            "%(num)s of these would be in the future, after %(day)s. Move them by fewer days.",
            "%(num)s of these would be in the future, after %(day)s. Move them by fewer days.",
            too_late,
            day=last_day(actor),
        )
        raise Invalid.at("/shift_days", message)
    if too_early:
        message = say_many(
            "%(num)s of these would be too long ago, before %(day)s. Move them by fewer days.",
            "%(num)s of these would be too long ago, before %(day)s. Move them by fewer days.",
            too_early,
            day=FIRST_DAY,
        )
        raise Invalid.at("/shift_days", message)


def _after(fields: Snapshot, planned: Sequence[Edit]) -> Snapshot:
    for edit in planned:
        fields = fields | edit.fields_of(fields)
    return fields


def _write(session: Session, actor: Actor, planned: Sequence[Edit], touched: Select[UUID]) -> None:
    columns = {name: value for edit in planned for name, value in edit.columns.items()}
    session.execute(
        update(Expense)
        .where(Expense.id.in_(touched))
        .values(version=Expense.version + 1, updated_at=actor.now, **columns)
        .execution_options(synchronize_session=False)
    )
    links = [edit.links for edit in planned if edit.links is not None]
    for link in links:
        link.write(session, touched)
    if "place_id" in columns or any(link.kind is TAGS for link in links):
        refresh_search(session, Expense.id.in_(touched))


def _totals(picked: Sequence[Picked]) -> list[Spent]:
    minor: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for one in picked:
        currency = one.fields["currency"]
        minor[currency] += -one.total_minor if one.fields["kind"] == "refund" else one.total_minor
        count[currency] += 1
    return [
        Spent(currency, amount_text(minor[currency], Currency(currency)), count[currency])
        for currency in sorted(count, key=lambda code: (-count[code], code))
    ]
