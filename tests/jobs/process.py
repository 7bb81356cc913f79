"""A worker in a process of its own, which tests start, stop and kill.

It takes the address of the database and the length of a lease in seconds; with `once` it ends
when nothing is left. It begins when a line comes in, and writes one for each job that it starts.
"""

import sys
from datetime import timedelta
from pathlib import Path

from mealtracker.clients.blobs import MemoryBlobs
from mealtracker.clients.mail import FakeMail
from mealtracker.db.session import EngineDatabase
from mealtracker.domain.clock import system_clock
from mealtracker.jobs.loop import Pace, Worker
from mealtracker.jobs.run import Run
from mealtracker.ports import Ports


def leave_a_mark(run: Run) -> None:
    """Make a file that must not be there yet: a job that is carried out twice fails."""
    Path(run.job.arguments["folder"], str(run.job.job_id)).touch(exist_ok=False)
    say("started")


def wait_for_a_file(run: Run) -> None:
    """Work until a file is there."""
    say("started")
    while not Path(run.job.arguments["file"]).exists():
        run.check()
        run.told.wait(0.02)


def say(word: str) -> None:
    """Write a line that the test waits for."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(url: str, lease_s: str, mode: str = "") -> None:
    ports = Ports(EngineDatabase(url), FakeMail(), system_clock, MemoryBlobs())
    pace = Pace(lease=timedelta(seconds=float(lease_s)))
    worker = Worker(ports, {"mark": leave_a_mark, "wait": wait_for_a_file}, pace=pace)
    say("ready")
    sys.stdin.readline()
    worker.run(once=mode == "once")


if __name__ == "__main__":
    main(*sys.argv[1:])
