"""`meal db`: the schema, the health of the database, and what is removed from it."""

from typing import TYPE_CHECKING

import click

from mealtracker.cli.opened import connected, file_of, opened, place_of, read_settings
from mealtracker.cli.output import say
from mealtracker.cli.refusals import examples
from mealtracker.errors import Conflict, Unavailable

if TYPE_CHECKING:
    from mealtracker.db.session import EngineDatabase


@click.group(epilog=examples("meal db upgrade", "meal db check && meal db verify"))
def db() -> None:
    """Make, check and tidy the database."""


@db.command(epilog=examples("meal db upgrade"))
def upgrade() -> None:
    """Make the database, or bring it to the schema of this release."""
    from sqlalchemy.exc import DBAPIError

    from mealtracker.db import schema

    settings = read_settings()
    file = file_of(settings)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    say("Upgrading …")
    with connected(settings) as database:
        try:
            before = schema.current(database.engine)
            schema.upgrade(database.engine.execution_options(postgresql_readonly=False))
        except DBAPIError as error:
            reason = str(error.orig).strip().partition("\n")[0]
            message = f"The database {place_of(settings)} answers: {reason}."
            raise Unavailable(message) from error
    after = schema.head()
    change = f"is at {after} already" if before == after else f"went from {before} to {after}"
    click.echo(f"{place_of(settings)} {change}." if before else f"Made {place_of(settings)}.")


@db.command(epilog=examples("meal db current"))
def current() -> None:
    """Print the revision of the schema, and the one that this release needs."""
    from mealtracker.db import schema

    with opened() as found:
        revision = schema.current(found.db.engine)
    if revision == schema.head():
        click.echo(f"{revision} (head)")
    else:
        click.echo(f"{revision or 'none'} (this release needs {schema.head()})")


@db.command(epilog=examples("meal db check"))
def check() -> None:
    """Check that the database answers, has the right schema and breaks none of its rules."""
    from mealtracker.cli.checks import broken_rules

    with opened() as found:
        refuse_old_schema(found.db)
        say("Checking …")
        with found.db.reading() as reading:
            broken = broken_rules(reading)
        if broken:
            raise Conflict("\n".join(broken))
        click.echo(f"{place_of(found.settings)} answers, its schema is right, no rule is broken.")


@db.command(epilog=examples("meal db verify", "meal db verify --repair"))
@click.option("--repair", is_flag=True, help="Count anew what is wrong.")
def verify(*, repair: bool) -> None:
    """Compare the kept sums with the expenses themselves."""
    from mealtracker.expenses import rollup

    with opened() as found:
        say("Counting …")
        with found.db.unit_of_work() as session:
            wrong = rollup.differences(session)
            if wrong and repair:
                rollup.rebuild(session)
    if not wrong:
        click.echo("All sums are what the expenses say.")
    elif repair:
        click.echo(f"{wrong} sums were wrong and are counted anew.")
    else:
        message = f"{wrong} sums are not what the expenses say. Mend them: meal db verify --repair"
        raise Conflict(message)


@db.command(epilog=examples("meal db purge"))
def purge() -> None:
    """Remove what was deleted 30 days ago, and sessions, links, keys and jobs that are over."""
    from mealtracker.domain.clock import system_clock
    from mealtracker.worker import purge_all

    with opened() as found:
        say("Removing …")
        with found.db.unit_of_work() as session:
            counts = purge_all(session, system_clock())
    removed = (f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    click.echo(f"Removed {', '.join(removed)}.")


def refuse_old_schema(database: "EngineDatabase") -> None:
    """Refuse a database that this release does not fit.

    Raises:
        Conflict: its schema is another one.
    """
    from mealtracker.db import schema

    there, needed = schema.current(database.engine), schema.head()
    if there != needed:
        message = (
            f"The database is at revision {there or 'none'}, and this release needs {needed}. "
            "Run: meal db upgrade"
        )
        raise Conflict(message)
