from decimal import Decimal
from types import SimpleNamespace

import pytest
from babel import Locale
from babel.numbers import format_currency, parse_decimal
from flask import Flask
from flask_babel import Babel, force_locale
from hypothesis import given
from hypothesis import strategies as st

from mealtracker.domain.currencies import Currency
from mealtracker.domain.money import amount_text
from mealtracker.web import filters
from mealtracker.web.filters.money import (
    DOTS,
    MINUS,
    HiddenFormat,
    MoneyFormat,
    Parts,
    averaged,
    negated,
    rounded,
    separators,
)

NBSP, NNBSP = "\u00a0", "\u202f"


def money_format(locale: str, currency: str) -> MoneyFormat:
    return MoneyFormat.of(Locale.parse(locale), Currency(currency))


@pytest.mark.parametrize(
    ("locale", "currency", "amount", "expected"),
    [
        pytest.param("en", "USD", "4.85", "$4.85", id="dollars"),
        pytest.param("en", "USD", "1234567.50", "$1,234,567.50", id="two groups"),
        pytest.param("en", "USD", "-3.00", f"{MINUS}$3.00", id="a true minus"),
        pytest.param("en", "JPY", "1234", "¥1,234", id="yen has no decimals"),
        pytest.param("en", "KWD", "1.234", f"KWD{NBSP}1.234", id="a code stands apart"),
        pytest.param("en", "USD", "0.00", "$0.00", id="nothing"),
        pytest.param("de", "EUR", "4.85", f"4,85{NBSP}€", id="German"),
        pytest.param("de", "EUR", "-1234.50", f"{MINUS}1.234,50{NBSP}€", id="German minus"),
        pytest.param("de", "JPY", "1200", f"1.200{NBSP}¥", id="German yen"),
        pytest.param("fr", "EUR", "1234.50", f"1{NNBSP}234,50{NBSP}€", id="French narrow space"),
        pytest.param("pt_BR", "BRL", "1234.50", f"R${NBSP}1.234,50", id="Brazil"),
        pytest.param("pt_BR", "BRL", "-0.05", f"{MINUS}R${NBSP}0,05", id="Brazilian minus"),
        pytest.param("ja", "JPY", "1234", "￥1,234", id="Japan"),
        pytest.param("ja", "KWD", "-1234.567", f"{MINUS}KWD{NBSP}1,234.567", id="three decimals"),
        pytest.param("nl", "EUR", "-12.00", f"€{NBSP}{MINUS}12,00", id="minus behind the symbol"),
        pytest.param("hi", "INR", "12345678.00", "₹1,23,45,678.00", id="groups of two"),
        pytest.param("en_IN", "INR", "123456.00", "₹1,23,456.00", id="even groups of two"),
        pytest.param("de_CH", "CHF", "1234.50", f"CHF{NBSP}1’234.50", id="Switzerland"),
    ],
)
def test_money_is_written_as_the_locale_does(
    locale: str, currency: str, amount: str, expected: str
) -> None:
    assert money_format(locale, currency).full(amount) == expected


@pytest.mark.parametrize("locale", ["en", "de", "es", "fr", "pt_BR", "ja", "it", "pl", "sv", "hi"])
@given(minor=st.integers(min_value=-(10**13), max_value=10**13))
def test_money_is_what_babel_writes(locale: str, minor: int) -> None:
    amount = amount_text(minor, Currency("EUR"))

    written = money_format(locale, "EUR").full(amount)

    expected = format_currency(Decimal(amount), "EUR", locale=locale)
    assert written == expected.replace("-", MINUS)


@given(minor=st.integers(min_value=-(10**12), max_value=10**12))
def test_plain_amount_can_be_read_again(minor: int) -> None:
    amount = amount_text(minor, Currency("EUR"))

    written = money_format("de", "EUR").plain(amount)

    assert parse_decimal(written.replace(MINUS, "-"), locale="de") == Decimal(amount)


def test_parts_set_the_decimals_apart() -> None:
    assert money_format("en", "USD").parts("1234.50") == Parts("$", "1,234", ".50", "")
    assert money_format("de", "EUR").parts("-4.85") == Parts(MINUS, "4", ",85", f"{NBSP}€")
    assert money_format("ja", "JPY").parts("1200") == Parts("￥", "1,200", "", "")


