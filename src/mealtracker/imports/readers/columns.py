"""Which column plays which role: proposed from the header's words and the values below."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

from mealtracker.imports.readers.facts import ColumnFacts
from mealtracker.imports.readers.signs import is_sign
from mealtracker.imports.readers.words import header_key, rank_of
from mealtracker.imports.rows import Role

type Mapping = tuple[Role | None, ...]

#: Roles in the order in which they choose, each with what its column must hold.
_CHOOSERS: Final[tuple[tuple[Role, Callable[[ColumnFacts], bool]], ...]] = (
    (Role.DAY, lambda facts: facts.may_hold_dates),
    (Role.BOOKED_ON, lambda facts: facts.may_hold_dates),
    (Role.TIME, lambda facts: facts.holds_times),
    (Role.BALANCE, lambda facts: facts.may_hold_amounts),
    (Role.ORIGINAL_AMOUNT, lambda facts: facts.may_hold_amounts),
    (Role.ORIGINAL_CURRENCY, lambda facts: facts.holds_currencies),
    (Role.DEBIT, lambda facts: facts.may_hold_amounts or not facts.filled),
    (Role.CREDIT, lambda facts: facts.may_hold_amounts or not facts.filled),
    (Role.AMOUNT, lambda facts: facts.may_hold_amounts),
    (Role.SIGN, lambda facts: facts.filled > 0 and all(map(is_sign, facts.values))),
    (Role.CURRENCY, lambda facts: facts.holds_currencies),
    (Role.MCC, lambda facts: facts.holds_amounts),
    (Role.CATEGORY, lambda facts: not facts.holds_dates),
    (Role.TAGS, lambda facts: not facts.holds_dates),
    (Role.STATE, lambda facts: facts.holds_text),
    (Role.BANK_ID, lambda facts: facts.filled > 0 and facts.is_unique),
    (Role.ACCOUNT, lambda facts: facts.filled > 0),
    (Role.PAYEE, lambda facts: facts.holds_text),
    (Role.MEMO, lambda facts: facts.holds_text or not facts.filled),
)
_LITTLE: Final = 3


def fingerprint(header: Sequence[str]) -> str:
    """Return what files with the same columns share."""
    keys = "\n".join(header_key(name) for name in header)
    return hashlib.sha256(keys.encode()).hexdigest()[:32]


def propose(header: Sequence[str], facts: Sequence[ColumnFacts]) -> Mapping:
    """Return a role for each column that has one.

    Without names to go by, the first dates, the first amounts and the most varied words are taken.
    """
    keys = [header_key(name) for name in header]
    roles: list[Role | None] = [None] * len(facts)
    for role, holds in _CHOOSERS:
        best = _best(role, keys, facts, roles, holds)
        if best is not None:
            roles[best] = role
    _by_values_alone(roles, facts)
    _one_way_to_say_the_amount(roles, facts)
    _rest_to_memo(roles, keys, facts)
    return tuple(roles)


def _best(
    role: Role,
    keys: Sequence[str],
    facts: Sequence[ColumnFacts],
    roles: Sequence[Role | None],
    holds: Callable[[ColumnFacts], bool],
) -> int | None:
    ranked = [
        (_is_dull(role, facts[index]), rank, index)
        for index, key in enumerate(keys[: len(facts)])
        if roles[index] is None and (rank := rank_of(role, key)) is not None and holds(facts[index])
    ]
    return min(ranked)[2] if ranked else None


def _is_dull(role: Role, facts: ColumnFacts) -> bool:
    """Whether a column says the same on every row, which is no place and no date of purchase."""
    return role is Role.PAYEE and len(facts.values) == 1 and facts.filled >= _LITTLE


def _one_way_to_say_the_amount(roles: list[Role | None], facts: Sequence[ColumnFacts]) -> None:
    """Drop a pair that is not whole, a sum beside a whole one, and words where signs are."""
    pair = {Role.DEBIT, Role.CREDIT}
    is_pair = pair <= set(roles)
    for index, role in enumerate(roles):
        if role is Role.AMOUNT and is_pair:
            roles[index] = None
        if role in pair and not is_pair:
            roles[index] = None if Role.AMOUNT in roles else Role.AMOUNT
    has_signs = any(
        role is Role.AMOUNT and facts[index].negatives for index, role in enumerate(roles)
    )
    for index, role in enumerate(roles):
        if role is Role.SIGN and has_signs:
            roles[index] = None


def _by_values_alone(roles: list[Role | None], facts: Sequence[ColumnFacts]) -> None:
    free = [index for index, role in enumerate(roles) if role is None]
    if Role.DAY not in roles:
        _give(roles, Role.DAY, [index for index in free if facts[index].holds_dates])
    if not {Role.AMOUNT, Role.DEBIT, Role.CREDIT} & set(roles):
        amounts = [index for index in free if facts[index].holds_amounts]
        # Numbers of cheques and orders are whole, and prices seldom all are.
        broken = [index for index in amounts if _has_fractions(facts[index])]
        _give(roles, Role.AMOUNT, broken or amounts)
    if Role.CURRENCY not in roles:
        _give(roles, Role.CURRENCY, [index for index in free if facts[index].holds_currencies])
    if Role.PAYEE not in roles:
        words = [index for index in free if roles[index] is None and facts[index].holds_text]
        words.sort(key=lambda index: -len(facts[index].values))
        _give(roles, Role.PAYEE, words)


def _has_fractions(facts: ColumnFacts) -> bool:
    return any("." in value or "," in value for value in facts.values)


def _give(roles: list[Role | None], role: Role, columns: Sequence[int]) -> None:
    if columns:
        roles[columns[0]] = role


def _rest_to_memo(
    roles: list[Role | None], keys: Sequence[str], facts: Sequence[ColumnFacts]
) -> None:
    """Keep what else is said of the payee: `Description 2` and `3` beside `Description 1`."""
    for index, key in enumerate(keys[: len(facts)]):
        is_words = facts[index].holds_text and not _is_dull(Role.PAYEE, facts[index])
        if roles[index] is None and is_words and rank_of(Role.PAYEE, key) is not None:
            roles[index] = Role.MEMO
