"""Amounts and dates as files write them."""

from datetime import date

import pytest

from mealtracker.domain.money import Currency
from mealtracker.errors import Invalid
from mealtracker.imports.readers.amounts import read_amount
from mealtracker.imports.readers.dates import is_date, read_moment
from mealtracker.imports.rows import DateOrder

TODAY = date(2026, 11, 25)
EUR = Currency("EUR")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1,234.56", 123456),
        ("1.234,56", 123456),
        ("11'373.94", 1137394),
        ("11\u2019373.94", 1137394),
        ("1 234,50", 123450),
        ("1\u202f234,50", 123450),
        ("1,23,456.00", 12345600),
        ("1.234.567", 123456700),
        ("12", 1200),
        ("0.500", 50),
        (".5", 50),
        ("5.", 500),
        ("89.7500", 8975),
        ("($52.00)", -5200),
        ("$ 6.05", 605),
        ("-$6.48", -648),
        ("$-6.48", -648),
        ("52.00-", -5200),
        ("\u22123,50", -350),
        ("12.50 DR", -1250),
        ("12.50 CR", 1250),
        ("R$ 12,00", 1200),
        ("+5", 500),
    ],
)
def test_amounts_of_every_country_are_read(text, minor):
    assert read_amount(text, ".").minor(EUR) == minor
    assert read_amount(text, ",").minor(EUR) == minor


@pytest.mark.parametrize(("mark", "minor"), [(".", 1234), (",", 1234000)])
def test_one_separator_before_three_digits_is_read_by_the_mark_of_the_file(mark, minor):
    assert read_amount("1.234", mark).minor(Currency("KWD")) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [("12,50 €", "EUR"), ("£3", "GBP"), ("CHF 4.00", "CHF"), ("12 zł", "PLN"), ("$4", None)],
)
def test_a_currency_beside_an_amount_is_kept_when_it_is_only_one(text, currency):
    assert read_amount(text, ".").currency == currency


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "()",
        "1-2",
        "--5",
        "12,34,56",
        "1..2",
        "1e5",
        "NaN",
        "12 €uro",
        "\u0663",
        "9" * 80,
    ],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Invalid):
        read_amount(text, ".")


@pytest.mark.parametrize(
    ("text", "message"), [("1.239", "more decimals than EUR"), ("9" * 13, "is too much")]
)
def test_an_amount_that_the_currency_cannot_hold_is_refused(text, message):
    with pytest.raises(Invalid, match=message):
        read_amount(text, ".").minor(EUR)


@pytest.mark.parametrize(
    ("text", "order", "day", "time"),
    [
        ("2026-11-02", "DMY", "2026-11-02", None),
        ("2026/11/2", "MDY", "2026-11-02", None),
        ("20261102", "DMY", "2026-11-02", None),
        ("2/11/26", "DMY", "2026-11-02", None),
        ("11/2/26", "MDY", "2026-11-02", None),
        ("26-11-02", "YMD", "2026-11-02", None),
        ("2. 11. 2026", "DMY", "2026-11-02", None),
        ("6/12'15", "MDY", "2015-06-12", None),
        ("1/2/99", "DMY", "1999-02-01", None),
        ("23-Jan-15", "MDY", "2015-01-23", None),
        ("Jan 1, 2025", "DMY", "2025-01-01", None),
        ("Mon, 2 Nov 2026", "MDY", "2026-11-02", None),
        ("1. Januar 2025", "DMY", "2025-01-01", None),
        ("14 juil. 2026", "DMY", "2026-07-14", None),
        ("1 de enero de 2025", "DMY", "2025-01-01", None),
        ("3 de outubro de 2026", "DMY", "2026-10-03", None),
        ("46328", "DMY", "2026-11-02", None),
        ("11/02/2026 6:30 PM", "MDY", "2026-11-02", "18:30"),
        ("2026-11-02 12:05 AM", "DMY", "2026-11-02", "00:05"),
        ("2026-11-02T23:30:00-05:00", "DMY", "2026-11-02", "23:30"),
        ("2026-11-02T23:30:00Z", "DMY", "2026-11-03", "00:30"),
        ("2026-11-02 00:00:00", "DMY", "2026-11-02", None),
    ],
)
def test_dates_of_every_form_are_read(text, order, day, time):
    moment = read_moment(text, DateOrder(order), TODAY, "Europe/Berlin")

    assert (str(moment.day), moment.time) == (day, time)


@pytest.mark.parametrize(
    "text",
    ["", "pending", "00/00/0000", "2026-02-30", "31/02/2026", "0001-01-01", "9999-12-31", "1"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(Invalid):
        read_moment(text, DateOrder.DMY, TODAY, "Europe/Berlin")


@pytest.mark.parametrize("text", ["46328", "12.50", "1,234.56", "45292.50", "Noodle Bar", ""])
def test_numbers_and_words_do_not_look_like_dates(text):
    assert not is_date(text)
