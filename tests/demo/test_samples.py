"""Sample expenses, before they are written."""

from collections import Counter
from datetime import date, timedelta

import pytest

from mealtracker.demo.catalogue import PLACES, TAGS
from mealtracker.demo.habits import HABITS
from mealtracker.demo.prices import prices_in
from mealtracker.demo.samples import samples
from mealtracker.domain.meals import Meal
from mealtracker.domain.money import CURRENCIES, Currency
from mealtracker.expenses.parts import warnings_of

TODAY = date(2026, 11, 23)
EUR = Currency("EUR")


def drawn(count: int = 60, seed: int = 1, currency: Currency = EUR) -> list:
    return list(samples(count, seed, TODAY, prices_in(currency)))


def difference(sample, currency: Currency = EUR) -> str | None:
    minor = {name.removesuffix("_minor"): value for name, value in sample.bill.columns.items()}
    found = warnings_of(currency, sample.bill.total, minor, tax_included=sample.bill.tax_included)
    return found[0].difference if found else None


def test_same_seed_gives_the_same() -> None:
    assert drawn(seed=7) == drawn(seed=7)


def test_another_seed_gives_others() -> None:
    assert drawn(seed=7) != drawn(seed=8)


@pytest.mark.parametrize("count", [1, 60, 2500])
def test_there_are_as_many_as_asked_for(count) -> None:
    assert len(drawn(count)) == count


@pytest.mark.parametrize(
    ("count", "years"), [pytest.param(60, 2, id="few"), pytest.param(3000, 10, id="many")]
)
def test_days_reach_back_in_order(count, years) -> None:
    days = [sample.day for sample in drawn(count)]

    assert days == sorted(days)
    assert TODAY - timedelta(days=years * 366) < days[0] < TODAY - timedelta(days=years * 300)
    assert days[-1] <= TODAY


def test_sixty_fill_this_month_and_the_last() -> None:
    months = Counter((sample.day.year, sample.day.month) for sample in drawn())

    assert months[2026, 11] > 3
    assert months[2026, 10] > 3


def test_weeks_have_a_rhythm() -> None:
    lunches = [s for s in drawn(3000) if s.habit.meal is Meal.LUNCH and "work" in s.habit.tags]
    brunches = [s for s in drawn(3000) if s.habit.meal is Meal.BRUNCH]

    assert all(sample.day.weekday() < 5 for sample in lunches)
    assert all(sample.day.weekday() >= 5 for sample in brunches)


@pytest.mark.parametrize("currency", ["EUR", "USD", "JPY", "KWD"])
def test_bills_add_up_but_for_a_few(currency) -> None:
    code = Currency(currency)

    differing = [s for s in drawn(500, currency=code) if difference(s, code)]

    assert 10 <= len(differing) <= 20


def test_what_is_missing_on_a_bill_is_half_a_euro() -> None:
    assert {difference(sample) for sample in drawn(500)} == {None, "0.50"}


def test_items_add_up_to_the_subtotal() -> None:
    with_items = [sample for sample in drawn(500) if sample.lines]

    assert with_items
    assert all(sum(li.total for li in s.lines) == s.bill.subtotal for s in with_items)


def test_sixty_show_everything_there_is() -> None:
    found = drawn()

    assert any(sample.kind == "refund" for sample in found)
    assert any(difference(sample) for sample in found)
    assert any(sample.lines for sample in found)
    assert any(sample.bill.tip for sample in found)
    assert any(sample.note for sample in found)
    assert any(sample.tags for sample in found)
    assert any(sample.people for sample in found)


@pytest.mark.parametrize(
    ("currency", "cents", "minor"),
    [
        pytest.param("EUR", 351, 351, id="euro cents"),
        pytest.param("JPY", 351, 560, id="yen by tens"),
        pytest.param("IDR", 351, 3_800_000, id="rupiah by thousands"),
        pytest.param("SEK", 351, 3_800, id="whole kronor"),
        pytest.param("KWD", 351, 1_155, id="fils by fives"),
    ],
)
def test_prices_suit_their_currency(currency, cents, minor) -> None:
    assert prices_in(Currency(currency)).minor(cents) == minor


@pytest.mark.parametrize("currency", CURRENCIES)
def test_every_currency_has_prices(currency) -> None:
    assert prices_in(currency).minor(1) > 0


def test_habits_go_to_known_places_under_known_tags() -> None:
    assert {name for habit in HABITS for name in habit.places} == {place.name for place in PLACES}
    assert {name for habit in HABITS for name in habit.tags} == set(TAGS)
