"""What the documents say, as far as a machine can tell: links, decisions, settings."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mealtracker.config import PREFIX, Settings

from tests.house.tree import ROOT, project_files

ADRS = ROOT / "docs" / "adr"
HEADINGS = ["Status", "Context", "Decision", "Consequences", "Alternatives", "Enforced by"]

_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:")
_SLUG_LEAVES_OUT = re.compile(r"[^\w\- ]")


def test_every_link_leads_somewhere() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in _pages()
        for target in _LINK.findall(_prose(page))
        if not _ELSEWHERE.match(target) and not _leads_somewhere(page, target)
    ]

    assert dead == []


def test_every_decision_has_its_parts() -> None:
    wrong = [page.name for page in _decisions() if _headings(page, level=2) != HEADINGS]

    assert wrong == []


def test_every_part_of_a_decision_says_something() -> None:
    silent = [
        f"{page.name}: {part.partition('\n')[0]}"
        for page in _decisions()
        for part in page.read_text(encoding="utf-8").split("\n## ")[1:]
        if not part.partition("\n")[2].strip()
    ]

    assert silent == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(page.name[:4]) for page in _decisions()]

    assert numbers == list(range(1, len(numbers) + 1))


def test_every_decision_is_listed_under_its_title() -> None:
    listed = (ADRS / "README.md").read_text(encoding="utf-8")
    missing = [
        page.name
        for page in _decisions()
        if f"| [{page.name[:4]}]({page.name}) | {_title(page)} |" not in listed
    ]

    assert missing == []


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_setting_is_described(field: str) -> None:
    running = (ROOT / "docs" / "guide" / "running.md").read_text(encoding="utf-8")

    assert f"| `{PREFIX}{field.upper()}` |" in running


def _pages() -> Iterator[Path]:
    return (file for file in project_files() if file.suffix == ".md")


def _decisions() -> list[Path]:
    return sorted(ADRS.glob("[0-9][0-9][0-9][0-9]-*.md"))


def _prose(page: Path) -> str:
    return _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))


def _leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (page.parent / path) if path else page
    if not file.exists():
        return False
    return not anchor or anchor in {_slug(heading) for heading in _headings(file)}


def _headings(page: Path, level: int | None = None) -> list[str]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    found = [
        (len(match[0]) - len(match[0].lstrip("#")), match[1]) for match in _HEADING.finditer(text)
    ]
    return [heading for depth, heading in found if level in {None, depth}]


def _title(page: Path) -> str:
    return _headings(page, level=1)[0].partition(". ")[2]


def _slug(heading: str) -> str:
    """Return the anchor that a heading gets when Markdown is rendered."""
    return _SLUG_LEAVES_OUT.sub("", heading.lower()).replace(" ", "-")
