"""`meal doctor`: what is configured, what is not, and what is wrong and how to mend it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import click

from mealtracker.cli.db import refuse_old_schema
from mealtracker.cli.opened import connected, place_of, read_settings, refuse_missing
from mealtracker.cli.output import print_table
from mealtracker.cli.refusals import examples
from mealtracker.errors import AppError

if TYPE_CHECKING:
    from mealtracker.config import Settings
    from mealtracker.jobs.schemas import Backlog

_MARKS: Final = {"ok": "ok", "note": "note", "wrong": "WRONG"}
_LONG_WAIT_MIN: Final = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; what is wrong says how to mend it."""

    state: Literal["ok", "note", "wrong"]
    text: str


@click.command(epilog=examples("meal doctor"))
@click.pass_context
def doctor(context: click.Context) -> None:
    """Show every setting, and say what is wrong and how to mend it."""
    settings = read_settings()
    print_table(("SETTING", "VALUE", "FROM"), list(_settings(settings)))
    click.echo()
    findings = [*_unknown(), *_folder(settings), *_blobs(settings), *_database(settings)]
    findings += _doors(settings)
    for finding in findings:
        click.echo(f"{_MARKS[finding.state]:5}  {finding.text}")
    if any(finding.state == "wrong" for finding in findings):
        context.exit(1)


def _settings(settings: "Settings") -> Iterator[tuple[str, str, str]]:
    from pydantic import SecretStr

    from mealtracker.config import PREFIX

    for name in type(settings).model_fields:
        value = getattr(settings, name)
        shown = "" if value is None else "(hidden)" if isinstance(value, SecretStr) else str(value)
        source = "environment" if name in settings.model_fields_set else "default"
        yield f"{PREFIX}{name.upper()}", shown or "(unset)", source


def _unknown() -> Iterator[Finding]:
    """Find variables that nothing reads: most are spelt wrongly."""
    import difflib

    from mealtracker.config import PREFIX, Settings

    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, 1)
            hint = f" Did you mean {near[0]}?" if near else " Remove it."
            yield Finding("wrong", f"There is no setting {name}.{hint}")


def _folder(settings: "Settings") -> Iterator[Finding]:
    folder = settings.data_dir.absolute()
    if not folder.is_dir():
        yield Finding(
            "note", f"The data folder {folder} is not there yet; meal db upgrade makes it."
        )
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding("wrong", f"{folder} cannot be written. Give it to the user of this process.")
    else:
        yield Finding("ok", f"The data folder {folder} can be written.")
    key = folder / "secret_key"
    if settings.secret_key is not None or not key.exists():
        return
    if key.stat().st_mode & 0o077:
        yield Finding("wrong", f"Others can read {key}. Mend it: chmod 600 {key}")
    else:
        yield Finding("ok", f"The key in {key} is private.")


def _blobs(settings: "Settings") -> Iterator[Finding]:
    folder = settings.blobs_folder
    # It is made with the first file, in the nearest folder above that is there.
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        yield Finding("ok", f"Files are kept in {folder}.")
    else:
        yield Finding("wrong", f"No files can be kept in {folder}: {there} cannot be written.")


def _database(settings: "Settings") -> Iterator[Finding]:
    from sqlalchemy.exc import DBAPIError

    from mealtracker.accounts.queries import user_count
    from mealtracker.domain.clock import system_clock
    from mealtracker.jobs.queries import backlog

    try:
        refuse_missing(settings)
        with connected(settings) as database:
            refuse_old_schema(database)
            with database.reading() as reading:
                count = reading.value(user_count())
                waiting = backlog(reading, system_clock())
    except AppError as error:
        yield Finding("wrong", error.message)
        return
    except DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        text = f"{place_of(settings)} answers: {reason}. Check MEALTRACKER_DATABASE_URL."
        yield Finding("wrong", text)
        return
    yield Finding("ok", f"The database {place_of(settings)} has the right schema.")
    if count:
        yield Finding("ok", f"There are accounts: {count}.")
    else:
        yield Finding("note", "There is no account yet: open the page, or meal user create.")
    yield from _jobs(waiting)


def _jobs(backlog: "Backlog") -> Iterator[Finding]:
    from mealtracker.domain.clock import system_clock

    if backlog.oldest_at is None:
        yield Finding("ok", "No job waits.")
    else:
        minutes = int((system_clock() - backlog.oldest_at).total_seconds() // 60)
        text = f"Jobs wait: {backlog.due}, the oldest for {minutes} min."
        if minutes < _LONG_WAIT_MIN:
            yield Finding("ok", text)
        else:
            yield Finding("wrong", f"{text} Start meal worker, or meal serve without --no-worker.")
    if backlog.failed:
        yield Finding(
            "note", f"Jobs that failed in the last 7 days: {backlog.failed}; see the log."
        )


def _doors(settings: "Settings") -> Iterator[Finding]:
    local = settings.origin.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]"))
    if settings.is_https:
        yield Finding("ok", f"People come by HTTPS: {settings.origin}.")
        if not settings.trusted_proxies:
            text = "No proxy is trusted. Behind one, set MEALTRACKER_TRUSTED_PROXIES to how many."
            yield Finding("note", text)
    elif local:
        yield Finding("note", f"Only this machine is meant to come: {settings.origin}.")
    else:
        text = f"{settings.origin} is not encrypted. Put HTTPS in front, then change PUBLIC_URL."
        yield Finding("wrong", text)
    if settings.smtp_url is None:
        outbox = settings.data_dir.absolute() / "outbox"
        yield Finding("note", f"Mail is not sent but put into {outbox}; set MEALTRACKER_SMTP_URL.")
    if settings.signup == "open":
        yield Finding("note", "Anybody can make an account; MEALTRACKER_SIGNUP=invite asks a code.")
