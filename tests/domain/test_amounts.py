"""Amounts as typed: read the way the person's own locale writes them, or refused, never guessed."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.domain.amounts import Separators, read_amount
from mealtracker.domain.currencies import Currency, digits_of
from mealtracker.domain.money import amount_text
from mealtracker.errors import Invalid

EUR, JPY, KWD = Currency("EUR"), Currency("JPY"), Currency("KWD")
EN, DE = Separators(".", ","), Separators(",", ".")
FR, PL = Separators(",", "\u202f"), Separators(",", "\u00a0")
CH = Separators(".", "\u2019")
ALL_MARKS = (EN, DE, FR, PL, CH)

LOCALES = """
    en de fr pl de_CH de_AT hi en_IN bn ar ar_MA he fa ur ps sv nb fi hr eu es es_MX pt pt_PT it nl
    da cs ru uk tr ja zh ko th vi id el lt gsw en_ZA bgn ff_Adlm ks
""".split()

proves = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
currencies = st.sampled_from([EUR, JPY, KWD])


def marks_of(locale: str) -> Separators:
    return Separators(get_decimal_symbol(locale), get_group_symbol(locale))


def written(minor: int, currency: Currency, locale: str) -> str:
    """Return what a form shows: the locale's own grouping, all decimals of the currency."""
    digits = digits_of(currency)
    whole = Locale.parse(locale).decimal_formats[None].pattern.partition(".")[0]
    pattern = f"{whole}.{'0' * digits}" if digits else whole
    return format_decimal(Decimal(minor).scaleb(-digits), format=pattern, locale=locale)


@pytest.mark.parametrize(
    ("text", "marks", "amount"),
    [
        pytest.param("27.50", EN, "27.50", id="en plain"),
        pytest.param("27.5", EN, "27.50", id="en one decimal"),
        pytest.param("27", EN, "27.00", id="en whole"),
        pytest.param("1234", EN, "1234.00", id="en whole without group"),
        pytest.param("1,234.50", EN, "1234.50", id="en grouped"),
        pytest.param("1,234,567", EN, "1234567.00", id="en two groups"),
        pytest.param("0.50", EN, "0.50", id="en below one"),
        pytest.param("1.234,50", DE, "1234.50", id="de grouped"),
        pytest.param("27,5", DE, "27.50", id="de plain"),
        pytest.param("1.234.567,89", DE, "1234567.89", id="de two groups"),
        pytest.param("1\u202f234,50", FR, "1234.50", id="fr narrow space"),
        pytest.param("1 234,50", FR, "1234.50", id="fr typed blank"),
        pytest.param("1\u00a0234,50", FR, "1234.50", id="fr no-break space"),
        pytest.param("1\u2009234,50", FR, "1234.50", id="fr thin space"),
        pytest.param("1\u00a0234,50", PL, "1234.50", id="pl no-break space"),
        pytest.param("1 234 567,89", PL, "1234567.89", id="pl typed blanks"),
        pytest.param("1\u2019234.50", CH, "1234.50", id="de_CH apostrophe"),
        pytest.param("1'234.50", CH, "1234.50", id="de_CH keyboard apostrophe"),
        pytest.param("1 234.50", EN, "1234.50", id="en blanks group everywhere"),
        pytest.param("1,23,456.00", EN, "123456.00", id="en_IN lakh"),
        pytest.param("12,34,56,789.00", EN, "123456789.00", id="en_IN crore"),
        pytest.param("\u00a0 27.50\n", EN, "27.50", id="blanks around"),
        pytest.param("0.500", DE, None, id="de foreign thousandths are not 500"),
        pytest.param("0,500", EN, None, id="en foreign thousandths are not 500"),
        pytest.param("12.50", DE, None, id="de point for decimals"),
        pytest.param("12,50", EN, None, id="en comma for decimals"),
        pytest.param("1.234,50", EN, None, id="en german way"),
        pytest.param("1,234.50", DE, None, id="de english way"),
        pytest.param("1.234,50", FR, None, id="fr german way"),
        pytest.param("1'234.50", EN, None, id="en swiss way"),
        pytest.param("1234,567.00", EN, None, id="en group too late"),
        pytest.param("1,23.00", EN, None, id="en group of two at the end"),
        pytest.param("123,45,678.00", EN, None, id="en_IN three digits first"),
        pytest.param("1.23.456,00", DE, None, id="de has no lakh"),
        pytest.param("1 23 456.00", EN, None, id="lakh has commas"),
        pytest.param("1,234 567.00", EN, None, id="en two kinds of group"),
        pytest.param("0,123.00", EN, None, id="en group after zero"),
        pytest.param("1.2.3", EN, None, id="en two decimal points"),
    ],
)
def test_amount_is_read_or_refused_when_typed(
    text: str, marks: Separators, amount: str | None
) -> None:
    if amount is None:
        with pytest.raises(Invalid, match="is not how a price is written here"):
            read_amount(text, EUR, marks)
    else:
        assert read_amount(text, EUR, marks) == amount


