"""`meal user` and `meal token`: what an operator does to accounts."""

import sys
from typing import TYPE_CHECKING

import click

from mealtracker.cli.opened import Opened, opened
from mealtracker.cli.output import print_json, print_table
from mealtracker.cli.refusals import examples, read_draft
from mealtracker.errors import Conflict

if TYPE_CHECKING:
    from mealtracker.accounts.schemas import SignUpDraft


@click.group(
    epilog=examples("meal user create ana@example.org --name Ana --admin", "meal user list")
)
def user() -> None:
    """Make, list and lock accounts."""


@user.command(
    epilog=examples(
        "meal user create ana@example.org --name Ana",
        "pass meal | meal user create ana@example.org --name Ana --password-stdin",
    )
)
@click.argument("email")
@click.option("--name", required=True, help="What the person is called.")
@click.option("--admin", is_flag=True, help="May manage accounts; the first account always may.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--currency", default="EUR", show_default=True, help="Currency of the household.")
@click.option("--zone", default="UTC", show_default=True, help="Time zone, like Europe/Berlin.")
def create(*, admin: bool, password_stdin: bool, **fields: str) -> None:
    """Make an account with a household of its own; the password is asked for."""
    with opened() as found:
        fields["password"] = _password(from_stdin=password_stdin)
        from mealtracker.accounts.schemas import SignUpDraft

        is_admin = _add(found, read_draft(SignUpDraft, fields), admin=admin)
    click.echo(f"Made the account {fields['email']}{', an admin' if is_admin else ''}.")


@user.command("list", epilog=examples("meal user list", "meal user list --json"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_users(*, as_json: bool) -> None:
    """List the accounts, the oldest first."""
    from mealtracker.accounts.queries import USERS

    with opened() as found, found.db.reading() as reading:
        rows = reading.all(USERS)
    if as_json:
        print_json([row._asdict() for row in rows])
        return
    lines = [
        (row.email, row.name, _state(row.is_admin, row.disabled_at), f"{row.created_at:%Y-%m-%d}")
        for row in rows
    ]
    print_table(("EMAIL", "NAME", "STATE", "SINCE"), lines)


@user.command(epilog=examples("meal user invite"))
def invite() -> None:
    """Print a link that lets one person make an account within 72 hours."""
    from mealtracker.accounts import sign_up
    from mealtracker.domain.clock import system_clock

    with opened() as found:
        with found.db.unit_of_work() as session:
            code = sign_up.invite(session, system_clock())
        if found.settings.signup != "invite":
            click.echo("Codes are asked for only with MEALTRACKER_SIGNUP=invite.", err=True)
        click.echo(f"{found.settings.origin}/sign-up?invite={code}")


@user.command(epilog=examples("meal user disable ana@example.org"))
@click.argument("email")
def disable(email: str) -> None:
    """Lock an account: its sessions end, its tokens stop working, nothing is deleted."""
    from mealtracker.accounts.commands import disable_user
    from mealtracker.domain.clock import system_clock

    with opened() as found, found.db.unit_of_work() as session:
        disable_user(session, email, system_clock())
    click.echo(f"Disabled {email}.")


@user.command(
    "reset-password",
    epilog=examples(
        "meal user reset-password ana@example.org",
        "meal user reset-password ana@example.org --mail",
    ),
)
@click.argument("email")
@click.option("--mail", is_flag=True, help="Mail the link to the person instead of printing it.")
def reset_password(email: str, *, mail: bool) -> None:
    """Print a link that sets a new password within 30 minutes."""
    from mealtracker.accounts.commands import get_user
    from mealtracker.accounts.sign_in import ask_for_reset, reset_letter
    from mealtracker.domain.clock import system_clock
    from mealtracker.ports import open_mail

    with opened() as found:
        with found.db.unit_of_work() as session:
            get_user(session, email)
            asked = ask_for_reset(session, email, system_clock())
        if asked is None:
            raise Conflict(f"{email} is disabled.")
        link = f"{found.settings.origin}/password-reset/{asked[1]}"
        if not mail:
            click.echo(link)
            return
        open_mail(found.settings).send(asked[0].email, *reset_letter(asked[0], link))
        click.echo(f"Mailed a link to {email}.")


@click.group(epilog=examples("meal token create ana@example.org --days 30"))
def token() -> None:
    """Make keys for programs."""


@token.command(
    "create",
    epilog=examples(
        "TOKEN=$(meal token create ana@example.org)",
        "meal token create ana@example.org --scope read --days 30 --name backup",
    ),
)
@click.argument("email")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(["read", "write", "account"]),
    help="What it may do; may be given again. Default: read and write.",
)
@click.option(
    "--days",
    default=365,
    show_default=True,
    type=click.IntRange(1, 3650),
    help="How long it works.",
)
@click.option("--name", default="command line", show_default=True, help="What it is for.")
def create_token(email: str, *, scopes: tuple[str, ...], days: int, name: str) -> None:
    """Make an API token and print it, and nothing else; it is shown only this once."""
    from mealtracker.accounts import commands
    from mealtracker.accounts.schemas import TokenDraft

    fields = {"name": name, "days": days, "scopes": list(scopes) or ["read", "write"]}
    draft = read_draft(TokenDraft, fields)
    with opened() as found:
        actor = found.actor(email)
        with found.db.unit_of_work() as session:
            made = commands.create_token(session, actor, draft)
    click.echo(made.token)


def _password(*, from_stdin: bool) -> str:
    if not from_stdin:
        text: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return text
    return sys.stdin.readline().rstrip("\r\n")


def _add(found: Opened, draft: "SignUpDraft", *, admin: bool) -> bool:
    """Make the account with its categories and tell whether it is an admin's."""
    from mealtracker.accounts.queries import ANY_USER
    from mealtracker.accounts.sign_up import add_user
    from mealtracker.domain.clock import system_clock
    from mealtracker.labels.commands import DEFAULT_CATEGORIES, add_default_categories

    with found.db.unit_of_work() as session:
        is_admin = admin or session.scalar(ANY_USER) is None
        actor = add_user(session, draft, system_clock(), via="cli", is_admin=is_admin)
        add_default_categories(session, actor, [name for name, _ in DEFAULT_CATEGORIES])
    return is_admin


def _state(is_admin: object, disabled_at: object) -> str:
    if disabled_at:
        return "disabled"
    return "admin" if is_admin else "active"
