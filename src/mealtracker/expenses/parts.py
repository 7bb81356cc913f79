"""The equation of a bill: what its parts add up to, and by how much that misses the total."""

from collections.abc import Mapping
from decimal import Decimal

from mealtracker.domain.money import Currency, amount_text
from mealtracker.expenses.schemas import Warned
from mealtracker.sentences import say


def warnings_of(
    currency: Currency, total: int, parts: Mapping[str, int | None], *, tax_included: bool
) -> list[Warned]:
    """Return what does not add up; `total` and `parts` are minor units, unknown parts are None.

    subtotal − discount + added tax + tip + service charge + fees + rounding = total. Unknown parts
    count as 0, and without a subtotal nothing can be said.
    """
    if parts["subtotal"] is None:
        return []
    known = {name: value or 0 for name, value in parts.items()}
    added_tax = 0 if tax_included else known["tax"]
    extras = known["tip"] + known["service_charge"] + known["fees"] + known["rounding"]
    adds_up_to = known["subtotal"] - known["discount"] + added_tax + extras
    difference = total - adds_up_to
    if not difference:
        return []
    amounts = {
        "sum": Decimal(amount_text(adds_up_to, currency)),
        "much": Decimal(amount_text(abs(difference), currency)),
    }
    message = (
        say("The parts add up to %(sum)s; the total is %(much)s more than that.", **amounts)
        if difference > 0
        else say("The parts add up to %(sum)s; the total is %(much)s less than that.", **amounts)
    )
    return [Warned("parts_differ", amount_text(difference, currency), message)]
