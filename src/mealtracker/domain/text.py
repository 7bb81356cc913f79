"""Text as it is kept, compared, searched and quoted."""

import re
import unicodedata
from typing import Final

from mealtracker.errors import Invalid
from mealtracker.sentences import say

_CONTROLS: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_SURROGATES: Final = r"\ud800-\udfff"
#: Overrides and isolates can make text read as something else than it is.
_BIDI: Final = r"\u202a-\u202e\u2066-\u2069"

_REFUSED_IN_NOTES: Final = re.compile(f"[{_CONTROLS}{_SURROGATES}{_BIDI}]")
_REFUSED: Final = re.compile(f"[\\t\\n{_CONTROLS}{_SURROGATES}{_BIDI}]")


def clean_text(text: str, *, multiline: bool = False) -> str:
    """Return `text` in NFC and trimmed; `multiline` keeps newlines and tabs.

    Raises:
        Invalid: it holds a control character or a bidi override; the message gives the position
            in the text as typed, counted from 1, a line end being one character.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if multiline else text
    refused = (_REFUSED_IN_NOTES if multiline else _REFUSED).search(lines)
    if refused is not None:
        sign = refused[0]
        name = unicodedata.name(sign, "").lower() or f"U+{ord(sign):04X}"
        message = say(
            "Character %(position)s cannot be kept: %(name)s. Take it out.",
            position=refused.start() + 1,
            name=name,
        )
        raise Invalid(message)
    return unicodedata.normalize("NFC", lines).strip()


def name_key(name: str) -> str:
    """Return what two spellings of one name share: NFKC, trimmed, case folded, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def fold(text: str) -> str:
    """Return `text` as search sees it: NFKD, marks off, case folded, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def shown(text: str, length: int = 40) -> str:
    """Return `text` fit to be quoted in a message: at most `length` long, nothing hidden in it."""
    short = text if len(text) <= length else text[: length - 1] + "…"
    return _REFUSED.sub("\ufffd", short)
