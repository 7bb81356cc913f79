"""Money keeps every minor unit: read, written, added and shared out."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.domain.currencies import CURRENCIES, Currency, digits_of
from mealtracker.domain.money import Money, allocate, amount_text
from mealtracker.errors import Invalid

EUR, JPY, KWD = Currency("EUR"), Currency("JPY"), Currency("KWD")

proves = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

currencies = st.sampled_from(CURRENCIES)
minors = st.integers(-(10**12) + 1, 10**12 - 1)
weight_lists = st.lists(st.integers(0, 1_000), min_size=1, max_size=12).filter(any)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        pytest.param("27.50", EUR, 2750, id="two decimals"),
        pytest.param("27.5", EUR, 2750, id="one decimal of two"),
        pytest.param("27", EUR, 2700, id="no decimals"),
        pytest.param("0.01", EUR, 1, id="one cent"),
        pytest.param("007.50", EUR, 750, id="leading zeros"),
        pytest.param("-0.05", EUR, -5, id="negative below one"),
        pytest.param("-0", EUR, 0, id="minus zero is zero"),
        pytest.param("500", JPY, 500, id="jpy has no minor unit"),
        pytest.param("1.234", KWD, 1234, id="kwd has three decimals"),
        pytest.param("1.2", KWD, 1200, id="kwd with one decimal"),
        pytest.param("999999999999.99", EUR, 99_999_999_999_999, id="the largest"),
    ],
)
def test_amount_is_exact_when_parsed(text: str, currency: Currency, minor: int) -> None:
    money = Money.parse(text, currency)

    assert money == Money(minor, currency)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" 1", id="blank before"),
        pytest.param("1\n", id="line end after"),
        pytest.param("+1", id="plus"),
        pytest.param("--1", id="two minus signs"),
        pytest.param("1,50", id="comma"),
        pytest.param("1,234.50", id="grouped"),
        pytest.param(".5", id="nothing before the point"),
        pytest.param("5.", id="nothing after the point"),
        pytest.param("1.2.3", id="two points"),
        pytest.param("1e3", id="exponent"),
        pytest.param("NaN", id="not a number"),
        pytest.param("Infinity", id="infinity"),
        pytest.param("1_000", id="underscore"),
        pytest.param("0x10", id="hexadecimal"),
        pytest.param("\u0661\u0662", id="arabic digits"),
        pytest.param("\uff11\uff12", id="full-width digits"),
    ],
)
def test_amount_is_refused_when_not_canonical(text: str) -> None:
    with pytest.raises(Invalid, match=r"is not an amount\. Write it like 27\.50\."):
        Money.parse(text, EUR)


@pytest.mark.parametrize(
    ("text", "currency", "message"),
    [
        pytest.param("1.005", EUR, "“1.005” has too many decimals: EUR has 2.", id="eur"),
        pytest.param(
            "1.500", EUR, "“1.500” has too many decimals: EUR has 2.", id="eur and a zero"
        ),
        pytest.param("1.2345", KWD, "“1.2345” has too many decimals: KWD has 3.", id="kwd"),
        pytest.param("500.0", JPY, "“500.0” has decimals, and JPY has none.", id="jpy"),
    ],
)
def test_decimals_are_refused_when_more_than_the_currency_has(
    text: str, currency: Currency, message: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        Money.parse(text, currency)

    assert refusal.value.message == message


@pytest.mark.parametrize("length", [pytest.param(n, id=f"{n} digits") for n in (13, 5_000)])
def test_amount_is_refused_with_a_short_message_when_too_long(length: int) -> None:
    with pytest.raises(Invalid, match="is too much: at most 12 digits") as refusal:
        Money.parse("9" * length, EUR)

    assert len(refusal.value.message) < 100


def test_example_suits_the_currency_when_amount_is_refused() -> None:
    with pytest.raises(Invalid, match=r"Write it like 2750\."):
        Money.parse("abc", JPY)


@proves
@given(minors, currencies)
def test_money_is_the_same_when_its_text_is_parsed(minor: int, currency: Currency) -> None:
    money = Money(minor, currency)

    again = Money.parse(money.text, currency)

    assert again == money


@proves
@given(minors, currencies)
def test_text_has_all_decimals_when_written(minor: int, currency: Currency) -> None:
    text = amount_text(minor, currency)

    decimals = text.partition(".")[2]
    assert len(decimals) == digits_of(currency)
    assert Fraction(text) == Fraction(minor, 10 ** digits_of(currency))


@proves
@given(st.text() | st.from_regex(r"-?[0-9]+(\.[0-9]+)?"))
def test_nothing_but_invalid_is_raised_when_any_text_is_parsed(text: str) -> None:
    try:
        money = Money.parse(text, EUR)
    except Invalid:
        return

    assert Fraction(money.minor, 100) == Fraction(text)


def test_sum_is_exact_when_currencies_agree() -> None:
    total = Money(10, EUR) + Money(20, EUR)

    assert str(total) == "0.30 EUR"


def test_sum_is_refused_when_currencies_differ() -> None:
    with pytest.raises(ValueError, match="EUR and JPY cannot be added"):
        Money(1, EUR) + Money(1, JPY)


def test_sign_turns_when_negated() -> None:
    refund = -Money(1234, KWD)

    assert refund == Money(-1234, KWD)


@pytest.mark.parametrize(
    ("minor", "weights", "parts"),
    [
        pytest.param(100, [1, 1, 1], [34, 33, 33], id="ties go by position"),
        pytest.param(101, [1, 1, 1], [34, 34, 33], id="two left over"),
        pytest.param(100, [1, 2, 3], [17, 33, 50], id="largest remainder first"),
        pytest.param(1, [1, 1, 1], [1, 0, 0], id="one cent of tax for three"),
        pytest.param(-1, [1, 1, 1], [-1, 0, 0], id="one cent back for three"),
        pytest.param(-100, [1, 1, 1], [-34, -33, -33], id="refund mirrors"),
        pytest.param(0, [1, 2], [0, 0], id="nothing to share"),
        pytest.param(100, [0, 1, 0], [0, 100, 0], id="weight zero gets nothing"),
        pytest.param(5, [7], [5], id="one alone"),
    ],
)
def test_parts_are_the_known_ones_when_allocated(
    minor: int, weights: list[int], parts: list[int]
) -> None:
    shares = allocate(Money(minor, EUR), weights)

    assert [share.minor for share in shares] == parts


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param([], id="nobody"),
        pytest.param([0, 0], id="all zero"),
        pytest.param([3, -1], id="one negative"),
        pytest.param([-1, -1], id="all negative"),
    ],
)
def test_allocation_is_refused_when_weights_make_no_sense(weights: list[int]) -> None:
    with pytest.raises(Invalid, match="Give everyone a weight"):
        allocate(Money(100, EUR), weights)


@proves
@given(minors, weight_lists, currencies)
def test_parts_close_to_the_unit_when_allocated(
    minor: int, weights: list[int], currency: Currency
) -> None:
    shares = allocate(Money(minor, currency), weights)

    assert sum(share.minor for share in shares) == minor
    assert {share.currency for share in shares} == {currency}


@proves
@given(minors, weight_lists)
def test_each_part_is_within_one_unit_of_its_exact_share_when_allocated(
    minor: int, weights: list[int]
) -> None:
    shares = allocate(Money(minor, EUR), weights)

    exact = [Fraction(minor * weight, sum(weights)) for weight in weights]
    assert len(shares) == len(weights)
    assert all(abs(share.minor - fair) < 1 for share, fair in zip(shares, exact, strict=True))


@proves
@given(minors, weight_lists)
def test_no_part_has_the_other_sign_when_allocated(minor: int, weights: list[int]) -> None:
    shares = allocate(Money(minor, EUR), weights)

    assert all(share.minor * minor >= 0 for share in shares)
    assert all(share.minor == 0 for share, w in zip(shares, weights, strict=True) if w == 0)


@proves
@given(st.integers(0, 10**12), weight_lists)
def test_order_is_that_of_the_weights_when_allocated(minor: int, weights: list[int]) -> None:
    shares = [share.minor for share in allocate(Money(minor, EUR), weights)]

    pairs = sorted(zip(weights, shares, strict=True))
    assert all(low[1] <= high[1] for low, high in pairwise(pairs) if low[0] < high[0])


@proves
@given(st.integers(1, 10**12), st.lists(st.integers(1, 3), min_size=4))
def test_earlier_one_gets_the_unit_when_weights_are_equal(minor: int, weights: list[int]) -> None:
    shares = [share.minor for share in allocate(Money(minor, EUR), weights)]

    for weight in set(weights):
        same = [share for share, own in zip(shares, weights, strict=True) if own == weight]
        assert same == sorted(same, reverse=True)


@proves
@given(minors, weight_lists)
def test_parts_mirror_when_the_total_is_negated(minor: int, weights: list[int]) -> None:
    total = Money(minor, EUR)

    mirrored = allocate(-total, weights)

    assert mirrored == [-share for share in allocate(total, weights)]
