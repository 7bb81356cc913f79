"""The command line on an SQLite database of its own."""

import os
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from mealtracker.cli.main import main

PASSWORD = "correct horse battery staple"

type Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path, monkeypatch) -> Run:
    """Run a command of `meal` in an environment that holds nothing but a fresh data folder."""
    for name in [name for name in os.environ if name.startswith("MEALTRACKER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MEALTRACKER_DATA_DIR", str(tmp_path))

    def invoke(*words: str, **options) -> Result:
        return CliRunner().invoke(main, words, prog_name="meal", **options)

    return invoke


@pytest.fixture
def meal(run) -> Run:
    """Run a command with a database that has the account ana@example.org."""
    assert run("db", "upgrade").exit_code == 0
    add_user(run, "ana@example.org", "Ana")
    return run


def add_user(run: Run, email: str, name: str, *options: str) -> Result:
    words = ("user", "create", email, "--name", name, "--password-stdin", *options)
    return run(*words, input=f"{PASSWORD}\n")
