"""Workers as processes: they share the jobs, and what one of them drops another picks up."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mealtracker.db.session import EngineDatabase
from mealtracker.domain.clock import system_clock

from tests.jobs.conftest import Queue
from tests.support.databases import Template

PROGRAM = Path(__file__).with_name("process.py")
TIMEOUT_S = 60

type Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def queue(engines: Callable[[], EngineDatabase], template: Template) -> Queue:
    """The clock of the machine: other processes go by it."""
    actor = replace(template.logins["alice"].actor, now=system_clock())
    return Queue(engines(), system_clock, actor)


@pytest.fixture
def start(template: Template) -> Iterator[Start]:
    """Start a worker; it waits for a line before it begins."""
    started: list[subprocess.Popen[str]] = []

    def begin(lease_s: float = 60, mode: str = "") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, PROGRAM, template.url, str(lease_s), mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def go(*workers: subprocess.Popen[str]) -> None:
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()


def test_two_workers_never_carry_out_one_job_both(queue: Queue, start: Start, tmp_path) -> None:
    queue.puts("mark", count=200, folder=str(tmp_path))
    workers = [start(mode="once"), start(mode="once")]

    go(*workers)
    lines = [worker.communicate(timeout=TIMEOUT_S)[0].splitlines() for worker in workers]

    assert [worker.returncode for worker in workers] == [0, 0]
    assert {(job.state, job.attempts, job.error) for job in queue.jobs()} == {("done", 1, None)}
    assert len(lines[0]) + len(lines[1]) == len(list(tmp_path.iterdir())) == 200


def test_job_of_a_worker_that_was_killed_is_picked_up(queue: Queue, start: Start, tmp_path) -> None:
    queue.puts("wait", file=str(tmp_path / "go on"))
    first, second = start(lease_s=1), start(lease_s=1)
    go(first)
    assert first.stdout.readline() == "started\n"

    first.send_signal(signal.SIGKILL)
    first.wait(TIMEOUT_S)
    (tmp_path / "go on").touch()
    go(second)
    assert second.stdout.readline() == "started\n"
    second.send_signal(signal.SIGTERM)

    assert second.wait(TIMEOUT_S) == 0
    assert (queue.job().state, queue.job().attempts) == ("done", 2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_that_is_stopped_hands_its_job_back(
    queue: Queue, start: Start, tmp_path, number
) -> None:
    queue.puts("wait", file=str(tmp_path / "never"))
    worker = start()
    go(worker)
    assert worker.stdout.readline() == "started\n"

    worker.send_signal(number)

    assert worker.wait(TIMEOUT_S) == 0
    job = queue.job()
    assert (job.state, job.attempts, job.error) == ("queued", 0, None)
