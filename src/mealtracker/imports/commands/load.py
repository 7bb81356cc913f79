"""Keeping the rows of a file, a few hundred at a time, before anything is decided."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import batched
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency
from mealtracker.errors import Conflict
from mealtracker.imports.commands.accounts import accounts_named, get_account
from mealtracker.imports.commands.uploads import fail_import, get_import, refuse_in_effect
from mealtracker.imports.identity import content_key, id_key
from mealtracker.imports.models import BankAccount, ImportRow
from mealtracker.imports.payees import fitting, read_payee
from mealtracker.imports.reasons import Decision, Reason
from mealtracker.imports.rows import BadRow, BankRow, Read, Statement, UnreadableFile, raw_text
from mealtracker.sentences import say

#: Hears how many rows are done.
type Progress = Callable[[int], None]

CHUNK: Final = 500
_STATEMENTS_MOST: Final = 100
_NAME, _NOTE, _MCC, _MINOR = 200, 2000, 4, 10**15


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a file has, and how many of them cannot be read."""

    rows: int
    bad: int


@dataclass(slots=True)
class _Reading:
    """What is known of a file as far as it was read."""

    chosen: BankAccount
    accounts: dict[str, BankAccount] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    sums: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    rows: int = 0
    bad: int = 0


def load_rows(
    db: Database,
    actor: Actor,
    import_id: UUID,
    found: Iterable[Read],
    progress: Progress | None = None,
) -> Loaded:
    """Keep what a reader finds in the file, in place of what was kept before.

    Raises:
        NotFound: the import is not there.
        Conflict: it names no bank account yet, or rows of it were applied.
        UnreadableFile: as the reader says; the import has failed then.
    """
    with db.unit_of_work() as session:
        reading = _begin(session, actor, import_id)
    try:
        for chunk in batched(found, CHUNK, strict=False):
            with db.unit_of_work() as session:
                _keep(session, actor, import_id, reading, chunk)
            if progress:
                progress(reading.rows)
    except UnreadableFile as error:
        with db.unit_of_work() as session:
            fail_import(session, actor, import_id, error.message)
        raise
    with db.unit_of_work() as session:
        _end(session, actor, import_id, reading)
    return Loaded(reading.rows, reading.bad)


def _begin(session: Session, actor: Actor, import_id: UUID) -> _Reading:
    found = get_import(session, actor, import_id)
    refuse_in_effect(found)
    if found.bank_account_id is None:
        raise Conflict(say("Say first which bank account this file is of."))
    session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))
    found.state, found.error, found.updated_at = "uploaded", None, actor.now
    return _Reading(get_account(session, actor, found.bank_account_id))


def _keep(
    session: Session, actor: Actor, import_id: UUID, reading: _Reading, chunk: Sequence[Read]
) -> None:
    get_import(session, actor, import_id)
    reading.chosen = get_account(session, actor, reading.chosen.id)
    named = [one.account for one in chunk if isinstance(one, BankRow) and one.account]
    fresh = [name for name in dict.fromkeys(named) if name not in reading.accounts]
    reading.accounts |= accounts_named(session, actor, reading.chosen, fresh)
    rows = list(_columns(import_id, reading, chunk))
    if rows:
        session.connection().execute(insert(ImportRow), rows)


def _columns(
    import_id: UUID, reading: _Reading, chunk: Sequence[Read]
) -> Iterator[dict[str, Any]]:  # Any: what columns hold
    for one in chunk:
        if isinstance(one, Statement):
            reading.statements.append(one)
            continue
        own = _bad(one.message) if isinstance(one, BadRow) else _good(reading, one)
        reading.rows += 1
        reading.bad += "error" in own
        yield {
            **_EMPTY,
            "import_id": import_id,
            "position": reading.rows,
            "line": one.line,
            "raw": raw_text(one.raw),
            **own,
        }


def _bad(message: str) -> dict[str, Any]:  # Any: what columns hold
    return {"error": message, "reason": Reason.UNREADABLE, "is_review": True}


