"""Every line of the corpus reads as it is written there, whole."""

import pytest

from mealtracker.quickadd.reading import read_line

from tests.quickadd.corpus import Case, cases, reading_of

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.line}")
def test_line_says_what_the_corpus_says(case: Case) -> None:
    assert reading_of(read_line(case.line, case.context), case.context) == case.reading


def test_no_line_is_there_twice_for_the_same_writer() -> None:
    keys = [(case.line, repr(case.context)) for case in CASES]

    assert sorted(keys) == sorted(set(keys))
    assert len(keys) >= 300
