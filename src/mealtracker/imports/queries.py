"""Questions about imports: which there are, what they would do, and their rows."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    case,
    cast,
    func,
    select,
)

from mealtracker.db.reading import Reading
from mealtracker.db.scope import household_of
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, amount_text
from mealtracker.domain.paging import Cursor, Page, cut_page
from mealtracker.errors import Invalid, NotFound
from mealtracker.imports.models import (
    BankAccount,
    Import,
    ImportRow,
    LearnedPayee,
    RememberedMapping,
)
from mealtracker.imports.payees import read_payee
from mealtracker.imports.reasons import Decision, sentence_of
from mealtracker.imports.rows import ROWS_MAX
from mealtracker.imports.schemas import (
    AccountOut,
    Effect,
    ImportOut,
    RowFilter,
    RowOut,
    Summary,
    Tally,
)
from mealtracker.labels.models import Category
from mealtracker.places.models import Place
from mealtracker.sentences import say

type Scoped = BankAccount | Import | LearnedPayee | RememberedMapping

_SORT: Final = "-created_at"
_ROW_SORT: Final = "position"
_OUT: Final = (
    *("id", "version", "file_name", "size", "sha256", "bank_account_id", "state"),
    *("plan", "statements", "row_count", "bad_count", "error", "created_at", "updated_at"),
)
_ROW_OUT: Final = (
    *("position", "line", "raw", "error", "day", "time", "payee", "currency", "memo", "decision"),
    *("decided_by", "reason", "confidence", "is_review", "food", "expense_id", "place_id"),
    *("candidates", "changes", "taken", "applied_at", "made_expense_id"),
)


def is_visible_to(actor: Actor, kind: type[Scoped]) -> ColumnElement[bool]:
    """Tell which records of one sort the actor may see: those of the household."""
    return kind.household_id == household_of(actor)


def visible_to(actor: Actor) -> Select[Import]:
    """Select the imports of the household."""
    return select(Import).where(is_visible_to(actor, Import))


def rows_of(actor: Actor, import_id: UUID) -> ColumnElement[bool]:
    """Tell which rows are those of an import that the actor may see."""
    mine = select(Import.id).where(is_visible_to(actor, Import), Import.id == import_id)
    return ImportRow.import_id == mine.scalar_subquery()


def meant(where: RowFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter on rows."""
    conditions: list[ColumnElement[bool]] = []
    for name in ("decision", "reason", "food"):
        value = getattr(where, name)
        if value is not None:
            conditions.append(getattr(ImportRow, name) == value)
    if where.review is not None:
        conditions.append(ImportRow.is_review.is_(where.review))
    if where.payee is not None:
        conditions.append(ImportRow.payee_key == read_payee(where.payee).key)
    if where.month is not None:
        first = date.fromisoformat(f"{where.month}-01")
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        conditions.append(and_(ImportRow.day >= first, ImportRow.day < after))
    return conditions


def list_accounts(reading: Reading, actor: Actor) -> list[AccountOut]:
    """Return the bank accounts by name."""
    columns = [getattr(BankAccount, name) for name in AccountOut.__dataclass_fields__]
    found = reading.all(
        select(*columns)
        .where(is_visible_to(actor, BankAccount))
        .order_by(BankAccount.name_key, BankAccount.id)
    )
    return [AccountOut(**row._asdict()) for row in found]


def list_imports(
    reading: Reading, actor: Actor, limit: int, cursor_text: str | None = None
) -> Page[ImportOut]:
    """Return a page of imports, the newest first.

    Raises:
        Invalid: the cursor cannot be read.
    """
    statement = _heads(actor).order_by(Import.id.desc()).limit(limit + 1)
    if cursor_text:
        statement = statement.where(Import.id < Cursor.decode(cursor_text, _SORT).id)
    page = cut_page(reading.all(statement), limit, lambda row: Cursor(_SORT, (), row.id))
    return Page([ImportOut(**row._asdict()) for row in page.items], page.next)


def show_import(reading: Reading, actor: Actor, import_id: UUID) -> ImportOut:
    """Return one import.

    Raises:
        NotFound: it is not there.
    """
    row = reading.first(_heads(actor).where(Import.id == import_id))
    if row is None:
        raise NotFound(say("No import %(id)s.", id=import_id))
    return ImportOut(**row._asdict())


def stored_file(reading: Reading, actor: Actor, import_id: UUID) -> str:
    """Return the key of the blob that the file of an import is.

    Raises:
        NotFound: the import is not there.
    """
    row = reading.first(
        visible_to(actor).with_only_columns(Import.blob_key).where(Import.id == import_id)
    )
    if row is None:
        raise NotFound(say("No import %(id)s.", id=import_id))
    return str(row.blob_key)


def mapping_for(
    reading: Reading, actor: Actor, fingerprint: str
) -> dict[str, Any] | None:  # Any: as it was remembered
    """Return how a table with that header was read the last time."""
    row = reading.first(
        select(RememberedMapping.mapping).where(
            is_visible_to(actor, RememberedMapping), RememberedMapping.fingerprint == fingerprint
        )
    )
    return dict(row.mapping) if row else None


