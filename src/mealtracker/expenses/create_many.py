"""Recording many expenses as part of a larger change, in a constant number of statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog, Snapshot
from mealtracker.domain.actor import Actor
from mealtracker.domain.text import name_key
from mealtracker.errors import NotFound
from mealtracker.expenses.create import insert_expenses, new_expense
from mealtracker.expenses.models import Expense
from mealtracker.expenses.rollup import Deltas
from mealtracker.expenses.schemas import ExpenseDraft
from mealtracker.expenses.snapshots import apply_fields, snapshot
from mealtracker.labels.commands import tags_named
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.queries import visible_to as labels_visible_to
from mealtracker.people.commands import people_named
from mealtracker.people.models import Person
from mealtracker.places.models import Place
from mealtracker.places.queries import visible_to as places_visible_to
from mealtracker.sentences import say


@dataclass(frozen=True, slots=True)
class NewExpense:
    """An expense to record: `fields` are those that `drafts.fields_of` made of `draft`.

    Its place stands in the draft by id. Its category stands beside it, also by id.
    """

    draft: ExpenseDraft
    fields: Snapshot
    category_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """What the expenses refer to; places and categories by id, the others by folded name."""

    places: dict[UUID, Place]
    categories: dict[UUID, Category]
    tags: dict[str, Tag]
    people: dict[str, Person]


def create_expenses(
    session: Session, actor: Actor, news: Sequence[NewExpense], log: ChangeLog, source: str
) -> list[UUID]:
    """Record expenses and note them in `log`; return their ids in order.

    Raises:
        NotFound: a place or a category is not visible to the actor, or deleted.
    """
    actor.must_edit()
    if not news:
        return []
    named, deltas = _named(session, actor, news, log), Deltas()
    expenses = [_expense(actor, new, named, source) for new in news]
    insert_expenses(session, expenses)
    for expense in expenses:
        after = snapshot(expense)
        log.created("expense", expense.id, after, expense.version)
        deltas.move(None, after)
    deltas.write(session, actor.household_id)
    return [expense.id for expense in expenses]


def _named(session: Session, actor: Actor, news: Sequence[NewExpense], log: ChangeLog) -> _Named:
    tags = tags_named(session, actor, [name for new in news for name in new.draft.tags], log)
    people = people_named(session, actor, [name for new in news for name in new.draft.people], log)
    place_ids = {new.draft.place_id for new in news if new.draft.place_id}
    category_ids = {new.category_id for new in news if new.category_id}
    places = session.scalars(places_visible_to(actor).where(Place.id.in_(place_ids)))
    categories = session.scalars(
        labels_visible_to(actor, Category).where(Category.id.in_(category_ids))
    )
    return _Named(
        places=_found(place_ids, places),
        categories=_found(category_ids, categories),
        tags={tag.name_key: tag for tag in tags},
        people={person.name_key: person for person in people},
    )


def _found[R: (Place, Category)](ids: set[UUID], records: Iterable[R]) -> dict[UUID, R]:
    found = {record.id: record for record in records}
    for id_ in ids:
        if id_ not in found:
            raise NotFound(say("There is no longer a record %(id)s.", id=id_))
    return found


def _expense(actor: Actor, new: NewExpense, named: _Named, source: str) -> Expense:
    expense = new_expense(actor, source)
    place_id, draft = new.draft.place_id, new.draft
    # Copies outside the session: setting the records themselves would draw the expense in.
    expense.place = _copy(named.places[place_id]) if place_id else None
    expense.category = _copy(named.categories[new.category_id]) if new.category_id else None
    expense.tags = [_copy(named.tags[key]) for key in _keys(draft.tags)]
    expense.people = [_copy(named.people[key]) for key in _keys(draft.people)]
    apply_fields(expense, new.fields)
    return expense


def _keys(names: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(name_key(name) for name in names)]


def _copy[R: (Place, Category, Tag, Person)](record: R) -> R:
    names = [n for n in ("id", "name", "name_key", "search_text") if hasattr(record, n)]
    return type(record)(**{name: getattr(record, name) for name in names})
