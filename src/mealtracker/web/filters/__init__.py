"""What templates call to show values: amounts, days, names. They format and decide nothing.

Everything here speaks the language of the request; the modules beside are pure and take a locale.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any, Concatenate, Final

from babel import Locale
from babel.numbers import get_currency_name
from flask import Flask
from flask_babel import get_locale, gettext
from jinja2 import pass_context
from jinja2.runtime import Context

from mealtracker.domain.currencies import Currency
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.expenses.search import write_term
from mealtracker.http.auth import visitor
from mealtracker.http.words import translated
from mealtracker.web.filters import dates
from mealtracker.web.filters import money as amounts
from mealtracker.web.filters import words
from mealtracker.web.filters.money import HiddenFormat, MoneyFormat, Parts

_FALLBACK: Final = Locale("en")


def register(app: Flask) -> None:
    """Give the templates of `app` these filters and globals."""
    app.jinja_env.filters.update(_FILTERS)
    app.jinja_env.globals.update(
        page_language=page_language,
        page_direction=page_direction,
        money_format=money_format,
        term=term,
    )


def locale() -> Locale:
    """Return the locale of the request."""
    found: Locale | None = get_locale()
    return found or _FALLBACK


def page_language() -> str:
    """Return the language of the page as HTML states it: `pt-BR`."""
    return str(locale()).replace("_", "-")


def page_direction() -> str:
    """Return `ltr` or `rtl`."""
    return locale().text_direction


def term(key: str, name: str) -> str:
    """Return the search for what goes by one name: `tag:"team lunch"`."""
    return write_term(key, [name])


def hides_amounts() -> bool:
    """Tell whether the reader has put dots in place of the amounts."""
    who = visitor()
    return who is not None and who.hide_amounts


def money_format(currency: str) -> MoneyFormat:
    """Return how the reader is shown amounts of `currency`: every page takes them from here."""
    return _money_format(locale(), currency, HiddenFormat if hides_amounts() else MoneyFormat)


def money(amount: str, currency: str) -> str:
    """Return canonical `amount` with its symbol: `$4.85`."""
    return money_format(currency).full(amount)


def money_parts(amount: str, currency: str) -> Parts:
    """Return `amount` cut for a figure, whose decimals are set smaller."""
    return money_format(currency).parts(amount)


def plain(amount: str, currency: str) -> str:
    """Return `amount` without its symbol."""
    return money_format(currency).plain(amount)


def typed(amount: str, currency: str) -> str:
    """Return `amount` as one types it, for the field of a form: nobody edits dots."""
    return _money_format(locale(), currency, MoneyFormat).plain(amount)


def rounded_money(amount: str, currency: str) -> str:
    """Return `amount` in whole units with its symbol, for the labels of charts."""
    return money_format(currency).full(amounts.rounded(amount))


def signed_total(expense: ExpenseOut) -> str:
    """Return what an expense counts as in a sum: a refund is minus."""
    return amounts.negated(expense.total) if expense.kind == "refund" else expense.total


def percent(number: int) -> str:
    """Return a whole percentage as the locale writes it: `8%`, in German `8 %`."""
    pattern = locale().percent_formats[None]
    sign = amounts.MINUS if number < 0 else ""
    return f"{pattern.prefix[0]}{sign}{abs(number)}{pattern.suffix[0]}"


def rate(number: str) -> str:
    """Return percent with one decimal as the locale writes it, a zero left out: `17.4%`."""
    whole, _, tenth = number.partition(".")
    pattern, marks = locale().percent_formats[None], amounts.separators(locale())
    text = whole if tenth in {"", "0"} else f"{whole}{marks.decimal}{tenth}"
    return f"{pattern.prefix[0]}{text}{pattern.suffix[0]}"


def currency_name(currency: str) -> str:
    """Return what amounts of a currency are called: `US dollars`."""
    return get_currency_name(currency, count=2, locale=locale())


@pass_context
def day_short(context: Context, day: date) -> str:
    """Return `Sun 22 Nov`."""
    return dates.day_short(locale(), day, context.get("today"))


@pass_context
def day_near(context: Context, day: date) -> str:
    """Return `Sun 22` in this month, else `Sun 25 Oct`."""
    return dates.day_near(locale(), day, context.get("today"))


@pass_context
def day_long(context: Context, day: date) -> str:
    """Return `Sunday 22 November`, with the year when it is another one."""
    return dates.day_long(locale(), day, context.get("today"))


@pass_context
def month_only(context: Context, day: date) -> str:
    """Return `November`, with the year when it is another one."""
    return dates.month_only(locale(), day, context.get("today"))


def day_words(day: date, today: date) -> str:
    """Return `today`, `yesterday` or the whole day, as it stands inside a sentence."""
    days_ago = (today - day).days
    if days_ago == 0:
        return str(gettext("today"))
    if days_ago == 1:
        return str(gettext("yesterday"))
    return dates.day_long(locale(), day, today)


@pass_context
def moment(context: Context, instant: datetime, zone: str) -> str:
    """Return `Today 08:12` or `Sunday 22 November 21:31`, as it was in `zone`."""
    day, time = dates.local_time(instant, zone)
    today = context.get("today")
    if day == today:
        return str(gettext("Today %(time)s", time=time))
    return f"{dates.day_long(locale(), day, today)} {time}"


def _late[**P, R](function: Callable[P, R]) -> Callable[Concatenate[Context, P], R]:
    """Keep Jinja from working out a filter once, in one reader's language for all."""

    @pass_context
    def filtered(_: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    return filtered


def _in_locale[R](function: Callable[[Locale, date], R]) -> Callable[[Context, date], R]:
    return _late(lambda day: function(locale(), day))


@cache
def _money_format(locale: Locale, currency: str, kind: type[MoneyFormat]) -> MoneyFormat:
    return kind.of(locale, Currency(currency))


_FILTERS: Final[dict[str, Callable[..., Any]]] = {  # Any: each filter has its own signature
    "all_names": _late(words.all_names),
    "avatar_kind": words.avatar_kind,
    "averaged": amounts.averaged,
    "currency_name": _late(currency_name),
    "day_cell": _in_locale(dates.day_cell),
    "day_long": day_long,
    "day_month": _in_locale(dates.day_month),
    "day_near": day_near,
    "day_short": day_short,
    "day_words": _late(day_words),
    "first_names": words.first_names,
    "initials": words.initials,
    "kind_icon": words.kind_icon,
    "kind_name": _late(words.kind_name),
    "meal_name": _late(words.meal_name),
    "meal_within": _late(words.meal_within),
    "moment": moment,
    "money": _late(money),
    "money_parts": _late(money_parts),
    "month_earlier": dates.month_earlier,
    "month_name": _in_locale(dates.month_name),
    "month_only": month_only,
    "order_name": _late(words.order_name),
    "percent": _late(percent),
    "plain": _late(plain),
    "rate": _late(rate),
    "rounded_money": _late(rounded_money),
    "signed_total": signed_total,
    "translated": _late(translated),
}
