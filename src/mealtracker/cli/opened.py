"""What a command works with: the settings, the database, and who it acts for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mealtracker.errors import Conflict, Invalid, NotFound, Unavailable

if TYPE_CHECKING:
    from mealtracker.config import Settings
    from mealtracker.db.reading import Reading
    from mealtracker.db.session import EngineDatabase
    from mealtracker.domain.actor import Actor


@dataclass(frozen=True, slots=True)
class Opened:
    """The settings in force and the open database."""

    settings: "Settings"
    db: "EngineDatabase"

    def actor(self, email: str | None) -> "Actor":
        """Return who the command acts for: `email`, else the configured user, else the only one.

        Raises:
            NotFound: there is no such account, or none at all.
            Conflict: there are several and none is named.
        """
        with self.db.reading() as reading:
            return _actor(reading, email or self.settings.user or _only_email(reading))


def read_settings() -> "Settings":
    """Return the settings.

    Raises:
        Invalid: a variable holds what it cannot hold.
    """
    from pydantic import ValidationError

    from mealtracker.config import PREFIX, Settings

    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{PREFIX}{'_'.join(map(str, found['loc'])).upper()}: {found['msg']}".removeprefix(
                f"{PREFIX}: Value error, "
            )
            for found in error.errors()
        ]
        raise Invalid("\n".join(lines)) from error


@contextmanager
def opened() -> Iterator[Opened]:
    """Open the configured database for the length of the block.

    Raises:
        NotFound: the file of the database is not there.
        Unavailable: the database does not answer, or not as it should.
    """
    from sqlalchemy.exc import DBAPIError

    settings = read_settings()
    refuse_missing(settings)
    with connected(settings) as database:
        try:
            yield Opened(settings, database)
        except DBAPIError as error:
            reason = str(error.orig).strip().partition("\n")[0]
            message = f"The database {place_of(settings)} answers: {reason}. Try: meal db check"
            raise Unavailable(message) from error


@contextmanager
def connected(settings: "Settings") -> Iterator["EngineDatabase"]:
    """Give the database of `settings`, there or not, and close it at the end of the block."""
    from mealtracker.db.session import EngineDatabase

    database = EngineDatabase(settings.database)
    try:
        yield database
    finally:
        database.dispose()


def refuse_missing(settings: "Settings") -> None:
    """Say where a command looked when there is no database.

    Raises:
        NotFound: the file of the database is not there.
    """
    file = file_of(settings)
    if file is not None and not file.exists():
        message = f"There is no database at {file}. Make one: meal db upgrade"
        raise NotFound(message)


def file_of(settings: "Settings") -> Path | None:
    """Return the file of an SQLite database, None for a server."""
    from sqlalchemy import make_url

    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return Path(url.database).absolute()


def place_of(settings: "Settings") -> str:
    """Return where the database is, without its password."""
    from sqlalchemy import make_url

    file = file_of(settings)
    return str(file) if file else make_url(settings.database).render_as_string(hide_password=True)


def _only_email(reading: "Reading") -> str:
    from mealtracker.accounts.queries import FIRST_EMAILS

    match reading.all(FIRST_EMAILS):
        case []:
            message = "There is no account yet. Make one: meal user create EMAIL --name NAME"
            raise NotFound(message)
        case [only]:
            return str(only.email)
        case _:
            message = "There are several accounts. Say whose: --user EMAIL or MEALTRACKER_USER."
            raise Conflict(message)


def _actor(reading: "Reading", email: str) -> "Actor":
    from mealtracker.accounts.keys import email_key
    from mealtracker.accounts.members import actor_of
    from mealtracker.accounts.queries import BY_EMAIL
    from mealtracker.domain.clock import system_clock

    row = reading.first(BY_EMAIL, {"email_key": email_key(email)})
    if row is None:
        raise NotFound(f"There is no account {email}, or it is disabled. Try: meal user list")
    return actor_of(row, "cli", system_clock())
