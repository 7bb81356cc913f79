"""From the file that somebody hands in to rows that are decided: what all faces do the same way.

The file is stored first, then its row. Reading and rehearsing take the file from the store again,
so any process can do them, and do them again.
"""

from codecs import lookup
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import Any, BinaryIO, Final
from uuid import UUID

from mealtracker.clients.blobs import Blobs
from mealtracker.db.session import Database
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency
from mealtracker.domain.text import name_key
from mealtracker.errors import Invalid
from mealtracker.fields import NAME_LENGTH
from mealtracker.imports.commands.accounts import create_account
from mealtracker.imports.commands.load import Loaded, Progress, load_rows
from mealtracker.imports.commands.mappings import remember_mapping
from mealtracker.imports.commands.rehearse import rehearse_import
from mealtracker.imports.commands.uploads import delete_import, open_import, plan_import
from mealtracker.imports.queries import list_accounts, mapping_for, show_import, stored_file
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.rows import FILE_BYTES_MAX, DateOrder, ReadOptions, Role
from mealtracker.imports.schemas import AccountDraft, ImportDraft, ImportOut, PlanDraft
from mealtracker.sentences import say

#: What a person may correct in how a file is read; kept as JSON under these names.
CORRECTIONS: Final = tuple(
    field.name for field in fields(ReadOptions) if field.name not in {"currency", "zone", "today"}
)
_IS_GOOD: Final[dict[str, Callable[[Any], bool]]] = {  # Any: JSON
    "decimal_mark": lambda value: value in {".", ","},
    "delimiter": lambda value: isinstance(value, str) and len(value) == 1,
    "is_flipped": lambda value: isinstance(value, bool),
    "header_line": lambda value: isinstance(value, int) and value >= 0,
    "preset": lambda value: isinstance(value, str),
}
_NO_NAME: Final = "file"
_CHUNK_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Tools:
    """What taking a file in works with."""

    db: Database
    blobs: Blobs


