"""However a list of rows is cut into files, and in whatever order these come, it ends the same."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports.household import DAY, coffee

PAYEES = ["SQ *BLUE BOTTLE COFFEE", "TACO BELL 031245", "TST* THE PINE DINER"]
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

charges = st.tuples(st.integers(0, 4), st.sampled_from(PAYEES), st.sampled_from([-450, -990, 450]))


@st.composite
def with_ids(draw):
    """Rows that each have an id, and windows over them that leave none out."""
    said = draw(st.lists(charges, min_size=1, max_size=12))
    rows = [_row(n, charge, bank_id=f"T{n}") for n, charge in enumerate(said, start=1)]
    cuts = draw(st.lists(st.tuples(st.integers(0, len(rows)), st.integers(0, 5)), max_size=4))
    files = [rows[start : start + length] for start, length in cuts]
    return rows, draw(st.permutations([*files, *_halves(rows, draw)]))


@st.composite
def by_days(draw):
    """Rows without ids, and statements of whole days, as banks make them."""
    said = sorted(draw(st.lists(charges, min_size=1, max_size=12)))
    rows = [_row(n, charge) for n, charge in enumerate(said, start=1)]
    spans = draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4))
    files = [[row for row in rows if low <= (row.day - DAY).days <= high] for low, high in spans]
    middle = draw(st.integers(0, 4))
    halves = [
        [row for row in rows if (row.day - DAY).days <= middle],
        [row for row in rows if (row.day - DAY).days >= middle],
    ]
    shuffled = [draw(st.permutations(file)) for file in [*files, *halves]]
    return rows, draw(st.permutations(shuffled))


@FEW
@given(with_ids())
def test_files_that_overlap_anywhere_when_rows_have_ids(home, drawn):
    _agree(home, *drawn)


@FEW
@given(by_days())
def test_files_that_overlap_by_days_when_rows_have_no_ids(home, drawn):
    _agree(home, *drawn)


@FEW
@given(by_days(), st.data())
def test_files_of_which_only_some_have_ids(home, drawn, data):
    rows, files = drawn
    with_id = [[coffee_with_id(row) for row in file] for file in files]
    mixed = [data.draw(st.sampled_from(pair)) for pair in zip(files, with_id, strict=True)]

    _agree(home, rows, mixed)


@pytest.mark.parametrize("size", [1, 2, 3, 500], ids=lambda size: f"chunks of {size}")
def test_it_does_not_matter_where_a_chunk_ends(home, monkeypatch, size):
    for module in ("load", "rehearse", "apply"):
        monkeypatch.setattr(f"mealtracker.imports.commands.{module}.CHUNK", size)
    rows = [coffee(n, day=DAY + timedelta(days=n // 5)) for n in range(1, 12)]

    home.imports(rows[:8])
    home.imports(rows)
    home.imports(rows[5:])

    assert home.expenses() == _expected(rows)
    assert home.sums_are_right()


def coffee_with_id(row):
    return coffee(row.line, day=row.day, payee=row.payee, minor=row.minor, bank_id=f"T{row.line}")


def _agree(home, rows, files):
    with home.forgotten():
        home.opens_account("Card")
        for file in files:
            home.imports(file)

        assert home.expenses() == _expected(rows)
        assert home.sums_are_right()


def _expected(rows):
    return Counter(
        (row.day, "expense" if row.minor < 0 else "refund", abs(row.minor), "USD") for row in rows
    )


def _row(line, charge, **fields):
    days, payee, minor = charge
    return coffee(line, day=DAY + timedelta(days=days), payee=payee, minor=minor, **fields)


def _halves(rows, draw):
    middle = draw(st.integers(0, len(rows)))
    return [rows[:middle], rows[middle:]]
