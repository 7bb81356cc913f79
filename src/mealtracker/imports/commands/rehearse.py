"""Rehearsing: every row is decided, a few hundred at a time, and nothing is taken in yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Integer, Row, Select, bindparam, case, cast, select, tuple_, update
from sqlalchemy.orm import Session

from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor
from mealtracker.errors import Conflict
from mealtracker.imports.commands.load import CHUNK, Progress
from mealtracker.imports.commands.uploads import get_import, has_applied_rows
from mealtracker.imports.identity import Found, Known, Recogniser, Seen
from mealtracker.imports.judging import Judge, Judged
from mealtracker.imports.lookups import (
    categories_of,
    directory_of,
    expenses_between,
    learned_of,
    marks_of,
)
from mealtracker.imports.models import BankAccount, ImportRow
from mealtracker.imports.reasons import Decision
from mealtracker.sentences import say

#: Rows of one content together, those that are taken in already first, then those with an id.
_ORDER: Final = (
    ImportRow.day,
    ImportRow.content_key,
    cast(case((ImportRow.applied_at.is_(None), 1), else_=0), Integer),
    cast(case((ImportRow.id_key.is_(None), 1), else_=0), Integer),
    ImportRow.position,
)
_WRITTEN: Final = tuple(Judged.__dataclass_fields__)
_READ: Final = (
    *("position", "day", "time", "payee", "payee_name", "payee_key", "minor", "currency", "memo"),
    *("file_category", "mcc", "is_pending", "is_transfer", "content_key", "id_key", "decision"),
    *("decided_by", "is_known", "applied_at", "expense_id"),
)


@dataclass(slots=True)
class _Run:
    """What one rehearsal remembers from chunk to chunk."""

    judge: Judge
    recogniser: Recogniser = field(default_factory=Recogniser)
    last: tuple[object, ...] | None = None
    done: int = 0


def rehearse_import(
    db: Database, actor: Actor, import_id: UUID, progress: Progress | None = None
) -> None:
    """Decide every row with its reason. What people decided stays, unless the row is known by now.

    Raises:
        NotFound: the import is not there.
        Conflict: its rows were not read yet, or are being applied.
    """
    with db.unit_of_work() as session:
        run = _begin(session, actor, import_id)
    is_more = True
    while is_more:
        with db.unit_of_work() as session:
            is_more = _rehearse_chunk(session, actor, import_id, run)
        if progress:
            progress(run.done)
    with db.unit_of_work() as session:
        found = get_import(session, actor, import_id)
        found.state = "applied" if has_applied_rows(session, import_id) else "rehearsed"
        found.updated_at = actor.now


def _begin(session: Session, actor: Actor, import_id: UUID) -> _Run:
    found = get_import(session, actor, import_id)
    if found.state not in {"mapped", "rehearsed", "applied", "undone"}:
        raise Conflict(
            say(
                "This import cannot be looked through now: its state is %(state)s.",
                state=found.state,
            )
        )
    claimed = select(ImportRow.expense_id).where(
        ImportRow.import_id == import_id,
        ImportRow.decision == Decision.MATCH,
        ImportRow.expense_id.is_not(None),
        (ImportRow.decided_by == "person") | ImportRow.applied_at.is_not(None),
    )
    judge = Judge(
        actor=actor,
        directory=directory_of(session, actor),
        categories=categories_of(session, actor),
        claimed={id_ for id_ in session.scalars(claimed) if id_},
    )
    return _Run(judge)


def _rehearse_chunk(session: Session, actor: Actor, import_id: UUID, run: _Run) -> bool:
    get_import(session, actor, import_id)
    rows = session.execute(_next(import_id, run.last)).all()
    if not rows:
        return False
    run.last, run.done = tuple(rows[-1][-len(_ORDER) :]), run.done + len(rows)
    marks = marks_of(
        session, actor, {row.content_key for row in rows}, {row.id_key for row in rows}
    )
    found = run.recogniser.recognise([Seen(row.content_key, row.id_key) for row in rows], marks)
    first, last, currencies = rows[0].day, rows[-1].day, {row.currency for row in rows}
    run.judge.look_at(
        expenses_between(session, actor, first, last, currencies),
        learned_of(session, actor, {row.payee_key for row in rows}),
    )
    _write(session, import_id, list(_judged(run.judge, rows, found)))
    return len(rows) == CHUNK


def _next(import_id: UUID, last: tuple[object, ...] | None) -> Select[Any]:  # Any: columns of rows
    statement = (
        select(
            *(getattr(ImportRow, name) for name in _READ),
            BankAccount.name.label("payment"),
            *(column.label(f"order_{index}") for index, column in enumerate(_ORDER)),
        )
        .join(BankAccount, BankAccount.id == ImportRow.bank_account_id)
        .where(ImportRow.import_id == import_id, ImportRow.day.is_not(None))
        .order_by(*_ORDER)
        .limit(CHUNK)
    )
    if last is not None:
        # By the day alone the index is of use.
        after = tuple_(*_ORDER) > tuple_(*last)
        statement = statement.where(ImportRow.day >= last[0], after)
    return statement


def _judged(
    judge: Judge, rows: Sequence[Row[Any]], found: Sequence[Found]
) -> Iterator[tuple[int, Judged]]:
    for row, one in zip(rows, found, strict=True):
        known = one if isinstance(one, Known) else None
        is_news = known is not None and not row.is_known
        if row.applied_at is not None or (row.decided_by == "person" and not is_news):
            continue
        yield row.position, judge.judge(row, one)


def _write(session: Session, import_id: UUID, judged: Sequence[tuple[int, Judged]]) -> None:
    if not judged:
        return
    columns = ImportRow.__table__.c
    statement = (
        update(ImportRow)
        .where(ImportRow.import_id == import_id, ImportRow.position == bindparam("at_position"))
        .values({name: bindparam(f"new_{name}", type_=columns[name].type) for name in _WRITTEN})
    )
    values = [
        {"at_position": position, **{f"new_{name}": getattr(one, name) for name in _WRITTEN}}
        for position, one in judged
    ]
    session.connection().execute(statement, values)
