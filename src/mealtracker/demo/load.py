"""Loading sample data: rows of several rooms in bulk, as their own commands would write them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import batched
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from mealtracker.audit.commands import ChangeLog
from mealtracker.demo.catalogue import PEOPLE, PLACES, TAGS, SamplePlace
from mealtracker.demo.prices import prices_in
from mealtracker.demo.samples import Line, Sample, samples
from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.domain.meals import Source
from mealtracker.domain.text import fold, name_key
from mealtracker.expenses.models import Expense, ExpenseItem, ExpensePerson, ExpenseTag
from mealtracker.expenses.rollup import rebuild_household
from mealtracker.labels.commands import tags_named
from mealtracker.labels.models import Tag
from mealtracker.labels.queries import categories
from mealtracker.people.commands import people_named
from mealtracker.people.models import Person
from mealtracker.places.commands import apply_fields
from mealtracker.places.models import Place
from mealtracker.places.queries import visible_to
from mealtracker.places.schemas import PlaceDraft

#: Hears how many expenses are written.
type Progress = Callable[[int], None]

_BATCH: Final = 2000
_MILLI: Final = 1000


@dataclass(frozen=True, slots=True)
class _Cast:
    """The records that sample expenses refer to, by name; categories by kind."""

    places: dict[str, Place]
    tags: dict[str, Tag]
    people: dict[str, Person]
    categories: dict[str, UUID]


def load_demo(
    session: Session, actor: Actor, count: int, seed: int, progress: Progress | None = None
) -> None:
    """Add `count` sample expenses to the household, the same for the same seed and day.

    They reach back two years, or ten from 2,000 on. The change has no rows: `clear_demo` takes
    all of it away, undo cannot.

    Raises:
        Forbidden: the actor may only look.
    """
    actor.must_edit()
    log = ChangeLog(session, actor, "demo.loaded")
    cast = _cast(session, actor, log)
    log.rows.clear()
    log.begin()
    written = 0
    drawn = samples(count, seed, actor.today, prices_in(actor.currency))
    for batch in batched(drawn, _BATCH, strict=False):
        _write(session, actor, cast, batch)
        written += len(batch)
        if progress:
            progress(written)
    rebuild_household(session, actor)
    log.save()


def _cast(session: Session, actor: Actor, log: ChangeLog) -> _Cast:
    tags = tags_named(session, actor, TAGS, log)
    for tag in tags:
        if tag.created_at == actor.now:
            tag.colour = TAGS[tag.name]
    people = people_named(session, actor, PEOPLE, log)
    kinds: dict[str, UUID] = {}
    for category in session.scalars(categories(actor)):
        kinds.setdefault(category.kind, category.id)
    return _Cast(
        places=_places(session, actor),
        tags=dict(zip(TAGS, tags, strict=True)),
        people=dict(zip(PEOPLE, people, strict=True)),
        categories=kinds,
    )


def _places(session: Session, actor: Actor) -> dict[str, Place]:
    """Return the sample places; those of the household with name and address are taken."""
    keys = [name_key(sample.name) for sample in PLACES]
    there = {
        (place.name_key, place.address_key): place
        for place in session.scalars(visible_to(actor).where(Place.name_key.in_(keys)))
    }
    made = {sample.name: _place(actor, sample) for sample in PLACES}
    found = {
        name: there.get((place.name_key, place.address_key), place) for name, place in made.items()
    }
    session.add_all(found.values())
    session.flush()
    return found


def _place(actor: Actor, sample: SamplePlace) -> Place:
    draft = PlaceDraft(
        name=sample.name,
        kind=sample.kind,
        cuisine=sample.cuisine,
        street=sample.street,
        price_level=sample.price_level,
        favourite=sample.is_favourite,
    )
    place = Place(
        id=uuid7(),
        household_id=actor.household_id,
        source=Source.DEMO,
        created_at=actor.now,
        updated_at=actor.now,
        aliases=[],
    )
    apply_fields(place, draft.model_dump(mode="json", exclude={"archived"}))
    return place


def _write(session: Session, actor: Actor, cast: _Cast, batch: Sequence[Sample]) -> None:
    ids = [uuid7() for _ in batch]
    pairs = list(zip(ids, batch, strict=True))
    connection = session.connection()
    connection.execute(insert(Expense), [_row(actor, cast, *pair) for pair in pairs])
    for table, rows in (
        (ExpenseItem, [row for pair in pairs for row in _lines(*pair)]),
        (ExpenseTag, _links(pairs, "tag_id", lambda s: [cast.tags[name].id for name in s.tags])),
        (
            ExpensePerson,
            _links(pairs, "person_id", lambda s: [cast.people[name].id for name in s.people]),
        ),
    ):
        if rows:
            connection.execute(insert(table), rows)


def _row(
    actor: Actor, cast: _Cast, expense_id: UUID, sample: Sample
) -> dict[str, Any]:  # Any: a row of the table
    place, habit = cast.places[sample.place], sample.habit
    own_text = _folded(" ".join([sample.note, *(line.dish.name for line in sample.lines)]))
    tags = " ".join(cast.tags[name].search_text for name in sample.tags)
    return {
        "id": expense_id,
        "household_id": actor.household_id,
        "kind": sample.kind,
        "eaten_on": sample.day,
        "eaten_at": sample.time,
        "zone": None,
        "meal": habit.meal,
        "order_type": habit.order_type,
        "place_id": place.id,
        "category_id": cast.categories.get(habit.category),
        "covers": sample.covers,
        "currency": actor.currency,
        **sample.bill.columns,
        "payment": sample.payment,
        "note": sample.note,
        "own_text": own_text,
        "search_text": f"{place.search_text}\n{own_text}\n{tags}",
        "source": Source.DEMO,
        "created_at": actor.now,
        "updated_at": actor.now,
        "deleted_at": None,
        "version": 1,
    }


@cache
def _folded(text: str) -> str:
    return fold(text)


def _lines(expense_id: UUID, sample: Sample) -> Iterable[dict[str, Any]]:  # Any: a row
    return [_line(expense_id, position, line) for position, line in enumerate(sample.lines)]


def _line(expense_id: UUID, position: int, line: Line) -> dict[str, Any]:  # Any: a row
    return {
        "expense_id": expense_id,
        "position": position,
        "name": line.dish.name,
        "quantity_milli": line.quantity * _MILLI,
        "unit_price_minor": line.unit_price,
        "total_minor": line.total,
        "kind": line.dish.kind,
    }


def _links(
    pairs: Iterable[tuple[UUID, Sample]], column: str, ids: Callable[[Sample], list[UUID]]
) -> list[dict[str, UUID]]:
    return [
        {"expense_id": expense_id, column: other}
        for expense_id, sample in pairs
        for other in ids(sample)
    ]
