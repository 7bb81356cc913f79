"""Reading a line as somebody's: with the names of the household, and the habits of the writer."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    String,
    bindparam,
    case,
    literal,
    null,
    or_,
    union_all,
)

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import ANYONE, Actor, binds
from mealtracker.domain.amounts import Separators
from mealtracker.domain.meals import ExpenseKind
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.text import fold
from mealtracker.errors import Invalid
from mealtracker.expenses.models import Expense
from mealtracker.expenses.queries import visible_to as expenses_visible_to
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.queries import visible_to as labels_visible_to
from mealtracker.people.models import Person
from mealtracker.people.queries import visible_to as people_visible_to
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.places.queries import visible_to as places_visible_to
from mealtracker.quickadd.board import name_keys
from mealtracker.quickadd.context import Context, DayOrder, Known, NameKind
from mealtracker.quickadd.habits import Habits, propose
from mealtracker.quickadd.reading import read_line
from mealtracker.quickadd.schemas import LINE_LENGTH, Line
from mealtracker.sentences import say

_ENGLISH: Final = "en"
_COLUMNS: Final = ("key", "name", "id", "detail", "position")

#: A kind of name, who has names of that kind, and the columns that say so.
type _Part = tuple[NameKind, Select[Any], Sequence[ColumnElement[Any]]]  # Any: several tables


def read_quick_line(
    reading: Reading, actor: Actor, text: str, *, language: str, today: date | None = None
) -> Line:
    """Read a line for the actor's household, by two statements at most; nothing is written.

    `language` is a locale such as `de` or `pt_BR`; `today` is the day at the table.

    Raises:
        Invalid: the line is too long.
    """
    context = context_of(reading, actor, text, language=language, today=today)
    line = read_line(text, context)
    return propose(text, line, context, _habits(reading, actor, line, context))


def context_of(
    reading: Reading, actor: Actor, text: str, *, language: str, today: date | None = None
) -> Context:
    """Return what `text` is read against: the writer's way to write, and the names in the line.

    Raises:
        Invalid: the line is too long.
    """
    if len(text) > LINE_LENGTH:
        message = say("A line has at most %(num)s characters.", num=LINE_LENGTH)
        raise Invalid.at("/text", message)
    keys = name_keys(text)
    folded = [key if key.isascii() else fold(key) for key in keys]
    rows = reading.all(_names(), {**binds(actor), "keys": keys, "folded": folded})
    locale = _locale(language)
    symbols = locale.number_symbols["latn"]
    return Context(
        today=today or actor.today,
        currency=actor.currency,
        language=str(locale),
        marks=Separators(str(symbols["decimal"]), str(symbols["group"])),
        day_order=_day_order(locale),
        week_start=locale.first_week_day,
        names=_by_key(rows, keys, folded),
        categories={row.detail: row.name for row in reversed(rows) if row.kind == "category"},
    )


@cache
def _names() -> CompoundSelect[Any]:  # Any: columns of several tables
    """Select the names among `keys`, or `folded` for places, and all categories in their order."""
    selects = [
        statement.with_only_columns(
            literal(kind).label("kind"),
            *(column.label(name) for column, name in zip(columns, _COLUMNS, strict=True)),
        )
        for kind, statement, columns in _parts()
    ]
    return union_all(*selects).order_by("kind", "position", "key", "id")


def _parts() -> list[_Part]:
    keys, folded = (bindparam(name, type_=String(), expanding=True) for name in ("keys", "folded"))
    is_archived = case((Place.archived_at.is_not(None), 1), else_=0)
    empty, first = literal(""), literal(0)
    places = places_visible_to(ANYONE)
    return [
        (
            "place",
            places.where(or_(Place.name_key.in_(keys), Place.search_text.in_(folded))),
            _columns(Place, Place.id, Place.search_text, is_archived),
        ),
        (
            "place",
            places.join(PlaceAlias, PlaceAlias.place_id == Place.id).where(
                PlaceAlias.name_key.in_(keys)
            ),
            (_column(PlaceAlias.name_key), *_columns(Place, Place.id, empty, is_archived)[1:]),
        ),
        (
            "person",
            people_visible_to(ANYONE).where(Person.name_key.in_(keys)),
            _columns(Person, null(), empty, first),
        ),
        (
            "tag",
            labels_visible_to(ANYONE, Tag).where(Tag.name_key.in_(keys)),
            _columns(Tag, null(), empty, first),
        ),
        (
            "category",
            labels_visible_to(ANYONE, Category),
            _columns(Category, null(), Category.kind, Category.position),
        ),
    ]


def _columns(
    table: type[Place | Person | Tag | Category], *others: Any  # Any: columns of any type
) -> tuple[ColumnElement[Any], ...]:
    return _column(table.name_key), _column(table.name), *map(_column, others)


def _column(column: Any) -> ColumnElement[Any]:  # Any: a column, as the mapper or SQL has it
    return cast("ColumnElement[Any]", column)


def _by_key(
    rows: Iterable[Row[Any]], keys: Sequence[str], folded: Sequence[str]
) -> dict[str, list[Known]]:
    """Return the names by the key that the line spells them with; accents may be left out."""
    spelled = dict(zip(folded, keys, strict=True))
    names: dict[str, list[Known]] = {}
    for row in rows:
        kind: NameKind = row.kind
        known = Known(kind, row.name, row.id)
        names.setdefault(row.key, []).append(known)
        typed = spelled.get(row.detail) if kind == "place" else None
        if typed is not None and typed != row.key:
            names.setdefault(typed, []).append(known)
    return names


def _habits(reading: Reading, actor: Actor, line: Line, context: Context) -> Habits:
    clock = actor.now.astimezone(ZoneInfo(actor.zone)).strftime("%H:%M")
    is_now = context.today == actor.today
    ids = {
        known.id
        for names in context.names.values()
        for known in names
        if known.kind == "place" and known.name == line.draft.place and known.id
    }
    draft = line.draft
    is_said = draft.meal is not None and draft.category is not None and draft.total is not None
    values = {**binds(actor), "place_ids": sorted(ids)}
    last = reading.first(_last_time(), values) if ids and not is_said else None
    return Habits(
        category=last.category if last else None,
        meal=last.meal if last else None,
        clock=clock if is_now else None,
        total=amount_text(last.total_minor, Currency(last.currency)) if last else None,
        currency=last.currency if last else None,
    )


@cache
def _last_time() -> Select[str, str, int, str]:
    """Select what the last time at any of `place_ids` was, and cost."""
    return (
        expenses_visible_to(ANYONE)
        .outerjoin(Category, (Category.id == Expense.category_id) & Category.deleted_at.is_(None))
        .where(
            Expense.place_id.in_(bindparam("place_ids", expanding=True)),
            Expense.kind == ExpenseKind.EXPENSE,
        )
        .order_by(Expense.eaten_on.desc(), Expense.id.desc())
        .limit(1)
        .with_only_columns(
            Category.name.label("category"), Expense.meal, Expense.total_minor, Expense.currency
        )
    )


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ENGLISH)


def _day_order(locale: Locale) -> DayOrder:
    """Return the order of day, month and year in the short dates of a locale."""
    pattern = locale.date_formats["short"].pattern.lower()
    letters = sorted("dmy", key=pattern.find)
    order = "".join(letters).upper()
    return cast("DayOrder", order) if order in {"DMY", "MDY", "YMD"} else "YMD"
