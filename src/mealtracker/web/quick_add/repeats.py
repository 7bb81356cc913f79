"""Repeat: lines to start from, by what somebody is likely to record now."""

from typing import NamedTuple

from flask import url_for

from mealtracker.db.reading import Reading
from mealtracker.expenses.repeats import Repeat, list_repeats
from mealtracker.http.auth import Visitor
from mealtracker.web import filters
from mealtracker.web.filters import words


class RepeatView(NamedTuple):
    """A chip: the place, its usual price or what is had there, and the line that it types."""

    place: str
    detail: str
    line: str
    href: str


def repeat_views(reading: Reading, who: Visitor) -> list[RepeatView]:
    """Return the chips for now, the likeliest first."""
    return [_view(repeat) for repeat in list_repeats(reading, who.actor)]


def _view(repeat: Repeat) -> RepeatView:
    line = _line(repeat)
    return RepeatView(repeat.place, _detail(repeat), line, url_for("quick_add.index", line=line))


def _detail(repeat: Repeat) -> str:
    if repeat.total:
        return filters.plain(repeat.total, repeat.currency)
    return words.meal_within(repeat.meal) or repeat.category or ""


def _line(repeat: Repeat) -> str:
    # A price first: without one the caret stands behind the place, where it is typed.
    if repeat.total is None or filters.hides_amounts():
        return f"{repeat.place} "
    return f"{filters.money(repeat.total, repeat.currency)} {repeat.place}"
