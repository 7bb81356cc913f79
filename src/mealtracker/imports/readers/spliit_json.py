"""Spliit's group as JSON, in which amounts are whole minor units and shares have weights."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from mealtracker.domain.money import Currency, Money, allocate, digits_of
from mealtracker.errors import Invalid
from mealtracker.imports.readers.dates import read_moment
from mealtracker.imports.readers.json_fields import Fields, currency_in, text_in, whole_in
from mealtracker.imports.readers.json_values import JsonText, Value
from mealtracker.imports.rows import (
    ROWS_MAX,
    BadRow,
    BankRow,
    DateOrder,
    Read,
    ReadOptions,
    UnreadableFile,
    raw_text,
)
from mealtracker.sentences import say


@dataclass(slots=True)
class _Group:
    currency: Currency | None = None
    people: dict[str, str] = field(default_factory=dict)  # names by ids
    expenses: list[Value] = field(default_factory=list)
    is_group: bool = False


def read_group(text: JsonText, options: ReadOptions) -> Iterator[Read]:
    """Yield the expenses of a group, whose object has been opened.

    Raises:
        UnreadableFile: it is another object, or broken.
    """
    group = _group(text)
    if not group.is_group:
        raise UnreadableFile(say("This is no group of Spliit. Choose its export as JSON."))
    for expense in group.expenses:
        try:
            yield _row(expense, group, options)
        except Invalid as error:
            yield BadRow(expense.line, raw_text(expense.raw), error.message)


def _group(text: JsonText) -> _Group:
    """Collect the group first: its members come behind its expenses."""
    group = _Group()
    for name in text.names():
        if name == "expenses" and text.opens("["):
            group.is_group = True
            group.expenses = list(_limited(text.items()))
            continue
        value = text.value().value
        if name == "participants" and isinstance(value, list):
            group.people = _people(value)
        elif name == "currencyCode":
            group.currency = _code(value)
    return group


def _limited(items: Iterator[Value]) -> Iterator[Value]:
    for number, item in enumerate(items, start=1):
        if number > ROWS_MAX:
            message = say(
                "This file has more than %(most)s rows. Split it in parts.", most=ROWS_MAX
            )
            raise UnreadableFile(message)
        yield item


def _people(values: list[object]) -> dict[str, str]:
    found = (value for value in values if isinstance(value, dict))
    return {text_in(person, "id"): text_in(person, "name") for person in found}


def _code(value: object) -> Currency | None:
    try:
        return currency_in({"code": value}, "code")
    except Invalid:  # a group may have a unit of its own
        return None


def _row(expense: Value, group: _Group, options: ReadOptions) -> BankRow:
    fields = expense.value
    if not isinstance(fields, dict):
        raise Invalid(say("This is no expense."))
    cost = _cost(fields, group.currency, options.currency)
    category = fields.get("category")
    original = whole_in(fields, "originalAmount")
    original_currency = currency_in(fields, "originalCurrency") if original else None
    nets = _nets(fields, Money(cost, group.currency or options.currency), group.people)
    return BankRow(
        line=expense.line,
        raw=raw_text(expense.raw),
        day=_day(fields, options),
        payee=text_in(fields, "title"),
        minor=-cost,
        currency=group.currency,
        memo=text_in(fields, "notes"),
        bank_id=text_in(fields, "id") or None,
        category=text_in(category, "name") or None if isinstance(category, dict) else None,
        people=tuple(nets),
        is_transfer=fields.get("isReimbursement") is True,
        original_minor=-original if original and original_currency else None,
        original_currency=original_currency,
        nets=tuple((name, net) for name, net in nets.items() if net),
        flags=() if nets else ("shares_unknown",),
    )


def _day(fields: Fields, options: ReadOptions) -> date:
    return read_moment(
        text_in(fields, "expenseDate")[: len("2026-11-02")],
        DateOrder.YMD,
        options.today,
        options.zone,
    ).day


def _cost(fields: Fields, currency: Currency | None, default: Currency) -> int:
    """Return minor units; a group without the code of its currency counts in hundredths.

    Raises:
        Invalid: there is no amount, or the default currency cannot hold it.
    """
    amount = whole_in(fields, "amount")
    if amount is None:
        raise Invalid(say("There is no amount."))
    if currency:
        return amount
    minor, rest = divmod(amount * int(10 ** digits_of(default)), 100)
    if rest:
        message = say("The amount has more decimals than %(currency)s.", currency=default)
        raise Invalid(message)
    return minor


def _nets(fields: Fields, cost: Money, people: Mapping[str, str]) -> dict[str, int]:
    """Return what each paid less what each owes, nothing where it does not say."""
    listed = fields.get("paidFor")
    shares = (
        [share for share in listed if isinstance(share, dict)] if isinstance(listed, list) else []
    )
    weights = [whole_in(share, "shares") or 0 for share in shares]
    payer = people.get(text_in(fields, "paidById"), "")
    names = [people.get(text_in(share, "participantId"), "") for share in shares]
    if not payer or not all(names) or min(weights, default=0) <= 0:
        return {}
    nets = {payer: cost.minor}
    for name, part in zip(names, allocate(cost, weights), strict=True):
        nets[name] = nets.get(name, 0) - part.minor
    return nets
