"""The sums of `spending`: kept up in the transaction of every change, and rebuilt by command."""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Executable,
    Select,
    String,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from mealtracker.audit.commands import Snapshot
from mealtracker.db.functions import month_start
from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, Money
from mealtracker.expenses.models import Expense, ExpenseTag, Spending

_COLUMNS = ["household_id", "dimension", "period", "currency", "key", "total_minor", "count"]

type Slot = tuple[str, date, str, str]


class Deltas:
    """What a change adds to and takes from the sums, until it is written."""

    def __init__(self) -> None:
        """Begin with no difference."""
        self._minor: Counter[Slot] = Counter()
        self._count: Counter[Slot] = Counter()

    def move(self, before: Snapshot | None, after: Snapshot | None) -> None:
        """Take an expense out as it was before and put it in as it is after."""
        for snapshot, sign in ((before, -1), (after, 1)):
            if snapshot is None or snapshot.get("deleted_at"):
                continue
            currency = Currency(snapshot["currency"])
            minor = Money.parse(snapshot["total"], currency).minor
            minor = -minor if snapshot["kind"] == "refund" else minor
            for slot in _slots(snapshot):
                self._minor[slot] += sign * minor
                self._count[slot] += sign

    def write(self, session: Session, household_id: UUID) -> None:
        """Add everything to the table at once; rows are locked in one order."""
        values = [
            {
                "household_id": household_id,
                "dimension": slot[0],
                "period": slot[1],
                "currency": slot[2],
                "key": slot[3],
                "total_minor": self._minor[slot],
                "count": self._count[slot],
            }
            for slot in sorted(self._count)
            if self._minor[slot] or self._count[slot]
        ]
        if values:
            link = session.connection()
            link.execute(_adding(link.dialect.name), values)


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Tell which sums the actor may see: those of the household."""
    return Spending.household_id == household_of(actor)


def recount(session: Session, actor: Actor, before: Snapshot | None, after: Snapshot) -> None:
    """Count one expense as it is after a change, and no longer as it was before."""
    deltas = Deltas()
    deltas.move(before, after)
    deltas.write(session, actor.household_id)


@contextmanager
def recounted(session: Session, which: Select[UUID]) -> Generator[None]:
    """Count expenses as they are after the block, and no longer as they were before it.

    `which` selects their ids; nobody else may change them meanwhile.
    """
    _count(session, which, -1)
    yield
    _count(session, which, 1)


def move_key(
    session: Session, actor: Actor, dimensions: Sequence[str], old: UUID, new: UUID | None
) -> None:
    """Add all sums under the key `old` to those under `new`, in two statements."""
    here = and_(is_visible_to(actor), Spending.dimension.in_(dimensions), Spending.key == old.hex)
    source = select(
        *(getattr(Spending, name) for name in _COLUMNS[:4]),
        literal(new.hex if new else "").label("key"),
        Spending.total_minor,
        Spending.count,
    ).where(here)
    session.execute(_adding_all(session.get_bind().dialect.name, source))
    session.execute(delete(Spending).where(here))


def rebuild(session: Session) -> None:
    """Count everything anew, for all households."""
    _lock(session)
    session.execute(delete(Spending))
    session.execute(insert(Spending).from_select(_COLUMNS, counted()))


def rebuild_household(session: Session, actor: Actor) -> None:
    """Count everything anew for the actor's household, after expenses were written in bulk."""
    _lock(session)
    session.execute(delete(Spending).where(is_visible_to(actor)))
    mine = counted().filter_by(household_id=household_of(actor))
    session.execute(insert(Spending).from_select(_COLUMNS, mine))


def differences(session: Session) -> int:
    """Return how many sums are not what the expenses say, for all households."""
    columns = [getattr(Spending, name) for name in _COLUMNS]
    kept = select(*columns).where(Spending.count != 0)
    true = counted()
    wrong = union_all(
        select(*kept.except_(true).subquery().c), select(*true.except_(kept).subquery().c)
    )
    return session.scalar(select(func.count()).select_from(wrong.subquery())) or 0


