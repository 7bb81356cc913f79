"""Starting is quick, and only two commands know the web."""

import subprocess
import sys

HEAVY = "sqlalchemy alembic pydantic flask granian orjson"
WEB = "flask werkzeug mealtracker.http mealtracker.web mealtracker.api mealtracker.app"


def loaded_by(tmp_path, *words: str) -> set[str]:
    code = (
        "import sys; from mealtracker.cli.main import main\n"
        f"main({list(words)!r}, standalone_mode=False)\n"
        "print('LOADED', *sys.modules)"
    )
    environment = {"MEALTRACKER_DATA_DIR": str(tmp_path), "PATH": ""}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return set(result.stdout.rpartition("LOADED")[2].split())


def test_help_loads_nothing_heavy(tmp_path) -> None:
    loaded = loaded_by(tmp_path, "--help")

    assert loaded.isdisjoint(HEAVY.split())


def test_help_of_a_command_loads_nothing_heavy(tmp_path) -> None:
    loaded = loaded_by(tmp_path, "expense", "add", "--help")

    assert loaded.isdisjoint(HEAVY.split())


def test_commands_do_not_load_the_web(tmp_path, meal) -> None:
    loaded = loaded_by(tmp_path, "expense", "add", "--total", "1") | loaded_by(tmp_path, "doctor")
    loaded |= loaded_by(tmp_path, "demo", "load", "--expenses", "3")
    loaded |= loaded_by(tmp_path, "worker", "--once")

    assert loaded.isdisjoint(WEB.split())
