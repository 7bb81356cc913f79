"""`.env.example` names every setting, each with a comment."""

import re

from mealtracker.config import PREFIX, Settings

from tests.house.tree import ROOT

_LINE = re.compile(rf"#?({PREFIX}[A-Z_]+)=(.*)")


def test_env_example_names_exactly_the_settings() -> None:
    assert [name for name, _ in _entries()] == [
        f"{PREFIX}{name.upper()}" for name in Settings.model_fields
    ]


def test_env_example_says_what_each_setting_does() -> None:
    lines = _lines()
    undocumented = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if _LINE.fullmatch(line) and not before.startswith("# ")
    ]

    assert undocumented == []


def test_env_example_shows_the_defaults() -> None:
    fields = {f"{PREFIX}{name.upper()}": field for name, field in Settings.model_fields.items()}
    shown = {name: value for name, value in _entries() if fields[name].default is not None}

    assert shown == {name: str(fields[name].default) for name in shown}


def test_every_setting_is_described() -> None:
    assert [n for n, field in Settings.model_fields.items() if not field.description] == []


def _lines() -> list[str]:
    return (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()


def _entries() -> list[tuple[str, str]]:
    found = (_LINE.fullmatch(line) for line in _lines())
    return [(match[1], match[2]) for match in found if match]
