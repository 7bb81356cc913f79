from mealtracker.domain.currencies import Currency
from mealtracker.web.charts.heat import HeatMap, Spot, heat_map

USD = Currency("USD")


def drawn(*spots: tuple[int, int | None, int], week_start: int = 0) -> HeatMap:
    found = (Spot(weekday, hour, minor, 1, f"/{weekday}/{hour}") for weekday, hour, minor in spots)
    return heat_map(found, USD, week_start)


def levels(chart: HeatMap) -> list[list[int | None]]:
    return [[cell.level if cell else None for cell in row.cells] for row in chart.rows]


def test_hours_reach_from_the_first_to_the_last_and_then_what_has_none() -> None:
    chart = drawn((0, 9, 100), (1, None, 100), (2, 11, 100))

    assert [row.hour for row in chart.rows] == [9, 10, 11, None]


def test_times_alone_or_their_lack_alone_have_no_other_rows() -> None:
    assert [row.hour for row in drawn((0, None, 100)).rows] == [None]
    assert [row.hour for row in drawn((0, 23, 100)).rows] == [23]
    assert drawn().rows == ()


def test_week_begins_on_the_day_that_the_user_chose() -> None:
    chart = drawn((6, 12, 100), (0, 12, 100), week_start=6)

    assert chart.weekdays == (6, 0, 1, 2, 3, 4, 5)
    assert [cell.href if cell else "" for cell in chart.rows[0].cells][:3] == ["/6/12", "/0/12", ""]


def test_a_quarter_of_the_cells_has_each_shade() -> None:
    chart = drawn((0, 1, 100), (1, 1, 200), (2, 1, 300), (3, 1, 99_999))

    assert levels(chart) == [[1, 2, 3, 4, None, None, None]]
    assert chart.top == "999.99"


def test_equal_cells_have_one_shade() -> None:
    assert levels(drawn((0, 1, 5), (1, 1, 5))) == [[4, 4, *[None] * 5]]


def test_what_came_back_has_no_shade_and_is_still_there() -> None:
    chart = drawn((0, 1, -500), (1, 1, 0))

    assert levels(chart) == [[0, 0, *[None] * 5]]
    assert chart.rows[0].cells[0].amount == "-5.00"  # type: ignore[union-attr]  # it is there
    assert chart.top == "0.00"
