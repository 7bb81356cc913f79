"""Bank accounts over JSON: where the rows of files were paid from."""

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from mealtracker.api.examples import BANK_ACCOUNT
from mealtracker.api.operation import operation
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.http.reply import reply
from mealtracker.imports.commands.accounts import create_account
from mealtracker.imports.queries import list_accounts
from mealtracker.imports.schemas import AccountDraft, AccountOut

bp = Blueprint("api_bank_accounts", __name__, url_prefix="/api/v1/bank-accounts")


@bp.get("")
@operation("List bank accounts", returns=list[AccountOut])
def index(reading: Reading, actor: Actor) -> Response:
    """Return all bank accounts by name."""
    return reply({"items": list_accounts(reading, actor), "next": None})


@bp.post("")
@operation(
    "Add a bank account",
    scope="write",
    body=AccountDraft,
    returns=AccountOut,
    status=201,
    example=BANK_ACCOUNT,
)
def create(session: Session, actor: Actor, body: AccountDraft) -> Response:
    """Add a bank account."""
    account_id = create_account(session, actor, body)
    accounts = list_accounts(Reading(session.connection()), actor)
    (made,) = (account for account in accounts if account.id == account_id)
    return reply(made, 201, version=made.version)
