"""The closed lists are what the data says they are, and the hour suggests the meal."""

from enum import StrEnum

import pytest

from mealtracker.domain.meals import ExpenseKind, ItemKind, Meal, OrderType, Source, suggest_meal
from mealtracker.errors import Invalid


@pytest.mark.parametrize(
    ("eaten_at", "meal"),
    [
        pytest.param("00:00", Meal.LATE_NIGHT, id="midnight"),
        pytest.param("00:30", Meal.LATE_NIGHT, id="after midnight"),
        pytest.param("03:59", Meal.LATE_NIGHT, id="last minute of the night"),
        pytest.param("04:00", Meal.BREAKFAST, id="first minute of breakfast"),
        pytest.param("10:29", Meal.BREAKFAST, id="last minute of breakfast"),
        pytest.param("10:30", Meal.LUNCH, id="first minute of lunch"),
        pytest.param("14:29", Meal.LUNCH, id="last minute of lunch"),
        pytest.param("14:30", Meal.SNACK, id="first minute of the afternoon"),
        pytest.param("16:59", Meal.SNACK, id="last minute of the afternoon"),
        pytest.param("17:00", Meal.DINNER, id="first minute of dinner"),
        pytest.param("21:59", Meal.DINNER, id="last minute of dinner"),
        pytest.param("22:00", Meal.LATE_NIGHT, id="first minute of the night"),
        pytest.param("23:48", Meal.LATE_NIGHT, id="late"),
        pytest.param("23:59", Meal.LATE_NIGHT, id="last minute of the day"),
    ],
)
def test_meal_is_suggested_when_the_hour_is_known(eaten_at: str, meal: Meal) -> None:
    assert suggest_meal(eaten_at) is meal


def test_meal_is_suggested_when_any_minute_of_the_day_is_given() -> None:
    times = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)]

    suggested = [suggest_meal(time) for time in times]

    changes = [
        meal for meal, before in zip(suggested, [None, *suggested], strict=False) if meal != before
    ]
    assert changes == [
        Meal.LATE_NIGHT,
        Meal.BREAKFAST,
        Meal.LUNCH,
        Meal.SNACK,
        Meal.DINNER,
        Meal.LATE_NIGHT,
    ]


@pytest.mark.parametrize(
    "eaten_at",
    [
        pytest.param("", id="nothing"),
        pytest.param("12", id="hour alone"),
        pytest.param("24:00", id="after the day"),
        pytest.param("12:60", id="after the hour"),
        pytest.param("9:05", id="one digit"),
        pytest.param("-1:00", id="negative"),
        pytest.param("12:00:00", id="seconds"),
        pytest.param("12:00\n", id="line end"),
        pytest.param("\u0661\u0662:\u0663\u0660", id="arabic digits"),
        pytest.param("noon", id="word"),
    ],
)
def test_time_is_refused_when_not_hours_and_minutes(eaten_at: str) -> None:
    with pytest.raises(Invalid, match=r"is no time of day\. Write it like 19:30\."):
        suggest_meal(eaten_at)


@pytest.mark.parametrize(
    ("closed_list", "values"),
    [
        pytest.param(
            Meal,
            "breakfast brunch lunch dinner snack drinks dessert late_night groceries other",
            id="meal",
        ),
        pytest.param(
            OrderType, "dine_in takeout delivery drive_through catering other", id="order type"
        ),
        pytest.param(ExpenseKind, "expense refund", id="expense kind"),
        pytest.param(ItemKind, "food drink alcohol other", id="item kind"),
        pytest.param(Source, "manual demo import", id="source"),
    ],
)
def test_values_are_those_stored_when_a_list_is_closed(
    closed_list: type[StrEnum], values: str
) -> None:
    # Rows hold these words: to rename one needs a migration.
    assert [member.value for member in closed_list] == values.split()
