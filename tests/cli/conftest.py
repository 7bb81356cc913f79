"""The command line on an SQLite database of its own."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

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


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """A data folder whose database has the account ana@example.org; made once and copied."""
    folder = tmp_path_factory.mktemp("made")
    runner = CliRunner(env={"MEALTRACKER_DATA_DIR": str(folder)})
    assert runner.invoke(main, ["db", "upgrade"]).exit_code == 0
    result = add_user(lambda *words, **o: runner.invoke(main, words, **o), "ana@example.org", "Ana")
    assert result.exit_code == 0
    return folder


@pytest.fixture
def meal(run, made, tmp_path) -> Run:
    """Run a command with a database that has the account ana@example.org."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return run


def add_user(run: Run, email: str, name: str, *options: str) -> Result:
    words = ("user", "create", email, "--name", name, "--password-stdin", *options)
    return run(*words, input=f"{PASSWORD}\n")