def test_plain_has_no_symbol() -> None:
    assert money_format("en", "USD").plain("-1234.50") == f"{MINUS}1,234.50"
    assert money_format("fr", "EUR").plain("12.00") == "12,00"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("204.60", "205"),
        ("204.50", "205"),
        ("204.49", "204"),
        ("0.49", "0"),
        ("-0.49", "0"),
        ("-0.50", "-1"),
        ("-204.50", "-205"),
        ("999.95", "1000"),
        ("1200", "1200"),
        ("1.499", "1"),
    ],
)
def test_rounded_goes_half_up(amount: str, expected: str) -> None:
    assert rounded(amount) == expected


@pytest.mark.parametrize(("locale", "shown"), [("en", f"${DOTS}"), ("de", f"{DOTS}{NBSP}$")])
@pytest.mark.parametrize("amount", ["4.85", "-1234567.50", "0.00"])
def test_hidden_amount_keeps_its_symbol_and_nothing_else(
    locale: str, shown: str, amount: str
) -> None:
    hidden = HiddenFormat.of(Locale.parse(locale), Currency("USD"))

    assert hidden.full(amount) == shown
    assert "".join(hidden.parts(amount)) == shown
    assert hidden.plain(amount) == DOTS


@pytest.mark.parametrize(
    ("amount", "count", "expected"),
    [
        ("498.36", 19, "26.23"),
        ("0.05", 10, "0.01"),
        ("0.04", 10, "0.00"),
        ("-0.04", 10, "0.00"),
        ("-10.00", 3, "-3.33"),
        ("1000", 3, "333"),
        ("1.000", 3, "0.333"),
    ],
)
def test_averaged_keeps_the_decimals(amount: str, count: int, expected: str) -> None:
    assert averaged(amount, count) == expected


def test_negated_has_no_minus_zero() -> None:
    assert [negated(amount) for amount in ("12.00", "-12.00", "0.00", "0", "0.01")] == [
        "-12.00",
        "12.00",
        "0.00",
        "0",
        "-0.01",
    ]


def test_separators_are_those_of_the_locale() -> None:
    marks = separators(Locale("fr"))

    assert (marks.decimal, marks.group) == (",", NNBSP)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(filters, "visitor", lambda: None)
    app = Flask("bare", static_folder=None)
    Babel(app)
    filters.register(app)
    return app


def test_filters_speak_the_language_of_the_request(app: Flask) -> None:
    with app.test_request_context():
        template = app.jinja_env.from_string(
            "{{ '4.85'|money('EUR') }} {{ '204.60'|rounded_money('EUR') }} {{ 8|percent }}"
        )

        english = template.render()
        with force_locale("de"):
            german = template.render()

    assert english == "€4.85 €205 8%"
    assert german == f"4,85{NBSP}€ 205{NBSP}€ 8{NBSP}%"


def test_percent_has_a_true_minus(app: Flask) -> None:
    with app.test_request_context():
        assert filters.percent(-8) == f"{MINUS}8%"


@pytest.mark.parametrize(
    ("number", "english", "german"),
    [("17.4", "17.4%", f"17,4{NBSP}%"), ("15.0", "15%", f"15{NBSP}%"), ("8", "8%", f"8{NBSP}%")],
)
def test_rate_has_a_tenth_where_it_is_not_zero(
    app: Flask, number: str, english: str, german: str
) -> None:
    with app.test_request_context():
        assert filters.rate(number) == english
        with force_locale("de"):
            assert filters.rate(number) == german


def test_currency_has_a_name(app: Flask) -> None:
    with app.test_request_context():
        assert filters.currency_name("EUR") == "euros"


def test_locale_data_is_looked_up_once(app: Flask) -> None:
    """Formatting takes some 3 microseconds because of it; bench/ measures that."""
    with app.test_request_context():
        assert filters.money_format("USD") is filters.money_format("USD")


def test_every_filter_hides_amounts_when_the_reader_does(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "visitor", lambda: SimpleNamespace(hide_amounts=True))
    with app.test_request_context():
        template = app.jinja_env.from_string(
            "{{ '4.85'|money('EUR') }} {{ '4.85'|rounded_money('EUR') }} {{ '4.85'|plain('EUR') }}"
            " {{ '4.85'|money_parts('EUR')|join }}"
        )

        assert template.render() == f"€{DOTS} €{DOTS} {DOTS} €{DOTS}"
        assert filters.typed("4.85", "EUR") == "4.85"
