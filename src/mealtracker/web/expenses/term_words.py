"""The terms of a search in words: what a chip says, and what a saved filter may be called."""

import calendar
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from babel.numbers import format_decimal, format_percent
from flask_babel import gettext, lazy_gettext

from mealtracker.expenses.derived import WEEKDAYS
from mealtracker.expenses.filters import is_id
from mealtracker.expenses.ranges import Amounts, Days, Hours, Rates
from mealtracker.expenses.search import Term
from mealtracker.web import filters
from mealtracker.web.filters import dates, words

type Value = Any  # Any: the value that the key of a term has, see expenses/search.py

_DECEMBER: Final = 12

#: What is known of an expense, and the same when it is missing.
KNOWN: Final = {
    "place": lazy_gettext("has a place"),
    "cat": lazy_gettext("has a category"),
    "tag": lazy_gettext("has a tag"),
    "with": lazy_gettext("with people"),
    "meal": lazy_gettext("has a meal"),
    "time": lazy_gettext("has a time"),
    "note": lazy_gettext("has a note"),
    "items": lazy_gettext("has items"),
    "tip": lazy_gettext("has a tip"),
    "tax": lazy_gettext("has tax"),
    "subtotal": lazy_gettext("has a subtotal"),
    "warning": lazy_gettext("does not add up"),
}
MISSING: Final = {
    "place": lazy_gettext("no place"),
    "cat": lazy_gettext("no category"),
    "tag": lazy_gettext("no tag"),
    "with": lazy_gettext("nobody with you"),
    "meal": lazy_gettext("no meal"),
    "time": lazy_gettext("no time"),
    "note": lazy_gettext("no note"),
    "items": lazy_gettext("no items"),
    "tip": lazy_gettext("no tip"),
    "tax": lazy_gettext("no tax"),
    "subtotal": lazy_gettext("no subtotal"),
    "warning": lazy_gettext("adds up"),
}
_ICONS: Final = {
    "word": "search",
    "place": "map-pin",
    "tag": "tag",
    "with": "users",
    "meal": "utensils",
    "cat": "utensils",
    "pay": "credit-card",
    "cur": "wallet",
    "date": "calendar-days",
    "weekday": "calendar-days",
    "hour": "clock",
    "tip": "hand-coins",
    "amount": "banknote",
}
_ICONS_OF_TERMS: Final = {
    "meal:groceries": "shopping-basket",
    "order:delivery": "bike",
    "has:with": "users",
    "has:warning": "calculator",
    "is:deleted": "trash-2",
    "is:refund": "undo-2",
    "kind:refund": "undo-2",
}


def icon_of(term: Term) -> str | None:
    """Return the icon that stands before the words of a term."""
    return _ICONS_OF_TERMS.get(term.text) or _ICONS.get(term.key)


