"""Words of columns that say which way money went, or whether it has moved at all."""

from typing import Final

from mealtracker.domain.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in text.split("|"))


_OUT: Final = _words("""debit|dr|d|db|out|withdrawal|expense|spending|purchase|soll|s|
    belastung|ausgabe|lastschrift|depense|sortie|debe|cargo|gasto|debito|saida|despesa|af|
    card payment|bank debit""")
_IN: Final = _words(
    """credit|cr|c|in|deposit|income|refund|return|reversal|haben|h|gutschrift|einnahme|recette|
    entree|haber|abono|ingreso|credito|entrada|receita|bij|
    bank credit|direct deposit"""
)
_PENDING: Final = _words(
    """pending|authorised|authorized|authorization|not booked|uncleared pending|vorgemerkt|
    offen|ausstehend|en attente|en cours|pendiente|pendente|a liquidar"""
)
_CALLED_OFF: Final = _words(
    """declined|failed|reverted|cancelled|canceled|rejected|refused|void|voided|storniert|
    abgelehnt|annule|refuse|rechazado|cancelado|anulado|recusado"""
)


def is_sign(text: str) -> bool:
    """Whether `text` says in which direction money went."""
    return sign_of(text) != 0


def sign_of(text: str) -> int:
    """Return -1 for money out, 1 for money in, and 0 when `text` says neither."""
    word = fold(text).strip(" .")
    if word in _OUT:
        return -1
    return 1 if word in _IN else 0


def is_pending(text: str) -> bool:
    """Whether a state says that the money has not moved yet."""
    return fold(text) in _PENDING


def is_called_off(text: str) -> bool:
    """Whether a state says that no money will move."""
    return fold(text) in _CALLED_OFF
