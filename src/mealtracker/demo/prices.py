"""What things cost in another currency: plausible sample prices, not exchange rates. Pure."""

from dataclasses import dataclass
from typing import Final

from mealtracker.domain.money import Currency, digits_of

#: Hundredths of a currency unit that sample data takes for one euro; 100 where nothing is said.
_FOR_ONE_EURO: Final = {code: int(rate) for code, _, rate in (pair.partition(":") for pair in """
            JPY:16000 KRW:150000 VND:1700000 IDR:1100000 HUF:35000 CLP:95000 COP:380000 ISK:16000
            PYG:750000 UGX:380000 ARS:140000 INR:5000 THB:2000 PHP:4000 TWD:2200 RUB:8000 TRY:3500
            CZK:2100 SEK:1100 NOK:1150 DKK:740 PLN:400 MXN:1600 BRL:480 CNY:520 HKD:700 ZAR:1500
            ILS:450 KWD:33 BHD:40 OMR:40 JOD:70 TND:200 AED:400 SAR:400
        """.split())}
_LIKE_A_EURO: Final = 200
_THREE_DIGITS: Final = 1000
_ADDED_TAX: Final = frozenset({"USD", "CAD"})
_TIPS: Final = {"USD": (15, 22), "CAD": (15, 20), "JPY": (0, 0), "KRW": (0, 0), "CNY": (0, 0)}


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of one currency, in its minor units; `step` is the least that bills differ by."""

    rate: int
    unit: int
    step: int
    is_tax_added: bool
    tips: tuple[int, int]

    def minor(self, cents: int) -> int:
        """Return what something for `cents` euro cents costs here, at least one step."""
        exact = cents * self.rate * self.unit // 10_000
        return max(exact // self.step, 1) * self.step

    def share(self, minor: int, percent: int) -> int:
        """Return `percent` of an amount, in whole steps."""
        return minor * percent // 100 // self.step * self.step


def prices_in(currency: Currency) -> Prices:
    """Return the prices of a currency."""
    rate, unit = _FOR_ONE_EURO.get(currency, 100), 10 ** digits_of(currency)
    tips = _TIPS.get(currency, (0, 10))
    return Prices(rate, unit, _step(rate, unit), currency in _ADDED_TAX, tips)


def _step(rate: int, unit: int) -> int:
    """Return what prices are rounded to: 1 cent, 10 yen, 1,000 rupiah, 5 fils."""
    if rate <= _LIKE_A_EURO:
        return 5 if unit == _THREE_DIGITS else 1
    return int(10 ** (len(str(rate * unit // 100)) - 2))
