"""Which of the household's places a payee may be, with a score from 0 to 100; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from mealtracker.imports.payees import Payee, payee_key

ALIAS, SAME_NAME, CHAIN, SIMILAR_MOST = 100, 96, 84, 80
#: From here on a place is proposed; below it is only shown as a choice.
SURE: Final = 84
_SHOWN_LEAST: Final = 45
_SHOWN_MOST: Final = 5
_GRAM: Final = 3
#: So common in names that two places do not become alike by them.
_WEAK: Final = frozenset(
    "the of and la le les el los da do de des du der die das restaurant restaurante cafe bar grill"
    " kitchen house pizza coffee food foods market store shop co company".split()
)


class KnownPlace(NamedTuple):
    """A place and all the names that it goes by."""

    id: UUID
    name: str
    chain: str | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a payee may be."""

    id: UUID
    name: str
    score: int

    @property
    def is_sure(self) -> bool:
        """Tell whether the place may be proposed without a question."""
        return self.score >= SURE


class Directory:
    """The places of a household, by the words of their names."""

    def __init__(self, places: Iterable[KnownPlace]) -> None:
        """Sort in all `places`."""
        self._names: dict[UUID, str] = {}
        self._exact: dict[str, dict[UUID, int]] = {}
        self._by_word: dict[str, set[tuple[UUID, str]]] = {}
        for place in places:
            self._add(place)

    def candidates(self, payee: Payee) -> list[Candidate]:
        """Return the places that `payee` may be, the likeliest first.

        Two places that both go by the very name are no sure candidates: branches of a chain.
        """
        scores = dict(self._exact.get(payee.key, {}))
        if not scores:
            scores = self._similar(payee.key)
        best = max(scores.values(), default=0)
        if sum(score == best for score in scores.values()) > 1:
            scores = {id_: min(score, SURE - 1) for id_, score in scores.items()}
        found = [
            Candidate(id_, self._names[id_], score)
            for id_, score in scores.items()
            if score >= _SHOWN_LEAST
        ]
        found.sort(key=lambda one: (-one.score, one.name, one.id))
        return found[:_SHOWN_MOST]

    def _add(self, place: KnownPlace) -> None:
        self._names[place.id] = place.name
        names = [(place.name, SAME_NAME), *((alias, ALIAS) for alias in place.aliases)]
        if place.chain:
            names.append((place.chain, CHAIN))
        for name, score in names:
            key = payee_key(name)
            scores = self._exact.setdefault(key, {})
            scores[place.id] = max(score, scores.get(place.id, 0))
            for word in set(key.split()) - _WEAK:
                self._by_word.setdefault(word, set()).add((place.id, key))

    def _similar(self, key: str) -> dict[UUID, int]:
        scores: dict[UUID, int] = {}
        for word in set(key.split()) - _WEAK:
            for id_, name in self._by_word.get(word, ()):
                scores[id_] = max(scores.get(id_, 0), likeness(key, name) * SIMILAR_MOST // 100)
        return scores


def likeness(one: str, other: str) -> int:
    """Return from 0 to 100 how alike two keys are, by the trigrams that they share.

    It is the mean of their share in both and in the shorter one: banks cut names and add to them.
    """
    if one == other:
        return 100
    mine, theirs = _grams(one), _grams(other)
    shared = len(mine & theirs)
    if not shared:
        return 0
    whole = 200 * shared // (len(mine) + len(theirs))
    shorter = 100 * shared // min(len(mine), len(theirs))
    return (whole + shorter) // 2


def is_same(place: str | None, payee: Payee, candidates: Sequence[Candidate], id_: UUID) -> bool:
    """Tell whether an expense's place can be the payee: one of its candidates, or named alike."""
    if any(one.id == id_ for one in candidates):
        return True
    return likeness(payee_key(place or ""), payee.key) >= SURE


def _grams(text: str) -> set[str]:
    return {
        padded[index : index + _GRAM]
        for word in text.split()
        for padded in (f" {word} ",)
        for index in range(len(padded) - _GRAM + 1)
    }
