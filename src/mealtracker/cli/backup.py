"""`meal backup`: an archive of a household, or of all, and the way back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import click

from mealtracker.cli.db import refuse_old_schema
from mealtracker.cli.opened import opened, place_of
from mealtracker.cli.output import say
from mealtracker.cli.refusals import examples
from mealtracker.errors import Conflict, NotFound

if TYPE_CHECKING:
    from mealtracker.archive.manifest import Manifest

_FILE: Final = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
_OWNER_ONLY: Final = 0o600


@click.group(epilog=examples("meal backup create meals.zip --all", "meal backup verify meals.zip"))
def backup() -> None:
    """Make an archive of what is recorded, check it, and restore it."""


@backup.command(
    epilog=examples(
        "meal backup create meals.zip --all", "meal backup create ana.zip --user a@b.cd"
    )
)
@_FILE
@click.option("--user", metavar="EMAIL", help="Whose household; default: MEALTRACKER_USER.")
@click.option("--all", "is_whole", is_flag=True, help="All households and accounts.")
def create(*, file: Path, user: str | None, is_whole: bool) -> None:
    """Write an archive: a zip of all tables, which a server may go on filling meanwhile.

    With --all the hashes of passwords are in it, and it is as secret as the database. Sessions,
    API tokens, invitations and links are in none.
    """
    from mealtracker.archive.create import create_archive
    from mealtracker.domain.clock import system_clock

    if is_whole and user:
        message = "Give --user or --all, not both."
        raise click.UsageError(message)
    with opened() as found:
        refuse_old_schema(found.db)
        actor = None if is_whole else found.actor(user)
        say("Writing …")
        with _new_file(file) as target:
            manifest = create_archive(found.db, target, system_clock(), actor)
    click.echo(f"Made {file}: {_contents(manifest)}.")


@backup.command(epilog=examples("meal backup verify meals.zip"))
@_FILE
def verify(*, file: Path) -> None:
    """Check that an archive is whole: every file is there, and has the hash it was given."""
    from mealtracker.archive.verify import open_archive

    with _there(file) as source, open_archive(source) as archive:
        say("Reading …")
        archive.verify()
        manifest = archive.manifest
    click.echo(
        f"{file} is whole: {_contents(manifest)}, made {manifest.made_at:%Y-%m-%d %H:%M} UTC by "
        f"release {manifest.release}, revision {manifest.schema_revision}."
    )


@backup.command(epilog=examples("meal db upgrade && meal backup restore meals.zip"))
@_FILE
def restore(*, file: Path) -> None:
    """Put an archive into an empty database: all of it, or nothing."""
    from mealtracker.archive.restore import restore_archive
    from mealtracker.archive.verify import open_archive

    with opened() as found:
        refuse_old_schema(found.db)
        say("Restoring …")
        with _there(file) as source, open_archive(source) as archive:
            manifest = restore_archive(found.db, archive)
        click.echo(f"Restored {_contents(manifest)} into {place_of(found.settings)}.")
    if not manifest.is_whole:
        click.echo("It holds no passwords. Set new ones: meal user reset-password EMAIL", err=True)


def _contents(manifest: "Manifest") -> str:
    what = "the whole installation" if manifest.is_whole else "one household"
    return f"{what}, {manifest.rows} rows"


@contextmanager
def _new_file(file: Path) -> Iterator[IO[bytes]]:
    """Give a file that only its owner reads, and that has its name once all of it is written."""
    draft = file.with_name(f"{file.name}.part")
    if file.exists() or draft.exists():
        raise Conflict(f"There is a file {file} already, or one that is being written.")
    try:
        draft.touch(_OWNER_ONLY, exist_ok=False)
        with draft.open("r+b") as target:
            yield target
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _there(file: Path) -> Iterator[IO[bytes]]:
    if not file.exists():
        raise NotFound(f"There is no file {file}.")
    with file.open("rb") as source:
        yield source
