"""The page about formats says what the files hold."""

import re

import pytest

from mealtracker.archive.tables import TABLES
from mealtracker.exports.columns import COLUMNS
from mealtracker.exports.formats import FORMATS

from tests.house.tree import ROOT

NAMES = re.compile(r"`(\w+)`")


@pytest.fixture(scope="module")
def listed():
    """Return the names in the first column of the table below a heading."""
    page = (ROOT / "docs" / "guide" / "formats.md").read_text(encoding="utf-8")

    def read(heading: str, head: str) -> list[str]:
        part = re.split(
            r"^#+ ", page.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE
        )[0]
        _, _, table = part.partition(f"| {head} |")
        rows = [line for line in table.split("\n\n")[0].splitlines() if line.startswith("| `")]
        return [name for row in rows for name in NAMES.findall(row.split("|")[1])]

    return read


def test_columns_are_listed_in_their_order(listed):
    assert listed("Columns", "Column") == list(COLUMNS)


def test_formats_are_listed(listed):
    assert listed("Expenses", "Format") == list(FORMATS)


def test_tables_of_an_archive_are_listed_in_their_order(listed):
    assert listed("Archive", "Table") == [table.name for table in TABLES]
