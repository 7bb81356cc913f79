"""Days and bands in words."""

from datetime import date

from flask_babel import gettext

from mealtracker.domain.periods import Period, month_of
from mealtracker.reports.schemas import TipSum
from mealtracker.reports.spans import year_of
from mealtracker.web import filters
from mealtracker.web.filters import dates


def period_words(period: Period) -> str:
    """Return `November 2026`, `2026`, `5 Oct 2026` or `1 Oct to 23 Oct 2026`."""
    locale, first, last = filters.locale(), period.start, period.last
    if period == year_of(first):
        return str(first.year)
    if period == month_of(first):
        return dates.month_name(locale, first)
    if first == last:
        return dates.day_year(locale, first)
    start = dates.day_month_short if first.year == last.year else dates.day_year
    return gettext(
        "%(first)s to %(last)s", first=start(locale, first), last=dates.day_year(locale, last)
    )


def month_label(day: date, *, is_first: bool) -> str:
    """Return `Nov`, or the year where one begins further on."""
    if day.month == 1 and not is_first:
        return str(day.year)
    return str(filters.locale().months["stand-alone"]["abbreviated"][day.month])


def weekday_names(weekday: int) -> tuple[str, str]:
    """Return the short and the full name of a day of the week, 0 being Monday."""
    names = filters.locale().days["stand-alone"]
    return str(names["abbreviated"][weekday]), str(names["wide"][weekday])


def band_words(band: TipSum) -> str:
    """Return `10% to 14.9%`."""
    low, high = band.low or "0.0", band.high
    if high is None:
        return gettext("%(rate)s and more", rate=filters.rate(low))
    if low == high:
        return gettext("no tip")
    if low == "0.1":
        return gettext("up to %(rate)s", rate=filters.rate(high))
    return gettext("%(first)s to %(last)s", first=filters.rate(low), last=filters.rate(high))
