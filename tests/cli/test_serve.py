"""`meal serve`: a real server in a process of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

ATTEMPTS = 300


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server that answers; at the end of the block it is told to stop."""
    command = [sys.executable, "-c", "from mealtracker.cli.main import main; main()", "serve"]
    environment = {**os.environ, "MEALTRACKER_DATA_DIR": str(folder)}
    server = subprocess.Popen([*command, "--port", str(port), *options], env=environment)
    try:
        assert eventually(server, lambda: status(f"http://127.0.0.1:{port}/healthz")) == 200
        yield server
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
    finally:
        server.kill()


def eventually[T](server: subprocess.Popen[bytes], ask: Callable[[], T]) -> T | None:
    """Return the first answer that is something; a server that ends instead is a failure."""
    for _ in range(ATTEMPTS):
        if answer := ask():
            return answer
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"The server ended with {server.wait(timeout=0.1)}.")
    return None


def status(url: str) -> int | None:
    with suppress(OSError), urlopen(url, timeout=10) as response:  # noqa: S310 - our own
        return int(response.status)
    return None


def jobs(folder: Path, where: str = "true") -> list[tuple[str, str]]:
    connection = sqlite3.connect(folder / "mealtracker.db")
    found = connection.execute(f"SELECT kind, state FROM jobs WHERE {where}").fetchall()
    connection.close()
    return found


def test_serve_answers_and_ends_with_0_on_sigterm(meal, tmp_path, port) -> None:
    with serving(tmp_path, port) as server:
        pass

    assert server.returncode == 0


def test_serve_carries_out_jobs_beside_the_requests(meal, tmp_path, port) -> None:
    with serving(tmp_path, port) as server:
        done = eventually(server, lambda: jobs(tmp_path, "state = 'done'"))

    assert done == [("purge", "done")]


def test_serve_leaves_jobs_to_others_when_told_to(meal, tmp_path, port) -> None:
    with serving(tmp_path, port, "--no-worker"):
        pass

    assert jobs(tmp_path) == []


def test_serve_refuses_a_port_that_is_taken(meal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = meal("serve", "--port", str(port))

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Nothing can listen at 127.0.0.1:{port}: ")


def test_serve_says_when_its_key_cannot_be_kept(meal, tmp_path) -> None:
    (tmp_path / "secret_key").mkdir()

    result = meal("serve")

    assert result.exit_code == 1
    assert "MEALTRACKER_SECRET_KEY" in result.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_serve_is_called_wrongly(meal, port) -> None:
    assert meal("serve", "--port", port).exit_code == 2
