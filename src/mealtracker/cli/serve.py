"""`meal serve`: the server."""

import os
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

import click

from mealtracker.cli.db import refuse_old_schema
from mealtracker.cli.opened import opened
from mealtracker.cli.refusals import examples
from mealtracker.cli.worker import working_beside
from mealtracker.errors import Unavailable

if TYPE_CHECKING:
    from mealtracker.config import Settings

_THREADS: Final = 8
_KILL_AFTER_S: Final = 20
_THIS_MACHINE: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command(
    epilog=examples("meal serve", "meal serve --host 0.0.0.0 --port 8080", "meal serve --no-worker")
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Its port."
)
@click.option("--no-worker", is_flag=True, help="Leave the jobs to `meal worker`.")
def serve(*, host: str, port: int, no_worker: bool) -> None:
    """Serve pages and API until Ctrl-C or SIGTERM, and carry out jobs beside it.

    Requests under way are finished. An old schema is refused.
    """
    origin = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    with opened() as found, ExitStack() as beside:
        refuse_old_schema(found.db)
        _make_key(found.settings)
        _refuse_taken(host, port)
        if "public_url" not in found.settings.model_fields_set and host in _THIS_MACHINE:
            os.environ["MEALTRACKER_PUBLIC_URL"] = origin
        if not no_worker:
            beside.enter_context(working_beside(found))
        click.echo(f"Serving {origin} until Ctrl-C.", err=True)
        _run(host, port)


def _make_key(settings: "Settings") -> None:
    try:
        settings.signing_key()
    except OSError as error:
        message = f"The key of this server cannot be kept: {error}. Set MEALTRACKER_SECRET_KEY."
        raise Unavailable(message) from error


def _refuse_taken(host: str, port: int) -> None:
    # The server shares its port with others, so a second one would answer half of the requests.
    try:
        with socket.create_server((host, port), family=_family(host)):
            pass
    except OSError as error:
        message = f"Nothing can listen at {host}:{port}: {error.strerror}. Try another --port."
        raise Unavailable(message) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _run(host: str, port: int) -> None:
    import multiprocessing

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    # The server is a process of its own: jobs slow no request down. It is not a copy of this one,
    # which has threads and open connections.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "mealtracker.app:from_environment",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=1,
        blocking_threads=_THREADS,
        workers_kill_timeout=_KILL_AFTER_S,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve()
