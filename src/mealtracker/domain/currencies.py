"""ISO 4217: the currencies in use and how many decimals each has (list of 2026-01-01).

Fund codes, metals and units of account are left out: no meal is paid in them.
"""

from typing import Final, NewType

from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say

#: A code of ISO 4217 that `read_currency` has seen, for example `EUR`.
Currency = NewType("Currency", str)

_USUAL_DIGITS: Final = 2
_DIGITS: Final = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}
_TWO_DIGITS: Final = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
    CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT
    MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
    USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
""".split()

CURRENCIES: Final[tuple[Currency, ...]] = tuple(
    Currency(code) for code in sorted([*_TWO_DIGITS, *_DIGITS])
)
_KNOWN: Final = frozenset(CURRENCIES)


def read_currency(code: str) -> Currency:
    """Return `code` as a currency; small letters are accepted.

    Raises:
        Invalid: ISO 4217 has no such currency.
    """
    currency = Currency(code.strip().upper())
    # Some signs beyond ASCII turn into A to Z when made capital.
    if not code.isascii() or currency not in _KNOWN:
        message = say(
            "“%(text)s” is no currency. Write its three letters, like EUR or USD.", text=shown(code)
        )
        raise Invalid(message)
    return currency


def digits_of(currency: Currency) -> int:
    """Return how many decimals `currency` has: 2 for EUR, 0 for JPY, 3 for KWD."""
    return _DIGITS.get(currency, _USUAL_DIGITS)
