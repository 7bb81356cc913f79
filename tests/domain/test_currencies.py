"""The list of currencies is that of ISO 4217, each with its own number of decimals."""

import pytest
from babel.core import get_global

from mealtracker.domain.currencies import CURRENCIES, Currency, digits_of, read_currency
from mealtracker.errors import Invalid

NO_DECIMALS = set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
THREE_DECIMALS = set("BHD IQD JOD KWD LYD OMR TND".split())


def test_list_is_that_of_iso_4217_when_counted() -> None:
    known = list(CURRENCIES)

    # 178 codes of the list of 2026-01-01, less 23 funds, metals, units of account and tests.
    assert len(known) == 155
    assert known == sorted(set(known))


def test_list_has_every_legal_tender_when_compared_with_cldr() -> None:
    tender = {
        code
        for spells in get_global("territory_currencies").values()
        for code, _, ended, is_tender in spells
        if is_tender and ended is None
    }

    # Bulgaria has the euro since 2026-01-01, which this CLDR does not know yet.
    assert tender - {"BGN"} <= set(CURRENCIES)
    # Tender beside another one: colón in El Salvador, digital bolívar in Venezuela.
    assert set(CURRENCIES) - tender <= {"SVC", "VED"}


@pytest.mark.parametrize(
    ("digits", "codes"),
    [
        pytest.param(0, NO_DECIMALS, id="none"),
        pytest.param(2, set(CURRENCIES) - NO_DECIMALS - THREE_DECIMALS, id="two"),
        pytest.param(3, THREE_DECIMALS, id="three"),
    ],
)
def test_decimals_are_those_of_iso_4217_when_asked(digits: int, codes: set[str]) -> None:
    found = {code for code in CURRENCIES if digits_of(code) == digits}

    assert found == codes


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("EUR", "EUR", id="as it is"),
        pytest.param("usd", "USD", id="small letters"),
        pytest.param(" Jpy\n", "JPY", id="blanks around"),
        pytest.param("XCG", "XCG", id="caribbean guilder, new in 2025"),
        pytest.param("ZWG", "ZWG", id="zimbabwe gold, new in 2024"),
    ],
)
def test_currency_is_read_when_known(typed: str, code: str) -> None:
    assert read_currency(typed) == code


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("€", id="sign"),
        pytest.param("EURO", id="four letters"),
        pytest.param("ABC", id="no such code"),
        pytest.param("E R", id="blank inside"),
        pytest.param("u\u017fd", id="long s becomes S as a capital"),
        pytest.param("\u0131nr", id="dotless i becomes I as a capital"),
        pytest.param("DEM", id="gone since 2002"),
        pytest.param("HRK", id="gone since 2023"),
        pytest.param("BGN", id="gone since 2026"),
        pytest.param("ZWL", id="replaced by ZWG"),
        pytest.param("XAU", id="gold"),
        pytest.param("CLF", id="fund"),
        pytest.param("XXX", id="no currency"),
        pytest.param("XTS", id="reserved for tests"),
    ],
)
def test_currency_is_refused_when_no_meal_is_paid_in_it(typed: str) -> None:
    with pytest.raises(Invalid, match=r"is no currency\. Write its three letters"):
        read_currency(typed)


def test_message_stays_short_when_code_is_long() -> None:
    with pytest.raises(Invalid) as refusal:
        read_currency("X" * 10_000)

    assert len(refusal.value.message) < 120


def test_decimals_are_two_when_the_code_is_the_placeholder() -> None:
    assert digits_of(Currency("XXX")) == 2