def receive(tools: Tools, actor: Actor, file: BinaryIO, name: str) -> UUID:
    """Store a file and begin its import; return the import's id.

    Raises:
        Forbidden: the actor may only look.
        TooLarge: it has more than 50 MiB.
    """
    actor.must_edit()
    key = tools.blobs.put(file, "application/octet-stream", FILE_BYTES_MAX)
    digest, size = sha256(), 0
    with tools.blobs.open(key) as stored:
        while chunk := stored.read(_CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
    shown = " ".join(name.split())[-NAME_LENGTH:] or _NO_NAME
    draft = ImportDraft(file_name=shown, size=size, sha256=digest.hexdigest(), blob_key=key)
    with tools.db.unit_of_work() as session:
        return open_import(session, actor, draft)


def receive_readable(
    tools: Tools,
    actor: Actor,
    file: BinaryIO,
    name: str,
    corrections: Mapping[str, Any] | None = None,
) -> tuple[UUID, ReadPlan]:
    """Store a file and find out how it is to be read; one that no reader knows is not kept.

    Raises:
        Forbidden: the actor may only look.
        TooLarge: it has more than 50 MiB.
        UnreadableFile: no reader knows the file.
        Invalid: a correction is none that there is.
    """
    import_id = receive(tools, actor, file, name)
    try:
        return import_id, propose_plan(tools, actor, import_id, corrections)
    except Invalid:
        forget(tools, actor, import_id)
        raise


def forget(tools: Tools, actor: Actor, import_id: UUID) -> None:
    """Delete an import of which nothing is in effect, and its file.

    Raises:
        NotFound: the import is not there.
        Conflict: rows of it were applied; undo it first.
    """
    with tools.db.reading() as reading:
        key = stored_file(reading, actor, import_id)
    with tools.db.unit_of_work() as session:
        delete_import(session, actor, import_id)
    tools.blobs.delete(key)


def propose_plan(
    tools: Tools, actor: Actor, import_id: UUID, corrections: Mapping[str, Any] | None = None
) -> ReadPlan:
    """Find out how the file is to be read; a mapping that was kept for such files is taken.

    Raises:
        NotFound: the import is not there.
        UnreadableFile: no reader knows the file.
        Invalid: a correction is none that there is.
    """
    with tools.db.reading() as reading:
        found = show_import(reading, actor, import_id)
    given = {**found.plan, **(corrections or {})}
    plan = _planned(tools, actor, found, given)
    if plan.fingerprint and not given:
        with tools.db.reading() as reading:
            kept = mapping_for(reading, actor, plan.fingerprint)
        if kept:
            return _planned(tools, actor, found, kept)
    return plan


def choose_plan(
    tools: Tools,
    actor: Actor,
    import_id: UUID,
    account_id: UUID,
    corrections: Mapping[str, Any],
    fingerprint: str = "",
) -> None:
    """Say how the file is read and whose it is, and keep that for files with the same columns.

    Without corrections it is read as such files were before.

    Raises:
        NotFound: the import or the bank account is not there.
        Invalid: a correction is none that there is.
        Conflict: rows of the import were applied.
    """
    options_of(actor, corrections)
    chosen = dict(corrections)
    if fingerprint and not chosen:
        with tools.db.reading() as reading:
            chosen = mapping_for(reading, actor, fingerprint) or {}
    with tools.db.unit_of_work() as session:
        plan_import(session, actor, import_id, PlanDraft(bank_account_id=account_id, plan=chosen))
        if fingerprint and chosen:
            remember_mapping(session, actor, fingerprint, chosen)


def read_and_rehearse(
    tools: Tools, actor: Actor, import_id: UUID, progress: Progress | None = None
) -> Loaded:
    """Read the rows of the stored file and decide each of them.

    Raises:
        NotFound: the import or its file is not there.
        Conflict: it names no bank account yet, or rows of it were applied.
        UnreadableFile: as the reader says; the import has failed then.
    """
    from mealtracker.imports.readers import registry  # noqa: PLC0415 - sixty files, for this alone

    with tools.db.reading() as reading:
        found = show_import(reading, actor, import_id)
        key = stored_file(reading, actor, import_id)
    options = options_of(actor, found.plan)
    with tools.blobs.open(key) as file:
        plan = registry.plan_file(file, found.file_name, options)
        loaded = load_rows(
            tools.db, actor, import_id, registry.read_file(file, plan, options), progress
        )
    rehearse_import(tools.db, actor, import_id, progress)
    return loaded


def account_named(tools: Tools, actor: Actor, name: str) -> UUID:
    """Return the bank account of that name, made when it is new."""
    with tools.db.reading() as reading:
        known = {name_key(account.name): account.id for account in list_accounts(reading, actor)}
    if found := known.get(name_key(name)):
        return found
    with tools.db.unit_of_work() as session:
        return create_account(session, actor, AccountDraft(name=name))


def options_of(actor: Actor, corrections: Mapping[str, Any]) -> ReadOptions:
    """Return what the reader is told: the household's habits, and the corrections of a person.

    Raises:
        Invalid: a correction is none that there is.
    """
    plain = ReadOptions(Currency(actor.currency), actor.zone, actor.today)
    unknown = sorted(corrections.keys() - set(CORRECTIONS))
    if unknown:
        raise Invalid.at(f"/{unknown[0]}", say("There is no option “%(name)s”.", name=unknown[0]))
    try:
        values = {name: _value(name, value) for name, value in corrections.items()}
    except (LookupError, TypeError, ValueError) as error:
        raise Invalid(say("An option has a value that it cannot have.")) from error
    return replace(plain, **values)


def _value(name: str, value: Any) -> Any:  # Any: JSON in, what the option holds out
    """Return what an option holds.

    Raises:
        LookupError, TypeError, ValueError: it cannot hold that.
    """
    if value is None:
        return None
    match name:
        case "date_order":
            return DateOrder(value)
        case "mapping":
            return tuple(Role(role) if role else None for role in value)
        case "encoding":
            return lookup(value).name
        case _ if not _IS_GOOD[name](value):
            raise ValueError(name)
        case _:
            return value


def _planned(tools: Tools, actor: Actor, found: ImportOut, given: Mapping[str, Any]) -> ReadPlan:
    from mealtracker.imports.readers import registry  # noqa: PLC0415 - as in `read_and_rehearse`

    with tools.db.reading() as reading:
        key = stored_file(reading, actor, found.id)
    with tools.blobs.open(key) as file:
        return registry.plan_file(file, found.file_name, options_of(actor, given))
