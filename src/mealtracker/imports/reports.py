"""Imports as programs see them: how a file is read, and what looking through it found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.imports.models import Import
from mealtracker.imports.queries import show_import, summarise, totals_read, visible_to
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.reasons import Decision
from mealtracker.imports.rows import BadRow, BankRow, Question, Read
from mealtracker.imports.schemas import Effect, ImportOut, Tally


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One of the first rows of a file as it is read now; `error` says why one cannot be."""

    line: int
    raw: str
    error: str | None = None
    day: date | None = None
    payee: str = ""
    memo: str = ""
    amount: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class PlanOut:
    """How a file is going to be read, and what it leaves open."""

    format: str
    preset: str | None
    encoding: str | None
    delimiter: str | None
    header_line: int
    header: list[str]
    mapping: list[str | None]
    date_order: str | None
    decimal_mark: str | None
    is_flipped: bool
    questions: list[Question]
    first_rows: list[FirstRow]


@dataclass(frozen=True, slots=True)
class ImportBegun(ImportOut):
    """An import whose file has just come in; `same_file_id` is the one that took it in before."""

    same_file_id: UUID | None
    detected: PlanOut


@dataclass(frozen=True, slots=True)
class ImportReport(ImportOut):
    """An import with what looking through it found.

    `counts` are rows by decision, `reasons` says why, `effects` is what applying does to what was
    spent, and `totals` the sum of all rows that could be read, by currency.
    """

    counts: dict[str, int]
    reasons: list[Tally]
    effects: list[Effect]
    totals: dict[str, str]


def begun(reading: Reading, actor: Actor, import_id: UUID, plan: ReadPlan) -> ImportBegun:
    """Return a new import, and how its file is going to be read.

    Raises:
        NotFound: it is not there.
    """
    found = show_import(reading, actor, import_id)
    return ImportBegun(
        **asdict(found),
        same_file_id=same_file(reading, actor, found.sha256),
        detected=_plan(plan, actor),
    )


def report_import(reading: Reading, actor: Actor, import_id: UUID) -> ImportReport:
    """Return one import, and what looking through it found.

    Raises:
        NotFound: it is not there.
    """
    found = show_import(reading, actor, import_id)
    summary = summarise(reading, actor, import_id)
    counts = Counter({decision.value: 0 for decision in Decision})
    for tally in summary.decisions:
        counts[tally.decision] += tally.count
    return ImportReport(
        **asdict(found),
        counts=dict(counts),
        reasons=summary.decisions,
        effects=summary.effects,
        totals=totals_read(reading, actor, import_id),
    )


def same_file(reading: Reading, actor: Actor, sha256: str) -> UUID | None:
    """Return the latest import of the very same bytes that is in effect."""
    found = reading.value(
        visible_to(actor)
        .with_only_columns(Import.id)
        .where(Import.sha256 == sha256, Import.state.in_(["applying", "applied"]))
        .order_by(Import.id.desc())
        .limit(1)
    )
    return found if isinstance(found, UUID) else None


def _plan(plan: ReadPlan, actor: Actor) -> PlanOut:
    return PlanOut(
        format=plan.format,
        preset=plan.preset,
        encoding=plan.encoding,
        delimiter=plan.delimiter,
        header_line=plan.header_line,
        header=list(plan.header),
        mapping=list(plan.mapping),
        date_order=plan.date_order,
        decimal_mark=plan.decimal_mark,
        is_flipped=plan.is_flipped,
        questions=list(plan.questions),
        first_rows=_first_rows(plan.first_rows, plan.currency or actor.currency),
    )


def _first_rows(rows: Sequence[Read], currency: Currency) -> list[FirstRow]:
    return [_first_row(row, currency) for row in rows if isinstance(row, BankRow | BadRow)]


def _first_row(row: BankRow | BadRow, currency: Currency) -> FirstRow:
    if isinstance(row, BadRow):
        return FirstRow(row.line, row.raw, row.message)
    currency = row.currency or currency
    return FirstRow(
        line=row.line,
        raw=row.raw,
        day=row.day,
        payee=row.payee,
        memo=row.memo,
        amount=amount_text(row.minor, currency),
        currency=currency,
    )