def summarise(reading: Reading, actor: Actor, import_id: UUID) -> Summary:
    """Return what a rehearsal found; rows that were applied are among it."""
    columns = (ImportRow.decision, ImportRow.reason, ImportRow.is_review)
    tallies = reading.all(
        select(*columns, func.count().label("count"))
        .where(rows_of(actor, import_id))
        .group_by(*columns)
        .order_by(*columns)
    )
    effects = reading.all(_effects(actor, import_id))
    return Summary([Tally(**row._asdict()) for row in tallies], [_effect(row) for row in effects])


def count_waiting(reading: Reading, actor: Actor, import_id: UUID) -> int:
    """Return how many rows are to be added or matched and are not yet."""
    waiting = select(func.count()).where(
        rows_of(actor, import_id),
        ImportRow.decision.in_([Decision.CREATE, Decision.MATCH]),
        ImportRow.applied_at.is_(None),
    )
    return int(reading.value(waiting) or 0)


def totals_read(reading: Reading, actor: Actor, import_id: UUID) -> dict[str, str]:
    """Return the sum of all rows that could be read, by currency, whatever becomes of them."""
    total = cast(func.sum(ImportRow.minor), BigInteger)
    rows = reading.all(
        select(ImportRow.currency, total.label("total"))
        .where(rows_of(actor, import_id), ImportRow.minor.is_not(None))
        .group_by(ImportRow.currency)
        .order_by(ImportRow.currency)
    )
    return {row.currency: amount_text(row.total, Currency(row.currency)) for row in rows}


def list_rows(
    reading: Reading,
    actor: Actor,
    import_id: UUID,
    where: RowFilter,
    limit: int,
    cursor_text: str | None = None,
) -> Page[RowOut]:
    """Return a page of the rows of an import, in the order of the file.

    Raises:
        Invalid: the cursor cannot be read.
    """
    statement = _rows(actor, import_id).where(*meant(where)).limit(limit + 1)
    if cursor_text:
        statement = statement.where(ImportRow.position > _position(cursor_text))
    page = cut_page(
        reading.all(statement),
        limit,
        lambda row: Cursor(_ROW_SORT, (row.position,), import_id),
    )
    return Page([_row(row) for row in page.items], page.next)


def _position(cursor_text: str) -> int:
    match Cursor.decode(cursor_text, _ROW_SORT).key:
        case [int(position)] if 0 <= position <= ROWS_MAX:
            return position
    message = say("This cursor cannot be read. Take the one that the last page gave.")
    raise Invalid.parameter("cursor", message)


def _heads(actor: Actor) -> Select[Any]:  # Any: the fields of `ImportOut`
    applied = select(func.count()).where(
        ImportRow.import_id == Import.id, ImportRow.applied_at.is_not(None)
    )
    return (
        visible_to(actor)
        .with_only_columns(
            *(getattr(Import, name) for name in _OUT),
            BankAccount.name.label("bank_account"),
            applied.scalar_subquery().label("applied_count"),
        )
        .outerjoin(BankAccount, BankAccount.id == Import.bank_account_id)
    )


def _effects(actor: Actor, import_id: UUID) -> Select[Any]:  # Any: what `_effect` takes apart
    def tally(decision: Decision, amount: Any) -> list[ColumnElement[Any]]:  # Any: a column, SQL
        is_meant = ImportRow.decision == decision
        total = func.coalesce(func.sum(case((is_meant, amount), else_=0)), 0)
        return [func.count().filter(is_meant), cast(total, BigInteger)]

    # What a match adds: nothing, unless its new total is taken.
    more = case((ImportRow.takes_total, ImportRow.difference_minor), else_=0)
    columns: list[Any] = [  # Any: columns of several types
        ImportRow.currency,
        *tally(Decision.CREATE, ImportRow.minor),
        *tally(Decision.MATCH, more),
    ]
    return (
        select(*columns)
        .where(rows_of(actor, import_id), ImportRow.currency.is_not(None))
        .group_by(ImportRow.currency)
        .order_by(ImportRow.currency)
    )


def _effect(row: Any) -> Effect:  # Any: a row of `_effects`
    currency, creates, created, matches, matched = row
    money = Currency(currency)
    # Money out is below zero in a file and above it in what was spent.
    return Effect(
        currency, creates, amount_text(-created, money), matches, amount_text(-matched, money)
    )


def _rows(actor: Actor, import_id: UUID) -> Select[Any]:  # Any: what `_row` takes apart
    return (
        select(
            *(getattr(ImportRow, name) for name in _ROW_OUT),
            ImportRow.minor,
            ImportRow.payee_name.label("name"),
            ImportRow.reason_values,
            BankAccount.name.label("bank_account"),
            func.coalesce(Place.name, ImportRow.place_name).label("place"),
            Category.name.label("category"),
        )
        .outerjoin(BankAccount, BankAccount.id == ImportRow.bank_account_id)
        .outerjoin(Place, Place.id == ImportRow.place_id)
        .outerjoin(Category, Category.id == ImportRow.category_id)
        .where(rows_of(actor, import_id))
        .order_by(ImportRow.position)
    )


def _row(row: Any) -> RowOut:  # Any: a row of `_rows`
    amount = None if row.minor is None else amount_text(row.minor, Currency(row.currency))
    fields = {name: getattr(row, name) for name in (*_ROW_OUT, "name", "bank_account", "place")}
    why = sentence_of(row.reason, row.reason_values)
    return RowOut(**fields, amount=amount, category=row.category, why=why)
