"""Questions about saved filters."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select

from mealtracker.db.prepared import Prepared
from mealtracker.db.reading import Reading
from mealtracker.db.scope import household_of
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.domain.text import name_key
from mealtracker.errors import NotFound
from mealtracker.saved_filters.models import SavedFilter
from mealtracker.saved_filters.schemas import FilterOut
from mealtracker.sentences import say


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Tell which saved filters the actor may see: those of the household, deleted included."""
    return SavedFilter.household_id == household_of(actor)


def visible_to(actor: Actor) -> Select[SavedFilter]:
    """Select the saved filters that were not deleted."""
    return select(SavedFilter).where(is_visible_to(actor), SavedFilter.deleted_at.is_(None))


def by_id(actor: Actor, filter_id: UUID) -> Select[SavedFilter]:
    """Select one saved filter that was not deleted."""
    return visible_to(actor).where(SavedFilter.id == filter_id)


def by_key(actor: Actor, key: str) -> Select[SavedFilter]:
    """Select the saved filter whose name has the folded form `key`."""
    return visible_to(actor).where(SavedFilter.name_key == key)


def rows(actor: Actor) -> Select[Any]:  # Any: the fields of `FilterOut`
    """Select what a `FilterOut` shows, in the order people gave the filters."""
    columns = [getattr(SavedFilter, name) for name in FilterOut.__dataclass_fields__]
    return (
        visible_to(actor)
        .with_only_columns(*columns)
        .order_by(SavedFilter.position, SavedFilter.name_key, SavedFilter.id)
    )


#: Built once for everybody: the list of expenses asks for it with every page.
_ROWS = Prepared(rows(ANYONE))


def list_filters(reading: Reading, actor: Actor) -> list[FilterOut]:
    """Return the saved filters in their order."""
    return [_out(row) for row in reading.all(_ROWS, binds(actor))]


def show_filter(reading: Reading, actor: Actor, filter_id: UUID) -> FilterOut:
    """Return one saved filter.

    Raises:
        NotFound: it is not there.
    """
    row = reading.first(rows(actor).where(SavedFilter.id == filter_id))
    if row is None:
        raise NotFound(say("No saved filter %(id)s.", id=filter_id))
    return _out(row)


def filter_named(reading: Reading, actor: Actor, name: str) -> FilterOut:
    """Return the saved filter of a name, whatever its capitals.

    Raises:
        NotFound: there is none.
    """
    row = reading.first(rows(actor).where(SavedFilter.name_key == name_key(name)))
    if row is None:
        raise NotFound(say("No saved filter named “%(name)s”.", name=name))
    return _out(row)


def _out(row: Row[Any]) -> FilterOut:
    return FilterOut(row.id, row.name, row.q, row.sort, row.position, row.version)
