"""The page about the command line says what the commands say."""

import pytest

from tools import clidocs


def test_page_is_what_the_commands_say() -> None:
    page = clidocs.PAGE.read_text(encoding="utf-8")

    assert page == clidocs.reference(), "Run: .venv/bin/python tools/clidocs.py"


@pytest.mark.parametrize(
    "words",
    [
        *("serve", "db upgrade", "db current", "db check", "db verify", "db purge"),
        *("user create", "user list", "user invite", "user disable", "user reset-password"),
        *("token create", "expense add", "expense list", "expense export", "expense show"),
        *("backup create", "backup verify", "backup restore"),
        *("import", "imports list", "imports show", "imports undo"),
        *("demo load", "demo clear", "openapi", "doctor"),
    ],
)
def test_help_shows_an_example(run, words) -> None:
    result = run(*words.split(), "--help")

    assert result.exit_code == 0
    assert f"    meal {words}" in result.stdout or f"meal {words}" in result.stdout.split("Ex")[1]
