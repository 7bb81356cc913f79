"""I Hate Money's bills as JSON. What each owes follows from weights, which payers alone state."""

from collections.abc import Iterator, Mapping
from typing import Final

from mealtracker.domain.money import Currency, Money, allocate
from mealtracker.errors import Invalid
from mealtracker.imports.readers.amounts import read_amount
from mealtracker.imports.readers.dates import read_moment
from mealtracker.imports.readers.json_fields import currency_in, names_in, text_in
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

_BILL: Final = frozenset(("what", "amount", "date", "payer_name", "owers"))
_SETTLEMENT: Final = frozenset(("ower", "receiver", "amount"))
_HUNDREDTHS: Final = "EUR"  # a weight has two decimals, as this has


def read_bills(text: JsonText, options: ReadOptions) -> Iterator[Read]:
    """Yield the bills of a project, whose list has been opened.

    Raises:
        UnreadableFile: it is another list, or broken.
    """
    bills = list(_checked(text.items()))
    weights = _weights(bills)
    for bill in bills:
        try:
            yield _row(bill, weights, options)
        except Invalid as error:
            yield BadRow(bill.line, raw_text(bill.raw), error.message)


def _checked(items: Iterator[Value]) -> Iterator[Value]:
    for number, item in enumerate(items, start=1):
        keys = item.value.keys() if isinstance(item.value, dict) else frozenset()
        if keys >= _SETTLEMENT and not keys >= _BILL:
            message = say("This list says who pays whom. Export the bills instead.")
            raise UnreadableFile(message)
        if number == 1 and not keys >= _BILL:
            raise UnreadableFile(say("This is no list of bills of I Hate Money."))
        if number > ROWS_MAX:
            message = say(
                "This file has more than %(most)s rows. Split it in parts.", most=ROWS_MAX
            )
            raise UnreadableFile(message)
        yield item


def _weights(bills: list[Value]) -> dict[str, int]:
    found: dict[str, int] = {}
    for bill in bills:
        fields = bill.value if isinstance(bill.value, dict) else {}
        try:
            weight = read_amount(text_in(fields, "payer_weight"), ".").minor(Currency(_HUNDREDTHS))
        except Invalid:
            continue
        found[text_in(fields, "payer_name")] = weight
    return found


def _row(bill: Value, weights: Mapping[str, int], options: ReadOptions) -> BankRow:
    fields = bill.value
    if not isinstance(fields, dict):
        raise Invalid(say("This is no bill."))
    currency = currency_in(fields, "currency")
    minor = read_amount(text_in(fields, "amount"), ".").minor(currency or options.currency)
    payer, owers = text_in(fields, "payer_name"), names_in(fields, "owers")
    nets = _nets(Money(minor, currency or options.currency), payer, owers, weights)
    return BankRow(
        line=bill.line,
        raw=raw_text(bill.raw),
        day=read_moment(text_in(fields, "date"), DateOrder.YMD, options.today, options.zone).day,
        payee=text_in(fields, "what"),
        minor=-minor,
        currency=currency,
        people=tuple(dict.fromkeys((payer, *owers))),
        is_transfer=text_in(fields, "bill_type").lower() == "reimbursement",
        nets=nets,
        flags=() if nets else ("shares_unknown",),
    )


def _nets(
    total: Money, payer: str, owers: tuple[str, ...], weights: Mapping[str, int]
) -> tuple[tuple[str, int], ...]:
    """Return what each paid less what each owes, nothing where somebody's weight is unknown."""
    if not owers or any(weights.get(name, 0) <= 0 for name in owers):
        return ()
    shares = allocate(total, [weights[name] for name in owers])
    nets = {payer: total.minor}
    for name, share in zip(owers, shares, strict=True):
        nets[name] = nets.get(name, 0) - share.minor
    return tuple((name, net) for name, net in nets.items() if net)
