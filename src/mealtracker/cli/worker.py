"""`meal worker`: carries out jobs."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from mealtracker.cli.db import refuse_old_schema
from mealtracker.cli.opened import opened
from mealtracker.cli.output import say
from mealtracker.cli.refusals import examples

if TYPE_CHECKING:
    from mealtracker.cli.opened import Opened
    from mealtracker.jobs.loop import Worker

# Each may hold a connection, and the pool has ten: two are left for the queue itself.
_MOST_AT_ONCE: Final = 8
_LAST_WORD_S: Final = 15


@click.command(epilog=examples("meal worker", "meal worker --once", "meal worker --at-once 8"))
@click.option("--once", is_flag=True, help="End when nothing is left that is due.")
@click.option(
    "--at-once",
    default=4,
    show_default=True,
    type=click.IntRange(1, _MOST_AT_ONCE),
    help="How many jobs at the same time.",
)
def worker(*, once: bool, at_once: int) -> None:
    """Carry out jobs until Ctrl-C or SIGTERM.

    `meal serve` does this as well, unless it is told not to. Several workers share the jobs.
    What runs when a worker is stopped is finished, or left for the next one.
    """
    with opened() as found:
        refuse_old_schema(found.db)
        carrying_out = _worker_for(found, at_once)
        say("Carrying out jobs …" if once else "Carrying out jobs until Ctrl-C.")
        carrying_out.run(once=once)


@contextmanager
def working_beside(found: "Opened") -> Generator[None]:
    """Carry out jobs in a thread for the length of the block."""
    from threading import Thread

    beside = _worker_for(found)
    thread = Thread(target=beside.run, name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        beside.stop()
        thread.join(_LAST_WORD_S)


def _worker_for(found: "Opened", at_once: int = 4) -> "Worker":
    """Return the worker for the settings and the database of a command."""
    from mealtracker.jobs.loop import Pace
    from mealtracker.logs import configure
    from mealtracker.ports import open_ports
    from mealtracker.worker import open_worker

    configure(found.settings.log_level)
    return open_worker(open_ports(found.settings, found.db), Pace(at_once=at_once))
