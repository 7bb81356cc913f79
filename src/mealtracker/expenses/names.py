"""What an expense names - place, category, tags and people - found, or made where it is new."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.domain.text import name_key
from mealtracker.errors import Invalid
from mealtracker.expenses.models import Expense
from mealtracker.expenses.schemas import ExpenseDraft
from mealtracker.labels.commands import tags_named
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.queries import by_keys as labels_by_keys
from mealtracker.labels.queries import visible_to as labels_visible_to
from mealtracker.people.commands import people_named
from mealtracker.people.models import Person
from mealtracker.people.queries import visible_to as people_visible_to
from mealtracker.places.commands import add_place, get_place
from mealtracker.places.models import Place
from mealtracker.places.queries import by_key as places_by_key
from mealtracker.places.queries import visible_to as places_visible_to
from mealtracker.places.schemas import PlaceDraft
from mealtracker.sentences import say

type Named = Place | Category | Tag | Person

_FIELDS: Final = ("id", "name", "name_key", "search_text")
_NO_TEXT: Final = cast(null(), String)


def relate(
    session: Session, actor: Actor, expense: Expense, draft: ExpenseDraft, log: ChangeLog
) -> None:
    """Give an expense its place, category, tags and people, made where they are new.

    Raises:
        Invalid: the category does not exist.
        NotFound: `draft.place_id` is not visible to the actor.
    """
    with session.no_autoflush:
        # Find everything first: making a tag flushes, and a half-changed expense must not go along.
        category = category_named(session, actor, draft.category)
        place = _place(session, actor, expense, draft, log)
        tags = tags_named(session, actor, draft.tags, log)
        people = people_named(session, actor, draft.people, log)
    expense.category, expense.place = category, place
    # Deleted ones are out of sight and stay, for when their deletion is undone.
    expense.tags = [*tags, *(tag for tag in expense.tags if tag.deleted_at)]
    expense.people = [*people, *(person for person in expense.people if person.deleted_at)]


def relate_known(session: Session, actor: Actor, expense: Expense, draft: ExpenseDraft) -> bool:
    """Give a new expense what it names, by one statement; tell whether all of that is there.

    It gets copies outside the session: they describe the records and cannot change them.
    """
    tags, people = _keys(draft.tags), _keys(draft.people)
    ones = {
        "place_id": draft.place_id,
        "place": draft.place and name_key(draft.place),
        "category": draft.category and name_key(draft.category),
    }
    count = sum(one is not None for one in ones.values()) + len(tags) + len(people)
    if not count:
        return True
    values = {**binds(actor), **ones, "tags": tags, "people": people}
    rows = session.connection().execute(_known(), values).all()
    if len(rows) < count:
        return False
    expense.place = next(iter(_copies(Place, rows).values()), None)
    expense.category = next(iter(_copies(Category, rows).values()), None)
    known_tags, known_people = _copies(Tag, rows), _copies(Person, rows)
    expense.tags = [known_tags[key] for key in tags]
    expense.people = [known_people[key] for key in people]
    return True


def category_named(
    session: Session, actor: Actor, name: str | None, pointer: str = "/category"
) -> Category | None:
    """Return the category of that name, None for none; `pointer` is where the name was sent.

    Raises:
        Invalid: there is no such category.
    """
    if name is None:
        return None
    found = session.scalar(labels_by_keys(actor, Category, [name_key(name)]))
    if found is None:
        message = say(
            "You have no category “%(name)s”. Add it in the settings, or take another.", name=name
        )
        raise Invalid.at(pointer, message)
    return found


def place_named(session: Session, actor: Actor, name: str, log: ChangeLog) -> Place:
    """Return the place of that name or alias, the last used of several, made when it is new."""
    found = session.scalar(_last_used(actor, name_key(name)))
    return found or add_place(session, actor, PlaceDraft(name=name), log)


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


def _last_used(actor: Actor, key: str | ColumnElement[str]) -> Select[Place]:
    """Select the place of that name or alias, the last used of several."""
    used = (
        select(func.max(Expense.eaten_on))
        .where(Expense.place_id == Place.id, Expense.deleted_at.is_(None))
        .correlate(Place)
        .scalar_subquery()
    )
    return (
        places_by_key(actor, key)
        .order_by(
            Place.archived_at.is_not(None), func.coalesce(used, date.min).desc(), Place.id.desc()
        )
        .limit(1)
    )


def _keys(names: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(name_key(name) for name in names)]


@cache
def _known() -> CompoundSelect[Any]:  # Any: the columns of `_copied`
    """Select everything that a draft names: one row each, where it is there."""
    by_id = places_visible_to(ANYONE).where(Place.id == bindparam("place_id", type_=Uuid()))
    by_name = _last_used(ANYONE, bindparam("place", type_=String()))
    category = labels_visible_to(ANYONE, Category).where(Category.name_key == bindparam("category"))
    tags = labels_visible_to(ANYONE, Tag).where(Tag.name_key.in_(_list("tags")))
    people = people_visible_to(ANYONE).where(Person.name_key.in_(_list("people")))
    return union_all(
        _copied(Place, by_id, Place.search_text),
        # Inside a union only a subquery may be put in order and cut.
        select(*_copied(Place, by_name, Place.search_text).subquery().c),
        _copied(Category, category),
        _copied(Tag, tags, Tag.search_text),
        _copied(Person, people),
    )


def _list(name: str) -> BindParameter[Any]:  # Any: a list of names
    return bindparam(name, type_=String(), expanding=True)


def _copied(
    kind: type[Named], statement: Select[Any], search_text: Any = _NO_TEXT  # Any: columns
) -> Select[Any]:
    columns = (literal(kind.__tablename__).label("kind"), kind.id, kind.name, kind.name_key)
    return statement.with_only_columns(*columns, search_text.label("search_text"))


def _copies[R: (Place, Category, Tag, Person)](
    kind: type[R], rows: Sequence[Row[Any]]  # Any: the columns of `_copied`
) -> dict[str, R]:
    """Return the rows of one kind as records outside the session, by the keys of their names."""
    return {
        row.name_key: kind(
            **{name: value for name in _FIELDS if (value := getattr(row, name)) is not None}
        )
        for row in rows
        if row.kind == kind.__tablename__
    }
