"""Bank accounts: where the rows of files were paid from."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.domain.text import name_key
from mealtracker.errors import Conflict, NotFound, Stale
from mealtracker.imports.models import BankAccount
from mealtracker.imports.queries import is_visible_to
from mealtracker.imports.schemas import AccountDraft
from mealtracker.sentences import say


def create_account(session: Session, actor: Actor, draft: AccountDraft) -> UUID:
    """Add a bank account and return its id.

    Raises:
        Conflict: there is one of that name.
    """
    actor.must_edit()
    _refuse_taken(session, actor, draft.name)
    account = _new(actor, draft)
    session.add(account)
    session.flush()
    return account.id


def update_account(
    session: Session, actor: Actor, account_id: UUID, draft: AccountDraft, version: int | None
) -> None:
    """Rename a bank account, or give it another currency; expenses keep what they say.

    Raises:
        NotFound: it is not there.
        Stale: it is no longer at `version`.
        Conflict: another one has the name.
    """
    actor.must_edit()
    account = get_account(session, actor, account_id)
    if version is not None and account.version != version:
        raise Stale(say("“%(name)s” was changed in the meantime.", name=account.name))
    if account.name_key != name_key(draft.name):
        _refuse_taken(session, actor, draft.name)
    account.name, account.name_key = draft.name, name_key(draft.name)
    account.currency = draft.currency or actor.currency
    session.flush()


def get_account(session: Session, actor: Actor, account_id: UUID) -> BankAccount:
    """Return a bank account.

    Raises:
        NotFound: it is not there.
    """
    found = session.scalar(
        select(BankAccount).where(is_visible_to(actor, BankAccount), BankAccount.id == account_id)
    )
    if found is None:
        raise NotFound(say("No bank account %(id)s.", id=account_id))
    return found


def accounts_named(
    session: Session, actor: Actor, chosen: BankAccount, names: Iterable[str]
) -> dict[str, BankAccount]:
    """Return whose rows are meant by the names in a file, made where they are new.

    The `chosen` account takes the first name that is new, if it goes by none yet.
    """
    wanted = {name_key(name): name for name in names}
    if not wanted:
        return {}
    found = session.scalars(
        select(BankAccount)
        .where(
            is_visible_to(actor, BankAccount),
            or_(BankAccount.file_key.in_(wanted), BankAccount.name_key.in_(wanted)),
        )
        .order_by(BankAccount.file_key.is_(None), BankAccount.id)
    ).all()
    known: dict[str, BankAccount] = {}
    for account in found:
        for key in (account.file_key, account.name_key):
            if key in wanted:
                known.setdefault(key, account)
    for key, name in wanted.items():
        if key not in known and chosen.file_key is None and chosen not in known.values():
            chosen.file_key = key
            known[key] = chosen
        elif key not in known:
            known[key] = _new(actor, AccountDraft(name=name, currency=chosen.currency), key)
            session.add(known[key])
    session.flush()
    return {name: known[key] for key, name in wanted.items()}


def lock_accounts(session: Session, actor: Actor) -> None:
    """Make other imports into the household wait until the transaction ends."""
    session.execute(
        select(BankAccount.id)
        .where(is_visible_to(actor, BankAccount))
        .order_by(BankAccount.id)
        .with_for_update()
    )


def _new(actor: Actor, draft: AccountDraft, file_key: str | None = None) -> BankAccount:
    return BankAccount(
        id=uuid7(),
        household_id=actor.household_id,
        name=draft.name,
        name_key=name_key(draft.name),
        file_key=file_key,
        currency=draft.currency or actor.currency,
        created_at=actor.now,
    )


def _refuse_taken(session: Session, actor: Actor, name: str) -> None:
    taken = select(BankAccount.id).where(
        is_visible_to(actor, BankAccount), BankAccount.name_key == name_key(name)
    )
    if session.scalar(taken):
        raise Conflict(say("You already have a bank account named “%(name)s”.", name=name))
