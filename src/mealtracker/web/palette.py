"""What the palette offers: places, screens and things to do, fetched when it is first opened."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from mealtracker.db.reading import Reading
from mealtracker.expenses.overviews import places_by_visit
from mealtracker.http.auth import Visitor, current_visitor
from mealtracker.http.pages import page
from mealtracker.http.reply import reply
from mealtracker.http.wiring import ports
from mealtracker.places.schemas import PlaceOut
from mealtracker.saved_filters.queries import list_filters
from mealtracker.web.expenses.chips import list_url
from mealtracker.web.filters import day_words
from mealtracker.web.navigation import screens, settings_screens

bp = Blueprint("palette", __name__)

_PLACES: Final = 80
_FILTERS: Final = 30
#: What stands here in words and addresses is what was typed; such an entry fits everything.
_TYPED: Final = "{q}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the palette: it opens `href`, or uses the part of the page marked `press`."""

    words: str
    icon: str
    href: str = ""
    press: str = ""
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading."""

    label: str
    entries: list[Entry]


@bp.get("/palette.json")
@page()
def index() -> ResponseReturnValue:
    """Return everything that can be chosen, for the browser to search in."""
    who = current_visitor()
    with ports().db.reading() as reading:
        groups = [group(reading, who) for group in _GROUPS]
    return reply({"groups": [group for group in groups if group.entries]})


def _places(reading: Reading, who: Visitor) -> Group:
    found = places_by_visit(reading, who.actor, _PLACES)
    today = who.actor.today
    entries = [
        Entry(
            place.name,
            "map-pin",
            url_for("places.show", id=place.id),
            note=_visits(place, today),
        )
        for place in found
    ]
    if who.can_edit:
        entries += [
            Entry(
                gettext("Add a visit to %(place)s", place=place.name),
                "plus",
                url_for("expenses.new", place=place.name),
            )
            for place in found
        ]
    return Group(gettext("Places"), entries)


def _filters(reading: Reading, who: Visitor) -> Group:
    found = list_filters(reading, who.actor)[:_FILTERS]
    entries = [Entry(saved.name, "star", list_url(saved.q, saved.sort)) for saved in found]
    return Group(gettext("Saved filters"), entries)


def _screens(_reading: Reading, _who: Visitor) -> Group:
    entries = [
        Entry(
            str(screen.label),
            screen.icon,
            url_for(screen.endpoint),
            key=f"G {screen.letter.upper()}" if screen.letter else "",
        )
        for screen in [*screens(), *settings_screens()]
    ]
    return Group(gettext("Go to"), entries)


def _things_to_do(_reading: Reading, who: Visitor) -> Group:
    return Group(gettext("Do"), [*_actions(who), *_with_what_was_typed(who)])


def _actions(who: Visitor) -> Iterator[Entry]:
    if who.can_edit:
        yield Entry(gettext("Add expense"), "plus", url_for("expenses.new"), key="N")
    amounts = gettext("Show amounts") if who.hide_amounts else gettext("Hide amounts")
    yield Entry(amounts, "eye", press="amounts")
    yield Entry(gettext("Switch between light and dark"), "moon", press="theme")
    yield Entry(gettext("Keyboard shortcuts"), "keyboard", press="keys", key="?")
    yield Entry(gettext("Sign out"), "log-out", press="sign-out")


def _with_what_was_typed(who: Visitor) -> Iterator[Entry]:
    search = gettext("Search expenses for “%(words)s”", words=_TYPED)
    yield Entry(search, "search", f"{url_for("expenses.index")}?q={_TYPED}")
    if who.can_edit:
        add = gettext("Add “%(words)s”", words=_TYPED)
        yield Entry(add, "plus", f"{url_for("quick_add.index")}?line={_TYPED}")


def _visits(place: PlaceOut, today: date) -> str:
    if not place.last_visit_on:
        return gettext("no visit yet")
    last = day_words(date.fromisoformat(place.last_visit_on), today)
    return ngettext(
        "%(num)s visit, last %(day)s", "%(num)s visits, last %(day)s", place.visits, day=last
    )


#: One function a group, in the order in which they stand there before anything is typed.
_GROUPS: Final[tuple[Callable[[Reading, Visitor], Group], ...]] = (
    _places,
    _filters,
    _screens,
    _things_to_do,
)