@pytest.mark.parametrize(
    ("text", "currency", "marks", "message"),
    [
        pytest.param("1,234", EUR, EN, "Write 1234 or, with decimals, 1.23.", id="en group"),
        pytest.param("1.234", EUR, EN, "Write 1234 or, with decimals, 1.23.", id="en decimals"),
        pytest.param("1.234", EUR, DE, "Write 1234 or, with decimals, 1,23.", id="de group"),
        pytest.param("12,500", EUR, DE, "Write 12500 or, with decimals, 12,50.", id="de decimals"),
        pytest.param("1.234", EUR, FR, "Write 1234 or, with decimals, 1,23.", id="fr"),
        pytest.param("1,234", EUR, CH, "Write 1234 or, with decimals, 1.23.", id="de_CH"),
        pytest.param("123,456", EUR, EN, "Write 123456 or, with decimals, 123.45.", id="long"),
        pytest.param("1,234", KWD, EN, "Write 1234 or, with decimals, 1.234.", id="kwd group"),
        pytest.param("1.234", KWD, DE, "Write 1234 or, with decimals, 1,234.", id="kwd in de"),
        pytest.param("1.234", JPY, EN, "JPY has no decimals: write 1234?", id="jpy point in en"),
        pytest.param("5+1,234", EUR, EN, "Write 1234 or, with decimals, 1.23.", id="in a sum"),
    ],
)
def test_both_readings_are_asked_back_when_one_separator_stands_before_three_digits(
    text: str, currency: Currency, marks: Separators, message: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        read_amount(text, currency, marks)

    assert "can be read two ways" in refusal.value.message
    assert refusal.value.message.endswith(message)


@pytest.mark.parametrize(
    ("text", "currency", "marks", "amount"),
    [
        pytest.param("1.234", KWD, EN, "1.234", id="kwd has three decimals"),
        pytest.param("1,234", KWD, DE, "1.234", id="kwd in de"),
        pytest.param("1,234", JPY, EN, "1234", id="jpy can only group"),
        pytest.param("1.234", JPY, DE, "1234", id="jpy in de"),
        pytest.param("0.123", KWD, EN, "0.123", id="nothing groups after zero"),
        pytest.param("1 234", EUR, EN, "1234.00", id="a blank is no decimal sign"),
        pytest.param("1'234", EUR, CH, "1234.00", id="an apostrophe is no decimal sign"),
    ],
)
def test_amount_is_not_asked_back_when_only_one_reading_is_possible(
    text: str, currency: Currency, marks: Separators, amount: str
) -> None:
    assert read_amount(text, currency, marks) == amount


@pytest.mark.parametrize(
    ("text", "currency", "marks"),
    [
        pytest.param(
            f"7{sign}890",
            currency,
            marks,
            id=f"{currency} 7{sign}890 in {marks.decimal}{marks.group}",
        )
        for marks in ALL_MARKS
        for currency, signs in ((EUR, ".,"), (KWD, {".", ","} - {marks.decimal}))
        for sign in signs
    ],
)
def test_both_readings_can_be_typed_when_they_were_offered(
    text: str, currency: Currency, marks: Separators
) -> None:
    with pytest.raises(Invalid) as refusal:
        read_amount(text, currency, marks)

    offered = re.findall(r"(?:Write|decimals,) (\S+?)\.?(?= or|$)", refusal.value.message)
    whole, parts = (read_amount(reading, currency, marks) for reading in offered)
    assert [Fraction(whole), Fraction(parts)] == [Fraction(7890), Fraction("7.89")]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("12.50+3", "15.50", id="sum"),
        pytest.param("20-2.50", "17.50", id="difference"),
        pytest.param("20 \u2212 2.50", "17.50", id="difference with a real minus"),
        pytest.param(" 1 + 2 - 3 ", "0.00", id="blanks around signs"),
        pytest.param("+5", "5.00", id="leading plus"),
        pytest.param("-5", "-5.00", id="leading minus"),
        pytest.param("\u22125", "-5.00", id="leading real minus"),
        pytest.param("\u200e-5", "-5.00", id="minus behind a direction mark"),
        pytest.param("5-10", "-5.00", id="below zero"),
        pytest.param("1,234.50+1,000.50", "2235.00", id="grouped terms"),
        pytest.param("0.1+0.2", "0.30", id="no binary fractions"),
    ],
)
def test_sum_is_worked_out_when_typed(text: str, amount: str) -> None:
    assert read_amount(text, EUR, EN) == amount


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "Write an amount.", id="nothing"),
        pytest.param(" \t\u00a0", "Write an amount.", id="blanks"),
        pytest.param("\u200e", "Write an amount.", id="a direction mark"),
        pytest.param("abc", "“abc” is not a number.", id="word"),
        pytest.param("3 + - 2", "“3 + - 2” is not a number.", id="two signs apart"),
        pytest.param("3++2", "“3++2” is not a number.", id="two signs"),
        pytest.param("3+", "“3+” is not a number.", id="sign at the end"),
        pytest.param("-", "“-” is not a number.", id="sign alone"),
        pytest.param("3*2", "“3*2” is not a number.", id="product"),
        pytest.param("1e3", "“1e3” is not a number.", id="exponent"),
        pytest.param("5.", "“5.” is not a number.", id="nothing after the point"),
        pytest.param("1..5", "“1..5” is not a number.", id="two points"),
        pytest.param("1\n234", "“1\ufffd234” is not a number.", id="two lines"),
        pytest.param("12\u202e34", "“12\ufffd34” is not a number.", id="bidi override is hidden"),
        pytest.param("12.5O", "“12.5O” is not a number. Is the last sign a zero?", id="letter o"),
        pytest.param(
            "\u0661\u0662\u066b\u0665\u0660",
            "“\u0661\u0662\u066b\u0665\u0660” cannot be read. "
            "Write the amount with the digits 0 to 9.",
            id="arabic digits",
        ),
        pytest.param(
            "१२.५०",
            "“१२.५०” cannot be read. Write the amount with the digits 0 to 9.",
            id="devanagari digits",
        ),
        pytest.param(
            "\uff11\uff12",
            "“\uff11\uff12” cannot be read. Write the amount with the digits 0 to 9.",
            id="wide",
        ),
    ],
)
def test_text_is_refused_with_its_reason_when_no_number(text: str, message: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_amount(text, EUR, EN)

    assert refusal.value.message == message


@pytest.mark.parametrize(
    ("text", "currency", "message"),
    [
        pytest.param("1.2345", EUR, "too many decimals: EUR has 2", id="eur"),
        pytest.param("12.50", JPY, "JPY has none", id="jpy"),
        pytest.param("1234567890123", EUR, "is too much", id="too many digits"),
        pytest.param("999999999999+1", EUR, "is too much", id="sum with too many digits"),
        pytest.param("12,50", JPY, "like 1,234.", id="jpy example without decimals"),
        pytest.param("12,50", KWD, "like 1,234.500.", id="kwd example"),
    ],
)
def test_amount_is_refused_when_the_currency_cannot_hold_it(
    text: str, currency: Currency, message: str
) -> None:
    with pytest.raises(Invalid, match=re.escape(message)):
        read_amount(text, currency, EN)


def test_message_stays_short_when_text_is_long() -> None:
    with pytest.raises(Invalid) as refusal:
        read_amount("9+" * 5_000 + "9", EUR, EN)

    assert len(refusal.value.message) < 100


@proves
@given(st.sampled_from(LOCALES), currencies, st.integers(-(10**12) + 1, 10**12 - 1))
def test_amount_is_the_same_when_its_formatted_text_is_read(
    locale: str, currency: Currency, minor: int
) -> None:
    text = written(minor, currency, locale)

    amount = read_amount(text, currency, marks_of(locale))

    assert amount == amount_text(minor, currency)


@proves
@given(
    st.text() | st.text("0123456789.,'’ +-\u2212\u00a0o"), currencies, st.sampled_from(ALL_MARKS)
)
def test_nothing_but_invalid_is_raised_when_anything_is_typed(
    text: str, currency: Currency, marks: Separators
) -> None:
    try:
        amount = read_amount(text, currency, marks)
    except Invalid:
        return

    assert read_amount(amount.replace(".", marks.decimal), currency, marks) == amount
