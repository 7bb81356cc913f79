"""Which number of the line is the amount, what it comes to with the tip, and what else is asked."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from mealtracker.domain.money import Currency, amount_text
from mealtracker.quickadd.board import Board, Question
from mealtracker.quickadd.money import Said, currency_of, money_at, value_of
from mealtracker.quickadd.numbers import Worth
from mealtracker.quickadd.schemas import Choice
from mealtracker.quickadd.tips import Tip
from mealtracker.sentences import say

_WHICH: Final = say("Which number is the amount?")
_MOST_COVERS: Final = 12
_HUNDRED: Final = 100
_PERCENT_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Bill:
    """What the line says about money, as canonical text; None is unknown."""

    currency: Currency
    total: str | None = None
    subtotal: str | None = None
    tip: str | None = None
    is_refund: bool = False


def read_amount(board: Board, tip: Tip | None, currency: Currency | None) -> Bill:
    """Claim the amount and the tip; `currency` is the one that the line names apart from them."""
    found = _without_covers(board, _without_counts(board, _candidates(board)))
    best = max(found, key=lambda said: _preference(board, said), default=None)
    units = [said.unit for said in (best, tip.money if tip else None) if said and said.unit]
    code, open_codes = currency_of(board, units[0] if units else None)
    used = currency or code or board.context.currency
    paid = value_of(board, best, used) if best else Worth(None)
    extra = _tip_worth(board, tip, paid.minor, used)
    bill = _bill(used, paid, extra.minor, tip)
    if best is not None:
        question = _question(board, best, found, (paid, used), open_codes if not currency else [])
        _claim(board, best, bill.total or "", question)
    if tip is not None:
        _claim_tip(board, tip, extra, used, is_foreign=len(set(units)) > 1)
    return Bill(used, bill.total, bill.subtotal, bill.tip, best is not None and best.is_negative)


def _candidates(board: Board) -> list[Said]:
    found: list[Said] = []
    for index in board.free():
        said = money_at(board, index)
        if said and (not found or said.numbers[0] > found[-1].numbers[-1]):
            found.append(said)
    return found


def _rank(board: Board, said: Said) -> tuple[bool, bool, bool, bool]:
    """Rank a candidate: `amount:`, then a currency, then cents, then a word like `paid` before."""
    before = board.tokens[said.first - 1] if said.first else None
    is_outright = before is not None and (before.kind, before.key) == ("key", "amount")
    is_marked = any(board.phrase_before(said.first, concept) for concept in ("for", "paid"))
    return is_outright, said.unit is not None, said.has_cents, is_marked


def _preference(board: Board, said: Said) -> tuple[object, ...]:
    """Prefer what ranks higher, then what is no part of a name after `at`, then the last."""
    return *_rank(board, said), not _is_after_at(board, said.first), said.first


def _is_after_at(board: Board, index: int) -> bool:
    """Tell whether only words stand between `at` and the number, as in `40 at Bar 61`."""
    first = index
    while board.is_word(first - 1) and not board.phrase(first, "at"):
        first -= 1
    return first < index and board.phrase(first, "at") is not None and first < index - 1


def _without_counts(board: Board, found: list[Said]) -> list[Said]:
    """Leave the 2 of `2 beers` out, where something else is the amount."""
    left = [
        said
        for said in found
        if not (
            said.first == said.last
            and board.tokens[said.first].text.isdigit()
            and board.phrase(said.last + 1, "treat")
        )
    ]
    return left or found


def _without_covers(board: Board, found: list[Said]) -> list[Said]:
    """Claim the 2 of `38 for 2` as covers, where something else is the amount."""
    for said in found:
        others = [other for other in found if other is not said]
        text = board.text_of(said.first, said.last)
        if not (others and text.isdigit() and 0 < int(text[:4]) <= _MOST_COVERS):
            continue
        before = board.phrase_before(said.first, "for")
        beside = any(
            before and (other.last == before.first - 1 or other.first == said.last + 1)
            for other in others
        )
        if before and (beside or any(other.has_cents or other.unit for other in others)):
            board.drop(before.first, before.last)
            board.claim(said.first, said.last, "covers", str(int(text)))
            return others
    return found


def _bill(currency: Currency, paid: Worth, tip: int | None, said: Tip | None) -> Bill:
    if paid.minor is None:
        return Bill(currency, tip=None)
    is_on_top = said is not None and not said.is_included and tip is not None
    total = paid.minor + (tip or 0) if is_on_top else paid.minor
    return Bill(
        currency,
        amount_text(total, currency),
        amount_text(paid.minor, currency) if is_on_top else None,
        None if tip is None else amount_text(tip, currency),
    )


def _tip_worth(board: Board, tip: Tip | None, paid: int | None, currency: Currency) -> Worth:
    if tip is None:
        return Worth(None)
    if tip.money is not None:
        return value_of(board, tip.money, currency)
    percent = _percent(tip.percent or "")
    if paid is None or percent is None:
        return Worth(None)
    with localcontext(prec=50):
        part = percent / (_HUNDRED + percent if tip.is_included else _HUNDRED)
        return Worth(int((paid * part).quantize(Decimal(1), ROUND_HALF_UP)))


def _percent(body: str) -> Decimal | None:
    text = body.replace(",", ".")
    whole, _, fraction = text.partition(".")
    if not whole.isdigit() or len(whole) > _PERCENT_DIGITS or not (fraction or "0").isdigit():
        return None
    return Decimal(f"{whole}.{fraction[:6] or 0}")


def _question(
    board: Board,
    best: Said,
    found: list[Said],
    worth: tuple[Worth, Currency],
    codes: list[Currency],
) -> Question | None:
    """Return what there is to ask about the chosen amount."""
    paid, currency = worth
    if paid.minor is None:
        return Question(paid.why or _WHICH)
    if paid.why:
        choices = [_choice(board, best, minor, currency) for minor in (paid.minor, *paid.others)]
        return Question(paid.why, choices)
    if codes:
        why = say("Which currency is “%(text)s”?", text=board.text_of(best.first, best.last))
        return Question(why, [_choice(board, best, paid.minor, code) for code in codes])
    rivals = [said for said in found if _rank(board, said) == _rank(board, best)]
    if len(rivals) == 1:
        return None
    values = [(said, value_of(board, said, currency).minor) for said in rivals[:5]]
    key = "amount:" if best.unit else ""
    choices = [
        _choice(board, said, minor, currency, key) for said, minor in values if minor is not None
    ]
    return Question(_WHICH, choices)


def _choice(board: Board, said: Said, minor: int, currency: Currency, key: str = "") -> Choice:
    """Return the reading in which `said` is this amount.

    Its currency puts it before the others; where these have one as well, `key` does.
    """
    value = amount_text(minor, currency)
    text = f"{value.replace('.', board.context.marks.decimal)} {currency}"
    blank = " " if key and board.is_glued(said.first) else ""
    return Choice(text, value, board.rewritten(said.first, said.last, f"{blank}{key}{text}"))


def _claim(board: Board, said: Said, total: str, question: Question | None) -> None:
    for concept in ("for", "paid", "for"):
        board.drop_before(said.first, concept)
    board.claim(said.first, said.last, "total", total, question)


def _claim_tip(
    board: Board, tip: Tip, extra: Worth, currency: Currency, *, is_foreign: bool
) -> None:
    value = "" if extra.minor is None else amount_text(extra.minor, currency)
    question = None
    if extra.minor is None:
        question = Question(extra.why or say("How much was the tip?"))
    elif is_foreign:
        why = say(
            "The tip is in another currency. How much is it in %(currency)s?", currency=currency
        )
        question = Question(why)
    elif extra.why and tip.money:
        minors = (extra.minor, *extra.others)
        question = Question(
            extra.why, [_choice(board, tip.money, minor, currency) for minor in minors]
        )
    board.claim(tip.first, tip.last, "tip", value, question)