def _good(reading: _Reading, row: BankRow) -> dict[str, Any]:  # Any: what columns hold
    if abs(row.minor) >= _MINOR:
        return _bad(
            say("This amount is too much for a meal: at most twelve digits, then decimals.")
        )
    account = reading.accounts.get(row.account or "", reading.chosen)
    currency = row.currency or Currency(account.currency)
    text = raw_text(row.payee) or _plain(row.memo)
    payee = read_payee(text)
    reading.sums[row.account, currency] += row.minor
    is_pending = row.is_pending
    content = content_key(
        account.id, row.day, row.minor, currency, payee.key, is_pending=is_pending
    )
    bank_id = row.bank_id and id_key(
        account.id, row.bank_id, row.minor, currency, is_pending=is_pending
    )
    return {
        "bank_account_id": account.id,
        "day": row.day,
        "time": row.time,
        "payee": text[:_NAME],
        "payee_name": payee.name,
        "payee_key": payee.key,
        "minor": row.minor,
        "currency": currency,
        "memo": raw_text(row.memo)[:_NOTE],
        "file_category": row.category and _plain(row.category),
        "mcc": row.mcc if row.mcc and len(row.mcc) == _MCC else None,
        "is_pending": is_pending,
        "is_transfer": row.is_transfer,
        "more": _more(row),
        "content_key": content,
        "id_key": bank_id or None,
    }


def _more(row: BankRow) -> dict[str, Any]:  # Any: as JSON
    """Return what a row says beside its columns, as far as it says anything."""
    said = {
        "tags": _names(row.tags),
        "people": _names(row.people),
        "original_minor": row.original_minor,
        "original_currency": row.original_currency,
        "booked_on": row.booked_on and row.booked_on.isoformat(),
        "nets": [list(net) for net in row.nets],
        "flags": list(row.flags),
    }
    return {name: value for name, value in said.items() if value}


def _names(names: Iterable[str]) -> list[str]:
    return [plain for name in names if (plain := _plain(name))]


def _plain(text: str) -> str:
    """Return a text on one line, fit to be a name."""
    return fitting(" ".join(raw_text(text).split()))


def _end(session: Session, actor: Actor, import_id: UUID, reading: _Reading) -> None:
    found = get_import(session, actor, import_id)
    _forget_shared_ids(session, import_id)
    found.statements = [_statement(one, reading) for one in reading.statements[:_STATEMENTS_MOST]]
    found.row_count, found.bad_count = reading.rows, reading.bad
    found.state, found.updated_at = "mapped", actor.now
    session.flush()


def _forget_shared_ids(session: Session, import_id: UUID) -> None:
    """An id that the file gives to different rows tells nothing: these go by their content."""
    shared = (
        select(ImportRow.id_key)
        .where(ImportRow.import_id == import_id, ImportRow.id_key.is_not(None))
        .group_by(ImportRow.id_key)
        .having(func.count(ImportRow.content_key.distinct()) > 1)
    )
    session.execute(
        update(ImportRow)
        .where(ImportRow.import_id == import_id, ImportRow.id_key.in_(shared))
        .values(id_key=None)
        .execution_options(synchronize_session=False)
    )


def _statement(one: Statement, reading: _Reading) -> dict[str, Any]:  # Any: as JSON
    """Return what the file says of an account, and by how much its rows miss that."""
    said = asdict(one)
    for name in ("starts_on", "ends_on"):
        said[name] = said[name] and said[name].isoformat()
    if one.opening_minor is not None and one.closing_minor is not None:
        currency = one.currency or reading.chosen.currency
        rows = reading.sums[one.account, currency]
        said["missing_minor"] = one.closing_minor - one.opening_minor - rows
    return {name: value for name, value in said.items() if value is not None}


_EMPTY: Final[dict[str, Any]] = {  # Any: what columns hold
    **dict.fromkeys(("error", "bank_account_id", "day", "time", "minor", "currency", "mcc")),
    **dict.fromkeys(("file_category", "content_key", "id_key", "food", "expense_id", "place_id")),
    **dict.fromkeys(("place_name", "category_id", "applied_at", "change_id", "made_expense_id")),
    **dict.fromkeys(("payee", "payee_name", "payee_key", "memo"), ""),
    **dict.fromkeys(("is_pending", "is_transfer", "is_review", "is_known", "takes_total"), False),
    **dict.fromkeys(("confidence", "ordinal", "difference_minor"), 0),
    "more": {},
    "reason_values": {},
    "candidates": [],
    "changes": [],
    "taken": [],
    "decision": Decision.IGNORED,
    "decided_by": "rule",
    "reason": Reason.LOADED,
}
