"""Places, people and labels with what was spent on each: sums come from `spending`."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import BigInteger, Row, Select, cast, func, or_, select

from mealtracker.db.functions import json_rows
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.paging import Cursor, Page, cut_page
from mealtracker.domain.text import fold
from mealtracker.errors import NotFound
from mealtracker.expenses.models import Expense, ExpensePerson, Spending
from mealtracker.expenses.rollup import is_visible_to as is_sum_visible_to
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.queries import visible_to as labels_visible_to
from mealtracker.labels.schemas import CategoryOut, Spent, TagOut
from mealtracker.people.models import Person
from mealtracker.people.queries import visible_to as people_visible_to
from mealtracker.people.schemas import PersonOut
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.places.queries import visible_to as places_visible_to
from mealtracker.places.schemas import PlaceOut, PlaceSpent
from mealtracker.sentences import say

type Which = Literal["", "favourite", "want_to_try", "archived"]

_PLACE_SORT = "name"
_COPIED = (
    *("id", "version", "name", "chain", "kind", "cuisine", "service_level", "price_level"),
    *("street", "city", "region", "postcode", "country", "phone", "website", "latitude"),
    *("longitude", "external_ids", "rating", "notes", "favourite", "want_to_try", "source"),
    *("created_at", "updated_at", "deleted_at"),
)


def list_places(
    reading: Reading,
    actor: Actor,
    *,
    q: str = "",
    which: Which = "",
    limit: int = 50,
    cursor_text: str | None = None,
) -> Page[PlaceOut]:
    """Return a page of places by name; archived ones only when asked for.

    Raises:
        Invalid: the cursor cannot be read.
    """
    statement = _place_rows(actor).order_by(Place.name_key, Place.id)
    for word in fold(q).split():
        statement = statement.where(
            or_(
                Place.search_text.contains(word, autoescape=True),
                Place.address_key.contains(word, autoescape=True),
            )
        )
    if which == "archived":
        statement = statement.where(Place.archived_at.is_not(None))
    else:
        statement = statement.where(Place.archived_at.is_(None))
    if which in {"favourite", "want_to_try"}:
        statement = statement.where(getattr(Place, which))
    if cursor_text:
        cursor = Cursor.decode(cursor_text, _PLACE_SORT)
        key = str(cursor.key[0] if cursor.key else "")
        statement = statement.where(
            or_(Place.name_key > key, (Place.name_key == key) & (Place.id > cursor.id))
        )
    page = cut_page(reading.all(statement.limit(limit + 1)), limit, _place_cursor)
    return Page(_places(reading, actor, page.items), page.next)


def places_by_visit(reading: Reading, actor: Actor, limit: int) -> list[PlaceOut]:
    """Return the places that were visited last, the latest first; no archived ones."""
    statement = _place_rows(actor).where(Place.archived_at.is_(None))
    last = statement.selected_columns.last_visit_on
    latest = statement.order_by(last.desc().nulls_last(), Place.name_key, Place.id)
    return _places(reading, actor, reading.all(latest.limit(limit)))


def show_place(reading: Reading, actor: Actor, place_id: UUID) -> PlaceOut:
    """Return one place.

    Raises:
        NotFound: it is not there.
    """
    row = reading.first(_place_rows(actor).where(Place.id == place_id))
    if row is None:
        raise NotFound(say("No place %(id)s.", id=place_id))
    return _places(reading, actor, [row])[0]


def list_categories(reading: Reading, actor: Actor) -> list[CategoryOut]:
    """Return the categories in their order, each with how many expenses it has."""
    counts = _spent(reading, actor, "category")
    statement = (
        labels_visible_to(actor, Category)
        .with_only_columns(*Category.__table__.c)
        .order_by(Category.position, Category.name_key, Category.id)
    )
    return [
        CategoryOut(
            row.id, row.name, row.kind, row.position, row.version, _count(counts[row.id.hex])
        )
        for row in reading.all(statement)
    ]


def list_tags(reading: Reading, actor: Actor) -> list[TagOut]:
    """Return the tags by name, each with what was spent under it."""
    sums = _spent(reading, actor, "tag")
    statement = (
        labels_visible_to(actor, Tag)
        .with_only_columns(*Tag.__table__.c)
        .order_by(Tag.name_key, Tag.id)
    )
    return [
        TagOut(
            row.id, row.name, row.colour, row.version, _count(sums[row.id.hex]), sums[row.id.hex]
        )
        for row in reading.all(statement)
    ]


def list_people(reading: Reading, actor: Actor) -> list[PersonOut]:
    """Return the people by name, each with how many expenses they ate along at."""
    count = (
        select(func.count())
        .select_from(ExpensePerson)
        .join(Expense, Expense.id == ExpensePerson.expense_id)
        .where(ExpensePerson.person_id == Person.id, Expense.deleted_at.is_(None))
        .scalar_subquery()
    )
    statement = (
        people_visible_to(actor)
        .with_only_columns(Person.id, Person.name, Person.version, count.label("entries"))
        .order_by(Person.name_key, Person.id)
    )
    return [PersonOut(r.id, r.name, r.version, r.entries) for r in reading.all(statement)]


def _place_rows(actor: Actor) -> Select[Any]:
    aliases = (
        select(json_rows(PlaceAlias.name))
        .where(PlaceAlias.place_id == Place.id)
        .correlate(Place)
        .scalar_subquery()
    )
    # The newest by the index, not the greatest of all: that would read every visit.
    last = (
        select(Expense.eaten_on)
        .where(Expense.place_id == Place.id, Expense.deleted_at.is_(None))
        .order_by(Expense.eaten_on.desc(), Expense.id.desc())
        .limit(1)
        .correlate(Place)
        .scalar_subquery()
    )
    return places_visible_to(actor).with_only_columns(
        *(getattr(Place, name) for name in _COPIED),
        Place.archived_at,
        Place.name_key,
        aliases.label("aliases"),
        last.label("last_visit_on"),
    )


def _place_cursor(row: Row[Any]) -> Cursor:
    return Cursor(_PLACE_SORT, (row.name_key,), row.id)


def _places(reading: Reading, actor: Actor, rows: Iterable[Row[Any]]) -> list[PlaceOut]:
    rows = list(rows)
    sums = _spent(reading, actor, "place", [row.id.hex for row in rows])
    return [_place_out(row, sums[row.id.hex]) for row in rows]


def _place_out(row: Row[Any], sums: list[Spent]) -> PlaceOut:
    last = row.last_visit_on
    return PlaceOut(
        **{name: getattr(row, name) for name in _COPIED},
        aliases=sorted(name for (name,) in row.aliases or ()),
        archived=row.archived_at is not None,
        visits=_count(sums),
        last_visit_on=last.isoformat() if isinstance(last, date) else last,
        spent=[PlaceSpent(spent.currency, spent.total, spent.count) for spent in sums],
    )


def _spent(
    reading: Reading, actor: Actor, dimension: str, keys: list[str] | None = None
) -> defaultdict[str, list[Spent]]:
    """Return all-time sums by key, in each currency, the most used first."""
    total = cast(func.sum(Spending.total_minor), BigInteger)
    count = cast(func.sum(Spending.count), BigInteger)
    statement = (
        select(Spending.key, Spending.currency, total.label("total"), count.label("entries"))
        .where(is_sum_visible_to(actor), Spending.dimension == dimension)
        .group_by(Spending.key, Spending.currency)
        .having(func.sum(Spending.count) > 0)
        .order_by(Spending.key, func.sum(Spending.count).desc(), Spending.currency)
    )
    if keys is not None:
        statement = statement.where(Spending.key.in_(keys))
    sums: defaultdict[str, list[Spent]] = defaultdict(list)
    for row in reading.all(statement):
        amount = amount_text(row.total, Currency(row.currency))
        sums[row.key].append(Spent(row.currency, amount, row.entries))
    return sums


def _count(sums: list[Spent]) -> int:
    return sum(spent.count for spent in sums)
