"""`meal demo`: sample data in and out."""

import sys

import click

from mealtracker.cli.opened import opened
from mealtracker.cli.refusals import examples


@click.group(epilog=examples("meal demo load", "meal demo clear"))
def demo() -> None:
    """Load sample expenses, and remove exactly those."""


@demo.command(
    epilog=examples("meal demo load", "meal demo load --expenses 100000 --user ana@example.org")
)
@click.option("--user", metavar="EMAIL", help="Account to act for; default: MEALTRACKER_USER.")
@click.option(
    "--expenses",
    default=60,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    help="How many; 2,000 or more reach back ten years, fewer two.",
)
@click.option("--seed", default=1, show_default=True, help="Another seed, other expenses.")
def load(*, user: str | None, expenses: int, seed: int) -> None:
    """Add sample expenses with places, people and tags."""
    from mealtracker.demo.load import load_demo

    with opened() as found:
        actor = found.actor(user)
        with (
            click.progressbar(length=expenses, label="Loading", file=sys.stderr) as bar,
            found.db.unit_of_work() as session,
        ):
            load_demo(session, actor, expenses, seed, lambda done: bar.update(done - bar.pos))
    click.echo(f"Added {expenses} sample expenses. Remove them: meal demo clear")


@demo.command(epilog=examples("meal demo clear"))
@click.option("--user", metavar="EMAIL", help="Account to act for; default: MEALTRACKER_USER.")
def clear(*, user: str | None) -> None:
    """Remove the sample expenses, and places, people and tags that only they used."""
    from mealtracker.demo.clear import clear_demo

    with opened() as found:
        actor = found.actor(user)
        with found.db.unit_of_work() as session:
            removed = clear_demo(session, actor)
    click.echo(f"Removed {removed} sample expenses.")
