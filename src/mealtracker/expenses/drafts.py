"""Between what comes in and the fields of an expense, with the rules that need a currency."""

from datetime import date, timedelta
from typing import Any, Final

from mealtracker.audit.commands import Snapshot
from mealtracker.domain.actor import Actor
from mealtracker.domain.money import Currency, Money
from mealtracker.errors import Fault, Invalid
from mealtracker.expenses.models import Expense
from mealtracker.expenses.schemas import PARTS, ExpenseDraft
from mealtracker.expenses.snapshots import snapshot
from mealtracker.sentences import say

#: The sun reaches a new day fourteen hours before UTC does.
_FIRST_ZONE: Final = timedelta(hours=14)
_RELATIONS: Final = {"place", "place_id", "category", "tags", "people"}


def fields_of(draft: ExpenseDraft, actor: Actor) -> Snapshot:
    """Return the own fields of the expense that `draft` describes.

    Raises:
        Invalid: the day has not come yet, or an amount does not fit the currency.
    """
    currency = draft.currency or actor.currency
    faults = list(_faults(draft, currency))
    last = last_day(actor)
    if draft.eaten_on > last:
        message = say(
            "%(day)s has not come yet, anywhere. Take a day up to %(last)s.",
            day=draft.eaten_on,
            last=last,
        )
        faults.insert(0, Fault("/eaten_on", message))
    if faults:
        raise Invalid(faults)
    return draft.model_dump(mode="json", exclude=_RELATIONS) | {"currency": currency}


def last_day(actor: Actor) -> date:
    """Return the last day that an expense can have: the latest that it is anywhere."""
    return (actor.now + _FIRST_ZONE).date()


def draft_fields(expense: Expense) -> dict[str, Any]:  # Any: fields as JSON
    """Return an expense as the body that would make it."""
    fields = snapshot(expense)
    for name in ("tags", "people"):
        fields[name] = [label.name for label in getattr(expense, name) if not label.deleted_at]
    return {name: fields[name] for name in ExpenseDraft.model_fields if name != "place"}


def _faults(draft: ExpenseDraft, currency: Currency) -> list[Fault]:
    """Name every amount that the currency cannot hold."""
    amounts = {f"/{name}": getattr(draft, name) for name in ("total", *PARTS)}
    for place, item in enumerate(draft.items):
        amounts |= {f"/items/{place}/unit_price": item.unit_price}
        amounts |= {f"/items/{place}/total": item.total}
    faults = []
    for pointer, text in amounts.items():
        try:
            if text is not None:
                Money.parse(text, currency)
        except Invalid as error:
            faults.append(Fault(pointer, error.message))
    return faults
