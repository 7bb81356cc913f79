"""How long a new process takes to its first answer, beside a bare Flask application."""

import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

from mealtracker.db.schema import upgrade
from mealtracker.db.session import EngineDatabase

from bench.measure import table

_TURNS: Final = 9
_BARE: Final = """
from flask import Flask
app = Flask("bare")
app.add_url_rule("/", view_func=lambda: "ok")
assert app.test_client().get("/").status_code == 200
"""
_OURS: Final = """
from mealtracker.app import from_environment
assert from_environment().test_client().get("{path}").status_code < 400
"""
_COMMAND: Final = "from mealtracker.cli.main import main; main()"


class Start(NamedTuple):
    """One start: wall time and time of the processor, in milliseconds."""

    wall_ms: float
    cpu_ms: float


def run() -> str:
    """Take turns between the programs and return the table."""
    programs = {
        "bare Flask, first answer": [_BARE],
        "/healthz, first answer": [_OURS.format(path="/healthz")],
        "/, first answer": [_OURS.format(path="/")],
        "`meal --help`": [_COMMAND, "--help"],
    }
    times: dict[str, list[Start]] = {name: [] for name in programs}
    with TemporaryDirectory() as folder:
        _make_database(Path(folder))
        environment = os.environ | {
            "MEALTRACKER_DATA_DIR": folder,
            "MEALTRACKER_LOG_LEVEL": "ERROR",
        }
        for turn in range(_TURNS + 1):
            for name, arguments in programs.items():
                start = _start(arguments, environment)
                if turn:  # the first turn compiles
                    times[name].append(start)
    return _table(times)


def _make_database(folder: Path) -> None:
    db = EngineDatabase(f"sqlite:///{folder}/mealtracker.db")
    upgrade(db.engine)
    db.dispose()


def _start(arguments: list[str], environment: dict[str, str]) -> Start:
    began = perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own programs
        [sys.executable, "-c", *arguments], env=environment, stdout=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments[0]} failed")
    return Start(wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000)


def _table(times: dict[str, list[Start]]) -> str:
    medians = {
        name: Start(*(statistics.median(column) for column in zip(*starts, strict=True)))
        for name, starts in times.items()
    }
    floor = next(iter(medians.values()))
    lines = (
        (name, f"{it.wall_ms:.0f}", f"{it.cpu_ms:.0f}", f"{it.cpu_ms / floor.cpu_ms:.2f}")
        for name, it in medians.items()
    )
    return table(("what", "ms", "CPU ms", "CPU ratio"), lines)