def counted(*where: ColumnElement[bool]) -> Select[Any]:  # Any: the columns of `spending`
    """Select what the sums must be, from the expenses themselves: all, or those of `where`."""
    month = month_start(Expense.eaten_on)
    category = key_of(Expense.category_id)
    tagged = _sums("tag", month, key_of(ExpenseTag.tag_id)).join(
        ExpenseTag, ExpenseTag.expense_id == Expense.id
    )
    sums = (
        _sums("day", Expense.eaten_on, category),
        _sums("all", month, literal("")),
        _sums("category", month, category),
        _sums("place", month, key_of(Expense.place_id)),
        _sums("meal", month, func.coalesce(Expense.meal, "")),
        tagged,
    )
    every = union_all(*(one.where(*where) for one in sums)).subquery()
    return select(*every.c)


def signed_total() -> ColumnElement[int]:
    """Return the total with its sign: a refund counts as minus."""
    return case((Expense.kind == "refund", -Expense.total_minor), else_=Expense.total_minor)


def _lock(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        # A change that runs beside this one waits, then adds to what is counted here.
        session.execute(text("LOCK TABLE spending IN SHARE ROW EXCLUSIVE MODE"))


def _count(session: Session, which: Select[UUID], sign: Literal[1, -1]) -> None:
    sums = counted(Expense.id.in_(which)).subquery().c
    source = (
        select(*list(sums)[:5], sums.total_minor * sign, sums["count"] * sign).where(
            sums["count"] > 0
        )
        # Rows are locked in one order, the same as that of `Deltas`.
        .order_by(sums.dimension, sums.period, sums.currency, sums.key)
    )
    session.execute(_adding_all(session.get_bind().dialect.name, source))


def _sums(dimension: str, period: Any, key: ColumnElement[str]) -> Select[Any]:
    return (
        select(
            Expense.household_id,
            literal(dimension).label("dimension"),
            period.label("period"),
            Expense.currency,
            key.label("key"),
            cast(func.sum(signed_total()), BigInteger).label("total_minor"),
            func.count().label("count"),
        )
        .where(Expense.deleted_at.is_(None))
        .group_by(Expense.household_id, period, Expense.currency, key)
    )


def key_of(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """Return an id column as the key of a sum: hexadecimal, empty for none."""
    return func.coalesce(func.replace(cast(column, String), "-", ""), "")


@cache
def _adding(dialect: str) -> Executable:
    """Return the statement that adds a row to the sums, making it if it is not there."""
    # Run with a list of rows: a statement that holds them is compiled anew each time.
    return _on_conflict_add(_insert(dialect))


def _adding_all(dialect: str, source: Select[Any]) -> Executable:
    """Return the same for all rows of `source`."""
    # SQLite cannot tell the ON of a join from ON CONFLICT without a WHERE before it.
    return _on_conflict_add(_insert(dialect).from_select(_COLUMNS, source))


def _insert(dialect: str) -> postgresql.Insert | sqlite.Insert:
    return sqlite.insert(Spending) if dialect == "sqlite" else postgresql.insert(Spending)


def _on_conflict_add(statement: postgresql.Insert | sqlite.Insert) -> Executable:
    excluded = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=_COLUMNS[:5],
        set_={
            "total_minor": Spending.total_minor + excluded.total_minor,
            "count": Spending.count + excluded["count"],
        },
    )


def _slots(snapshot: Mapping[str, Any]) -> Iterator[Slot]:
    day = date.fromisoformat(snapshot["eaten_on"])
    month, currency = day.replace(day=1), snapshot["currency"]
    category = _hex(snapshot["category_id"])
    yield "day", day, currency, category
    yield "all", month, currency, ""
    yield "category", month, currency, category
    yield "place", month, currency, _hex(snapshot["place_id"])
    yield "meal", month, currency, snapshot["meal"] or ""
    for tag_id in snapshot["tag_ids"]:
        yield "tag", month, currency, _hex(tag_id)


def _hex(id_text: str | None) -> str:
    return (id_text or "").replace("-", "")
