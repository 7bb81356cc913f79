"""`meal serve`: a real server in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from urllib.request import urlopen

import pytest

ATTEMPTS = 300


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def answer(server: subprocess.Popen, url: str) -> int:
    """Return the status of the first answer; a server that ends instead is a failure."""
    for _ in range(ATTEMPTS):
        with suppress(OSError), urlopen(url, timeout=10) as response:  # noqa: S310 - our own
            return int(response.status)
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"The server ended with {server.wait(timeout=0.1)}.")
    return 0


def test_serve_answers_and_ends_with_0_on_sigterm(meal, tmp_path, port) -> None:
    command = [sys.executable, "-c", "from mealtracker.cli.main import main; main()", "serve"]
    environment = {**os.environ, "MEALTRACKER_DATA_DIR": str(tmp_path)}
    server = subprocess.Popen([*command, "--port", str(port)], env=environment)

    try:
        status = answer(server, f"http://127.0.0.1:{port}/healthz")
        server.send_signal(signal.SIGTERM)
        code = server.wait(timeout=30)
    finally:
        server.kill()

    assert status == 200
    assert code == 0


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
