"""What the formats of banks have in common."""

from datetime import date
from itertools import repeat

import pytest

from mealtracker.errors import Invalid
from mealtracker.imports.readers.bank_days import day_of, time_of
from mealtracker.imports.readers.bank_values import checked, id_of, mcc_of, one_line
from mealtracker.imports.rows import ROWS_MAX, BadRow, UnreadableFile


@pytest.mark.parametrize(
    ("text", "reference"),
    [(" R-1 ", "R-1"), ("NONREF", None), ("NotProvided", None), ("0000", None), ("", None)],
)
def test_a_reference_that_says_there_is_none_is_none(text: str, reference: str | None) -> None:
    assert id_of(text) == reference


@pytest.mark.parametrize(
    ("text", "code"), [("5812", "5812"), ("0000", None), ("581", None), ("٥٨١٢", None)]
)
def test_a_merchant_code_has_four_digits(text: str, code: str | None) -> None:
    assert mcc_of(text) == code


def test_a_text_is_put_in_one_line_with_nothing_hidden_in_it() -> None:
    assert one_line(" Blue\n\tHeron\u202e \x07!") == "Blue Heron\ufffd \ufffd!"


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("20261103", date(2026, 11, 3), None),
        ("20261103193000.123[-5:EST]", date(2026, 11, 3), "19:30"),
        ("2026-11-03T19:30:00+01:00", date(2026, 11, 3), "19:30"),
        ("2026-11-03T00:00:00", date(2026, 11, 3), None),
        ("20261103993000", date(2026, 11, 3), None),
    ],
)
def test_a_day_is_read_with_the_time_behind_it(text: str, day: date, time: str | None) -> None:
    assert (day_of(text), time_of(text)) == (day, time)


@pytest.mark.parametrize(
    "text", ["", "00000000", "20260231", "15012026", "00011231", "３０２６0101"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        day_of(text)


def test_a_file_may_have_many_rows_but_not_any_number() -> None:
    row = BadRow(1, "", "It is wrong.")

    assert sum(1 for _ in checked(repeat(row, ROWS_MAX))) == ROWS_MAX
    with pytest.raises(UnreadableFile, match="more than 200,000 rows"):
        sum(1 for _ in checked(repeat(row, ROWS_MAX + 1)))
