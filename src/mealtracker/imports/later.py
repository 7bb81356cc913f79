"""Reading and applying as jobs, for whoever does not want to wait.

Both come to the same end when they are carried out again: a file is read anew, and applying goes
on with the rows that are left.
"""

from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mealtracker.accounts.members import member_at
from mealtracker.domain.actor import Actor
from mealtracker.imports.commands.apply import apply_chunk
from mealtracker.imports.intake import Tools, read_and_rehearse
from mealtracker.jobs.commands import enqueue
from mealtracker.jobs.run import Handler, Run

READ: Final = "import.read"
APPLY: Final = "import.apply"


def queue(session: Session, actor: Actor, kind: str, import_id: UUID) -> UUID:
    """Have an import read or applied by a worker, and return the job's id."""
    return enqueue(session, actor, kind, {"import_id": str(import_id), "via": actor.via})


def _read(run: Run) -> None:
    """Read a file and then decide its rows; a step is a row, in each of the two."""

    def tell(done: int) -> None:
        with run.step(done):
            pass

    tools = Tools(run.ports.db, run.ports.blobs)
    read_and_rehearse(tools, _actor(run), _import_id(run), tell)


def _apply(run: Run) -> None:
    """Take in the rows; a step is a row."""
    actor, done, count = _actor(run), run.job.steps_done, 1
    while count:
        with run.step(done) as session:
            count, _ = apply_chunk(session, actor, _import_id(run))
        done += count


def _actor(run: Run) -> Actor:
    with run.ports.db.reading() as reading:
        whose = (run.job.user_id, run.job.household_id)
        return member_at(reading, whose, run.job.arguments["via"], run.ports.clock())


def _import_id(run: Run) -> UUID:
    return UUID(run.job.arguments["import_id"])


HANDLERS: Final[dict[str, Handler]] = {READ: _read, APPLY: _apply}
