"""What rehearsing, deciding and applying look up, for a chunk of rows in a few statements."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, or_, select
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.expenses.models import Expense
from mealtracker.expenses.queries import is_visible_to as is_expense_visible_to
from mealtracker.imports.candidates import Directory, KnownPlace
from mealtracker.imports.food import Learned
from mealtracker.imports.identity import Mark
from mealtracker.imports.judging import Categories
from mealtracker.imports.matching import around
from mealtracker.imports.models import BankAccount, ImportMark, LearnedPayee
from mealtracker.imports.queries import is_visible_to
from mealtracker.labels.models import Category
from mealtracker.labels.queries import visible_to as labels_visible_to
from mealtracker.places.models import Place, PlaceAlias
from mealtracker.places.queries import visible_to as places_visible_to


def directory_of(session: Session, actor: Actor) -> Directory:
    """Return the places of the household by their names; archived ones are among them."""
    others: dict[UUID, list[str]] = {}
    aliases = select(PlaceAlias.place_id, PlaceAlias.name).join(Place).where(*_living_places(actor))
    for place_id, name in session.execute(aliases):
        others.setdefault(place_id, []).append(name)
    found = session.execute(
        select(Place.id, Place.name, Place.chain).where(*_living_places(actor)).order_by(Place.id)
    )
    return Directory(
        KnownPlace(id_, name, chain, tuple(others.get(id_, ()))) for id_, name, chain in found
    )


def categories_of(session: Session, actor: Actor) -> Categories:
    """Return the categories of the household."""
    found = session.execute(
        labels_visible_to(actor, Category)
        .with_only_columns(Category.id, Category.name, Category.name_key, Category.kind)
        .order_by(Category.position.desc(), Category.id.desc())
    ).all()
    return Categories(
        by_name={row.name_key: row.id for row in found},
        by_kind={row.kind: row.id for row in found},
        names={row.id: row.name for row in found},
        kinds={row.id: row.kind for row in found},
    )


def learned_of(
    session: Session, actor: Actor, payee_keys: Collection[str]
) -> dict[str, tuple[Learned, UUID | None]]:
    """Return what people decided about payees before."""
    found = session.execute(
        select(LearnedPayee.payee_key, LearnedPayee.is_food, LearnedPayee.category_id).where(
            is_visible_to(actor, LearnedPayee), LearnedPayee.payee_key.in_(payee_keys)
        )
    )
    return {row.payee_key: (Learned(row.is_food), row.category_id) for row in found}


def marks_of(
    session: Session, actor: Actor, content_keys: Iterable[str], id_keys: Iterable[str | None]
) -> list[Mark]:
    """Return the marks with one of these contents or ids."""
    accounts = select(BankAccount.id).where(is_visible_to(actor, BankAccount))
    names = "content_key ordinal id_key expense_id is_pending is_left_out".split()
    found = session.execute(
        select(
            *(getattr(ImportMark, name) for name in names),
            or_(
                and_(ImportMark.expense_id.is_(None), ~ImportMark.is_left_out),
                Expense.deleted_at.is_not(None),
            ).label("is_deleted"),
        )
        .outerjoin(Expense, Expense.id == ImportMark.expense_id)
        .where(
            ImportMark.bank_account_id.in_(accounts),
            or_(
                ImportMark.content_key.in_([*content_keys]),
                ImportMark.id_key.in_([key for key in id_keys if key]),
            ),
        )
    )
    return [Mark(**row._asdict()) for row in found]


def expenses_between(
    session: Session, actor: Actor, first: date, last: date, currencies: Collection[str]
) -> list[Row[Any]]:
    """Return the expenses around some days that no booked row stands for yet."""
    statement = unlinked(actor).where(
        Expense.eaten_on.between(*around(first, last)), Expense.currency.in_(currencies)
    )
    return [*session.execute(statement)]


def unlinked(actor: Actor) -> Select[Any]:  # Any: columns of an expense
    """Select the living expenses that no booked row stands for, with what a match looks at."""
    mark = ImportMark.expense_id == Expense.id
    names = (
        *("id", "version", "kind", "eaten_on", "eaten_at", "currency", "total_minor", "tip_minor"),
        *("service_charge_minor", "place_id", "category_id", "payment", "note"),
    )
    return (
        select(
            *(getattr(Expense, name) for name in names),
            case((Expense.kind == "refund", Expense.total_minor), else_=-Expense.total_minor).label(
                "minor"
            ),
            Place.name.label("place"),
            Category.name.label("category"),
            exists().where(mark, ImportMark.is_pending).label("is_pending"),
        )
        .outerjoin(Place, Place.id == Expense.place_id)
        .outerjoin(Category, Category.id == Expense.category_id)
        .where(
            is_expense_visible_to(actor),
            Expense.deleted_at.is_(None),
            ~exists().where(mark, ~ImportMark.is_pending),
        )
        .order_by(Expense.id)
    )


def _living_places(actor: Actor) -> list[ColumnElement[bool]]:
    whole = places_visible_to(actor).whereclause
    return [] if whole is None else [whole]
