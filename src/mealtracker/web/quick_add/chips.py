"""What was understood of a line, as chips: an icon, the words, and the question where it is unsure.

A chip opens its field in the form; the choices of an unsure one are the line written unmistakably.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from flask import url_for
from flask_babel import gettext, lazy_gettext, ngettext

from mealtracker.domain.actor import Actor
from mealtracker.http.words import translated
from mealtracker.quickadd.schemas import Chip, Choice, Line, LineDraft
from mealtracker.web import filters
from mealtracker.web.filters import dates, words

_ICONS: Final = {
    "total": "banknote",
    "currency": "banknote",
    "kind": "undo-2",
    "tip": "hand-coins",
    "eaten_on": "calendar-days",
    "eaten_at": "clock",
    "meal": "utensils",
    "order_type": "bike",
    "category": "bookmark",
    "place": "map-pin",
    "people": "users",
    "covers": "users",
    "payment": "credit-card",
    "tags": "tag",
    "split": "split",
    "business": "briefcase",
    "note": "sticky-note",
}
_NEW: Final = {
    "place": lazy_gettext("new place?"),
    "people": lazy_gettext("new person?"),
    "tags": lazy_gettext("new tag?"),
}
#: What the chip of the amount says already.
_WITH_THE_TOTAL: Final = frozenset({"tip", "currency"})
#: Fields of the form that keep what no field of its own holds.
_KEPT_IN: Final = {"split": "note", "business": "note", "eaten_at": "eaten_at"}


class ChoiceView(NamedTuple):
    """One way to read an unsure part, and the address that takes it."""

    text: str
    line: str
    href: str


@dataclass(frozen=True, slots=True)
class ChipView:
    """One thing that was understood, in the reader's words."""

    href: str
    icon: str
    text: str
    detail: str = ""
    question: str = ""
    face: str = ""
    is_unsure: bool = False
    choices: Sequence[ChoiceView] = ()


def chip_views(text: str, line: Line, actor: Actor) -> list[ChipView]:
    """Return the chips of a line; an amount and its tip are one."""
    return list(_views(text, line, actor))


def _views(text: str, line: Line, actor: Actor) -> Iterator[ChipView]:
    has_total = any(chip.field == "total" for chip in line.chips)
    for chip in line.chips:
        if has_total and chip.field in _WITH_THE_TOTAL and not chip.is_unsure:
            continue
        said, detail = _words(chip, line.draft, actor)
        is_new_person = chip.field == "people" and chip.is_new
        yield ChipView(
            href=_form_url(text, chip.field),
            icon="user-plus" if is_new_person else _ICONS[chip.field],
            text=said,
            detail=detail,
            question=_question(chip),
            face=said if chip.field == "people" and not chip.is_new else "",
            is_unsure=chip.is_unsure or chip.is_new,
            choices=[_choice(chip.field, choice) for choice in chip.choices],
        )


def _question(chip: Chip) -> str:
    if chip.is_unsure:
        return translated(chip.why or "")
    return str(_NEW.get(chip.field, "")) if chip.is_new else ""


def _choice(field: str, choice: Choice) -> ChoiceView:
    href = url_for("quick_add.index", line=choice.line)
    if field == "eaten_on":
        day = dates.day_short(filters.locale(), date.fromisoformat(choice.value), None)
        return ChoiceView(day, choice.line, href)
    return ChoiceView(choice.text, choice.line, href)


def _form_url(text: str, field: str) -> str:
    name = _KEPT_IN.get(field, field)
    return url_for("expenses.new", line=text, _anchor=f"field-{name}")


def _words(chip: Chip, draft: LineDraft, actor: Actor) -> tuple[str, str]:
    """Return what a chip says, and the smaller words beside it."""
    if chip.field == "total" and draft.total and not chip.is_unsure:
        return _amount(draft, draft.currency or actor.currency)
    if chip.field == "tip" and draft.tip:
        return filters.money(draft.tip, draft.currency or actor.currency), gettext("tip")
    if chip.field == "eaten_on":
        return _day(draft.eaten_on, actor.today)
    say = _SAID.get(chip.field)
    return (say(chip.value) if say else chip.value), ""


def _amount(draft: LineDraft, currency: str) -> tuple[str, str]:
    total = filters.money(draft.total or "0", currency)
    if draft.subtotal and draft.tip:
        parts = filters.plain(draft.subtotal, currency), filters.plain(draft.tip, currency)
        return total, gettext("%(bill)s + %(tip)s tip", bill=parts[0], tip=parts[1])
    return total, ""


def _day(day: date, today: date) -> tuple[str, str]:
    short = dates.day_short(filters.locale(), day, today)
    near = {0: gettext("Today"), 1: gettext("Yesterday")}.get((today - day).days)
    return (near, short) if near else (short, "")


_SAID: Final[dict[str, Callable[[str], str]]] = {
    "meal": words.meal_name,
    "order_type": words.order_name,
    "kind": lambda _: gettext("Refund"),
    "covers": lambda count: ngettext("%(num)s person", "%(num)s people", int(count)),
    "business": lambda _: gettext("Business"),
}
