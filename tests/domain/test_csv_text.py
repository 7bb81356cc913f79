import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealtracker.domain.csv_text import csv_lines, plain_cell, safe_cell


def test_lines_end_as_the_standard_has_it_and_signs_are_quoted() -> None:
    assert csv_lines([["a", "b"], ['Say "cheese"', "x,y"]]) == b'a,b\r\n"Say ""cheese""","x,y"\r\n'


def test_file_is_in_utf_8() -> None:
    assert csv_lines([["Café"]]).decode() == "Café\r\n"


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30", "-", "-x", "@SUM(A1)", "\tx", "\rx", "--5", "-5x", "=", "-1,5"]
)
def test_what_a_spreadsheet_would_run_has_an_apostrophe_before_it(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-5", "-12.50", "+3", "27.50", "Bar =", "a@b", "'x"])
def test_numbers_and_other_words_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1)))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    text = csv_lines(rows).decode()

    read = list(csv.reader(io.StringIO(text, newline="")))

    assert read == [[safe_cell(cell) for cell in row] for row in rows]


@given(st.text())
def test_a_safe_cell_gives_back_its_text_unless_it_begins_with_an_apostrophe_itself(text):
    assert text.startswith("'") or plain_cell(safe_cell(text)) == text
