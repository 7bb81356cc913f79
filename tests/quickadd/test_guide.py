"""The guide shows lines: those it explains are sure, and those it says are asked about are."""

import re
from collections.abc import Iterator

import pytest

from mealtracker.quickadd.context import Context
from mealtracker.quickadd.reading import read_line

from tests.house.tree import ROOT
from tests.quickadd.corpus import context_of

GUIDE = (ROOT / "docs" / "guide" / "quick-add.md").read_text(encoding="utf-8")
WRITERS = [
    context_of(f"# context: {who}") for who in ("en USD", "de EUR", "fr EUR", "es EUR", "pt_BR BRL")
]
ASKING = "## What is asked back"
_ROW = re.compile(r"^\| (`.+?) \| (.+) \|$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")


def explained() -> list[str]:
    return [
        line for row in _ROW.findall(GUIDE.partition(ASKING)[0]) for line in _CODE.findall(row[0])
    ]


def asked() -> Iterator[tuple[str, str]]:
    for first, second in _ROW.findall(GUIDE.partition(ASKING)[2]):
        yield _CODE.findall(first)[0], _CODE.findall(second)[0]


@pytest.mark.parametrize("line", explained())
def test_line_that_the_guide_explains_is_sure(line: str) -> None:
    assert any(_is_whole(line, writer) for writer in WRITERS)


@pytest.mark.parametrize(("line", "field"), list(asked()))
def test_line_that_the_guide_says_is_asked_about_is(line: str, field: str) -> None:
    assert field in {item.field for item in read_line(line, WRITERS[0]).unsure}


def _is_whole(line: str, writer: Context) -> bool:
    """Tell whether all of the line was understood, for somebody who may have written it."""
    read = read_line(line, writer)
    return not read.unsure and read.draft.total is not None