class TermWords:
    """Says terms as seen from one day.

    Amounts are said in `currency`, as bare numbers where it is None. `places` are the names of
    places that terms may give by their ids.
    """

    def __init__(
        self, today: date, currency: str | None = None, places: Mapping[str, str] | None = None
    ) -> None:
        """Look up once what the terms of a page share."""
        self._today = today
        # Not dots, where amounts are hidden: these are the reader's own words.
        self._currency = None if filters.hides_amounts() else currency
        self._places = places or {}
        self._say: dict[str, Callable[[Value], str]] = {
            "place": self._place,
            "cat": lambda name: gettext("in %(category)s", category=name),
            "tag": lambda name: gettext("tagged %(tag)s", tag=name),
            "with": lambda name: gettext("with %(person)s", person=name),
            "pay": lambda text: gettext("paid with %(payment)s", payment=text),
            "cur": lambda code: gettext("in %(currency)s", currency=filters.currency_name(code)),
            "meal": words.meal_name,
            "order": words.order_name,
            "kind": lambda kind: gettext("refunds") if kind == "refund" else gettext("paid"),
            "is": lambda state: gettext("refunds") if state == "refund" else gettext("deleted"),
            "has": lambda name: str(KNOWN[name]),
            "no": lambda name: str(MISSING[name]),
            "date": self._days,
            "weekday": _weekday,
            "hour": _hours,
            "amount": self._amounts,
            "tip": _rates,
        }

    def all_of(self, terms: Iterable[Term]) -> str:
        """Return all that must hold, as a line."""
        return ", ".join(self.of(term) for term in terms)

    def of(self, term: Term) -> str:
        """Return what must hold, like `with Ana` or `not tagged team`."""
        if term.key == "word":
            return _word(term)
        opposite = {"has": "no", "no": "has"}.get(term.key) if term.is_negated else None
        if opposite and len(term.values) == 1:
            return self._say[opposite](term.values[0])
        said = _any_of(self._say[term.key](value) for value in term.values)
        return gettext("not %(words)s", words=said) if term.is_negated else said

    def _place(self, name: str) -> str:
        if name in self._places:
            return gettext("at %(place)s", place=self._places[name])
        return gettext("at one place") if is_id(name) else gettext("at %(place)s", place=name)

    def _days(self, days: Days) -> str:
        if days.first is None:
            return gettext("until %(day)s", day=self._day(days.last or self._today))
        if days.last is None:
            return gettext("since %(day)s", day=self._day(days.first))
        if days.first == days.last:
            return filters.day_words(days.first, self._today)
        if days.first.day == 1 and _ends_month(days.last):
            return self._months(days.first, days.last)
        first, last = self._day(days.first), self._day(days.last)
        return gettext("%(first)s to %(last)s", first=first, last=last)

    def _months(self, first: date, last: date) -> str:
        if (first.month, last.month) == (1, _DECEMBER):
            years = dict.fromkeys([str(first.year), str(last.year)])
            return "–".join(years)
        names = dict.fromkeys(dates.month_name(filters.locale(), day) for day in (first, last))
        if len(names) == 1:
            return next(iter(names))
        first_name, last_name = names
        return gettext("%(first)s to %(last)s", first=first_name, last=last_name)

    def _day(self, day: date) -> str:
        return dates.day_short(filters.locale(), day, self._today)

    def _amounts(self, amounts: Amounts) -> str:
        low, high = self._amount(amounts.low), self._amount(amounts.high)
        if not low:
            is_under = amounts.high_strict
            return gettext("under %(amount)s", amount=high) if is_under else _at_most(high)
        if not high:
            is_over = amounts.low_strict
            return gettext("over %(amount)s", amount=low) if is_over else _at_least(low)
        if low == high:
            return gettext("exactly %(amount)s", amount=low)
        return gettext("%(first)s to %(last)s", first=low, last=high)

    def _amount(self, number: str | None) -> str:
        if number is None:
            return ""
        if self._currency is None:
            return format_decimal(Decimal(number), locale=filters.locale())
        return filters.money(number, self._currency)


def _weekday(name: str) -> str:
    return str(filters.locale().days["stand-alone"]["wide"][WEEKDAYS.index(name)])


def _hours(hours: Hours) -> str:
    return gettext("%(first)s to %(last)s", first=f"{hours.first}:00", last=f"{hours.last}:59")


def _rates(rates: Rates) -> str:
    low, high = (_percent(rate) for rate in (rates.low, rates.high))
    if not low:
        return gettext("tip up to %(rate)s", rate=high)
    if not high:
        return gettext("tip of %(rate)s or more", rate=low)
    if low == high:
        return gettext("tip of %(rate)s", rate=low)
    return gettext("tip of %(first)s to %(last)s", first=low, last=high)


def _percent(permille: int | None) -> str:
    if permille is None:
        return ""
    return format_percent(Decimal(permille) / 1000, "#,##0.#%", locale=filters.locale())


def _word(term: Term) -> str:
    text = term.text.removeprefix("-").removeprefix('"').removesuffix('"').replace('""', '"')
    quoted = gettext("“%(words)s”", words=text)
    return gettext("without %(words)s", words=quoted) if term.is_negated else quoted


def _at_least(amount: str) -> str:
    return gettext("%(amount)s or more", amount=amount)


def _at_most(amount: str) -> str:
    return gettext("%(amount)s or less", amount=amount)


def _any_of(said: Iterable[str]) -> str:
    first, *others = said
    for other in others:
        first = gettext("%(first)s or %(last)s", first=first, last=other)
    return first


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
