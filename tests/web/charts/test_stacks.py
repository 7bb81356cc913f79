from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealtracker.domain.currencies import Currency
from mealtracker.web.charts.stacks import Stack, stack_chart

USD, JPY = Currency("USD"), Currency("JPY")
KINDS = st.sampled_from(["dining", "groceries", "coffee", "delivery", "drinks", "snacks", None])


def week(*parts: tuple[str | None, int], is_partial: bool = False, is_cut: bool = False) -> Stack:
    title = "Week of 5 Oct"
    return Stack("5 Oct", "/expenses", title, parts, is_partial=is_partial, is_cut=is_cut)


def heights(*parts: tuple[str | None, int]) -> list[tuple[str, str, str]]:
    (bar,) = stack_chart([week(*parts)], USD).bars
    return [(part.kind, part.y, part.height) for part in bar.segments]


def test_highest_bar_takes_the_whole_plot() -> None:
    assert heights(("dining", 20000)) == [("dining", "20", "168.5")]


def test_kinds_are_stacked_in_one_order() -> None:
    assert heights(("coffee", 5000), ("groceries", 10000), ("dining", 5000)) == [
        ("groceries", "105", "83.5"),
        ("dining", "62.5", "41"),
        ("coffee", "20", "41"),
    ]


def test_kind_that_is_unknown_or_missing_is_drawn_as_other() -> None:
    chart = stack_chart([week((None, 100), ("feast", 200), ("dining", 100))], USD)

    assert chart.kinds == ("dining", "other")
    assert chart.bars[0].amounts == ("1.00", "3.00")


def test_eight_weeks_stand_where_the_design_has_them() -> None:
    chart = stack_chart([week(("dining", 100))] * 8, USD)

    assert [bar.bar_x for bar in chart.bars][:3] == ["10.5%", "21.7%", "32.9%"]
    assert [bar.middle_x for bar in chart.bars][:2] == ["14.25%", "25.45%"]
    assert (chart.bars[7].hit_x, chart.hit_width) == ("88.1%", "9.1%")
    assert chart.bar_width == "7.5%"


def test_few_weeks_do_not_become_walls() -> None:
    chart = stack_chart([week(("dining", 100))], USD)

    assert chart.bar_width == "15%"


def test_no_weeks_are_an_empty_chart() -> None:
    chart = stack_chart([], USD)

    assert chart.is_empty
    assert chart.bars == ()


def test_weeks_without_spending_have_no_bars() -> None:
    chart = stack_chart([week(), week(("dining", 0)), week()], USD)

    assert chart.is_empty
    assert [bar.segments for bar in chart.bars] == [(), (), ()]
    assert [bar.total for bar in chart.bars] == ["0.00"] * 3
    assert chart.lines == ()
    assert chart.average is None


def test_refund_lowers_the_total_and_has_no_bar() -> None:
    chart = stack_chart([week(("dining", 1000), ("groceries", -300))], USD)

    assert chart.bars[0].total == "7.00"
    assert [part.kind for part in chart.bars[0].segments] == ["dining"]
    assert chart.bars[0].amounts == ("-3.00", "10.00")


@pytest.mark.parametrize(
    ("top", "lines"),
    [
        (27564, ["100.00", "200.00"]),
        (19900, ["50.00", "100.00", "150.00"]),
        (10000, ["50.00", "100.00"]),
        (3188, ["10.00", "20.00", "30.00"]),
        (150, ["1.00"]),
        (99, []),
    ],
)
def test_axis_has_a_few_round_lines(top: int, lines: list[str]) -> None:
    chart = stack_chart([week(("dining", top))], USD)

    assert [line.amount for line in chart.lines] == lines


def test_axis_stands_at_its_amount() -> None:
    line, _ = stack_chart([week(("dining", 10000))], USD).lines

    assert (line.amount, line.y, line.text_y) == ("50.00", "105", "101")


def test_yen_has_no_decimals() -> None:
    chart = stack_chart([week(("dining", 27564))], JPY)

    assert [line.amount for line in chart.lines] == ["10000", "20000"]
    assert chart.bars[0].total == "27564"
    assert chart.is_wide


def test_average_leaves_out_the_running_week_and_those_before_the_first() -> None:
    weeks = [
        week(),
        week(),
        week(("dining", 10000)),
        week(),
        week(("dining", 20000)),
        week(("dining", 500), is_partial=True),
    ]

    average = stack_chart(weeks, USD).average

    assert average is not None
    assert average.amount == "100.00"
    assert average.y == "105"


def test_average_leaves_out_what_is_shorter_than_the_others() -> None:
    weeks = [week(("dining", 500), is_cut=True), week(("dining", 10000)), week(("dining", 20000))]

    average = stack_chart(weeks, USD).average

    assert average is not None
    assert average.amount == "150.00"


@pytest.mark.parametrize(
    ("count", "is_long", "is_dense"), [(9, False, False), (10, True, False), (19, True, True)]
)
def test_many_bars_are_scrolled_and_then_lose_their_amounts(
    count: int, is_long: bool, is_dense: bool
) -> None:
    chart = stack_chart([week(("dining", 100))] * count, USD)

    assert (chart.is_long, chart.is_dense) == (is_long, is_dense)


def test_one_whole_week_has_no_average() -> None:
    weeks = [week(("dining", 10000)), week(("dining", 500), is_partial=True)]

    assert stack_chart(weeks, USD).average is None


def test_key_bars_are_the_highest_and_the_last() -> None:
    weeks = [week(("dining", 100)), week(("dining", 300)), week(("dining", 200)), week()]

    assert [bar.is_key for bar in stack_chart(weeks, USD).bars] == [False, True, False, True]


@given(
    st.lists(
        st.lists(st.tuples(KINDS, st.integers(min_value=-(10**9), max_value=10**9)), max_size=8),
        max_size=8,
    )
)
def test_pieces_of_a_bar_never_overlap(weeks: list[list[tuple[str | None, int]]]) -> None:
    chart = stack_chart([week(*parts) for parts in weeks], USD)

    for bar in chart.bars:
        assert all(float(part.height) >= 1 for part in bar.segments)
        for below, above in pairwise(bar.segments):
            assert float(above.y) + float(above.height) < float(below.y)
