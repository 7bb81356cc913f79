"""Field 86 of MT940: who was paid and for what, in one of three ways to write it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mealtracker.imports.readers.bank_values import one_line

#: German and Polish banks: a code of three digits, then `?20text?32name`, or with another sign.
_SUBFIELDS: Final = re.compile(
    r"[0-9]{3}\s*(?P<sign>[?~<>^|+@])(?=[0-9]{2})|(?P<bare>[?~<])(?=(?:00|20))"
)
_NAMES: Final = ("32", "33")
_PURPOSES: Final = (*map(str, range(20, 30)), *map(str, range(60, 64)))
_BOOKING_TEXT: Final = "00"
_SUBFIELD_WIDTH: Final = 27
_LINE_WIDTH: Final = 65
#: What SEPA puts before each part of a purpose.
_SEPA: Final = re.compile(r"\b(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP)\+")
#: Dutch and Belgian banks: `/NAME/who/REMI/for what`.
_WORDS: Final = re.compile(
    r"/(TRTP|TRCD|IBAN|BIC|NAME|REMI|EREF|KREF|MARF|CSID|PREF|RREF|IREF|CREF|PODI|RTRN|PURP|ISDT"
    r"|BENM|ORDP|CNTP|ULTC|ULTD|UCRD|UDTR|ADDR|SVCL|CHGS|EXCH|OCMT|SWIFT|ORIG|ID)(?=/)"
)
#: A short code before free text, as `A44?`.
_CODE: Final = re.compile(r"^(?:[A-Z][0-9]{2}|[0-9]{3})\?")
_COUNTERPARTY_NAME: Final = 2


@dataclass(frozen=True, slots=True)
class Details:
    """What was written with a transaction; "" where nothing was."""

    payee: str = ""
    memo: str = ""


def details_of(lines: Sequence[str]) -> Details:
    """Return what the lines of a field 86 say."""
    joined = "".join(lines)
    if match := _SUBFIELDS.match(joined):
        return _of_subfields(_subfields(joined, match["sign"] or match["bare"]))
    wrapped = _unwrapped(lines)
    if wrapped.startswith("/") and _WORDS.match(wrapped):
        return _of_words(_words(wrapped))
    if not lines:
        return Details()
    return Details(one_line(_CODE.sub("", lines[0])), one_line(" ".join(lines[1:])))


def _subfields(text: str, sign: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    _, *pieces = re.split(rf"{re.escape(sign)}([0-9]{{2}})", text)
    for code, piece in zip(pieces[::2], pieces[1::2], strict=True):
        found.setdefault(code, []).append(piece)
    return found


def _of_subfields(found: Mapping[str, Sequence[str]]) -> Details:
    name = _joined(found, _NAMES)
    purpose = _purpose(_joined(found, _PURPOSES))
    booking = _joined(found, (_BOOKING_TEXT,))
    return _first_two(name, purpose, booking)


def _joined(found: Mapping[str, Sequence[str]], codes: Sequence[str]) -> str:
    """Put subfields together: without a blank where the first is full, so the text runs on."""
    text = ""
    for piece in (piece for code in codes for piece in found.get(code, ())):
        text += piece if len(piece) >= _SUBFIELD_WIDTH else f"{piece} "
    return one_line(text)


def _purpose(text: str) -> str:
    """Return the purpose without the references of SEPA around it."""
    before, *pieces = _SEPA.split(text)
    parts = dict(zip(pieces[::2], pieces[1::2], strict=True))
    return parts.get("SVWZ", before).strip()


def _unwrapped(lines: Sequence[str]) -> str:
    """Return text that was cut into lines of 65 signs in one piece."""
    return "".join(line if len(line) >= _LINE_WIDTH else f"{line} " for line in lines)


def _words(text: str) -> dict[str, str]:
    _, *pieces = _WORDS.split(text)
    found: dict[str, str] = {}
    for word, piece in zip(pieces[::2], pieces[1::2], strict=True):
        found.setdefault(word, piece.strip("/ "))
    return found


def _of_words(found: Mapping[str, str]) -> Details:
    party = found.get("CNTP", "").split("/")
    name = found.get("NAME") or (
        party[_COUNTERPARTY_NAME] if len(party) > _COUNTERPARTY_NAME else ""
    )
    purpose = found.get("REMI", "").removeprefix("USTD//").removeprefix("STRD/")
    kind = found.get("TRTP", "")
    return _first_two(one_line(name), one_line(purpose), one_line(kind))


def _first_two(*texts: str) -> Details:
    """Return as payee and note the first texts that there are, the likeliest first."""
    payee, memo, *_ = [text for text in texts if text] + ["", ""]
    return Details(payee, memo)
