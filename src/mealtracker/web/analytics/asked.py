"""What a page of sums is asked for, and the addresses that ask for something near it."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from flask import request, url_for
from pydantic import Field, ValidationError

from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency
from mealtracker.domain.periods import Period, month_of
from mealtracker.errors import Invalid
from mealtracker.fields import CurrencyCode, Day, Draft
from mealtracker.http.faults import faults_of
from mealtracker.reports.spans import EVER, is_whole_months, months_until, year_of
from mealtracker.reports.sums import ReportQuery, read_period

#: Shorter than a search of the list, which adds the terms of a bar to it.
_LONGEST_Q: Final = 200

_NAMES: Final = ("period", "from", "to", "q", "cur")


class Asked(Draft):
    """The filter in the address. Days of one's own win over a named period."""

    period: Literal["month", "3-months", "year", "all"] = "month"
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None
    q: Annotated[str, Field(max_length=_LONGEST_Q)] = ""
    cur: CurrencyCode | None = None

    @property
    def has_own_days(self) -> bool:
        """Tell whether days are given instead of a named period."""
        return bool(self.first or self.last)

    def days(self, actor: Actor) -> Period:
        """Return the days that count.

        Raises:
            Invalid: the last day is before the first.
        """
        if self.has_own_days:
            return read_period(actor, self.first, self.last)
        match self.period:
            case "month":
                return month_of(actor.today)
            case "3-months":
                return months_until(actor.today, 3)
            case "year":
                return year_of(actor.today)
            case "all":
                return EVER

    def report_query(self, actor: Actor) -> ReportQuery:
        """Return what reports are asked for."""
        return ReportQuery(self.days(actor), self.q)

    def url(self, **changed: str | None) -> str:
        """Return the page with this filter, in part `changed`."""
        return url_for("analytics.index", **{**self.parameters(), **changed})

    def parameters(self) -> dict[str, Any]:  # Any: what addresses are made of
        """Return this filter as it stands in an address; what is usual is left out."""
        days = {"from": self.first, "to": self.last}
        named = None if self.has_own_days or self.period == "month" else self.period
        return {
            "period": named,
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "q": self.q or None,
            "cur": self.cur,
        }


def read_asked() -> Asked:
    """Return the filter of the request.

    Raises:
        Invalid: the faults name their parameters.
    """
    values = {name: request.args[name] for name in _NAMES if request.args.get(name)}
    try:
        return Asked.model_validate(values)
    except ValidationError as error:
        raise Invalid(faults_of(error, are_parameters=True)) from error


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of what stands behind the sums of a page."""

    asked: Asked
    period: Period
    currency: Currency

    def expenses(self, *terms: str, period: Period | None = None) -> str:
        """Return the list of exactly the expenses that `terms` narrow the page down to."""
        days = _date_term(period or self.period)
        found = [self.asked.q, days, *terms, f"cur:{self.currency}"]
        return url_for("expenses.index", q=" ".join(term for term in found if term))

    def csv(self, name: str) -> str:
        """Return the file with the numbers of a report."""
        asked = {**self.asked.parameters(), "cur": self.currency}
        return url_for("analytics.download", name=name, **asked)


def _date_term(period: Period) -> str:
    if period == EVER:
        return ""
    first, last = period.start, period.last
    if is_whole_months(period) and first.month == last.month and first.year == last.year:
        return f"date:{first:%Y-%m}"
    if period == year_of(first):
        return f"date:{first.year}"
    return f"date:{first}..{last}" if first != last else f"date:{first}"
