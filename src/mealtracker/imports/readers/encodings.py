"""Which encoding a text is in: by its mark, as UTF-8, or by whose letters it then shows."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from mealtracker.imports.rows import FILE_BYTES_MAX, HEAD_BYTES, UnreadableFile
from mealtracker.sentences import say

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ROMAN: Final = ("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíóúñü", "ãõáéíóúâêôçà", "åäöæøé", "àèéìòù")
_CENTRAL: Final = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "áäčďéíĺľňóôŕšťúýž", "čćđšž")
_CYRILLIC: Final = ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
_GREEK: Final = ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",)
#: What the letters of the languages written in an encoding are; of equals, the first is taken.
_ALPHABETS: Final = {
    "cp1252": _ROMAN,
    "cp1250": _CENTRAL,
    "cp1255": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",),
    "cp1251": _CYRILLIC,
    "cp1253": _GREEK,
    "cp1254": ("çğ\u0131öşüâî",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
    "cp1256": ("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءئؤأإآ",),
    "cp874": ("".join(map(chr, [*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4D)])),),
    "iso8859_2": _CENTRAL,
    "iso8859_15": _ROMAN,
    "mac_roman": _ROMAN,
    "cp850": _ROMAN,
    "koi8_r": _CYRILLIC,
    "cp866": _CYRILLIC,
    "latin-1": _ROMAN,
}
_SIGNS: Final = frozenset("\u2018’“”„–—…«»€£¥°·§®™№ªº²½¿¡\u00b4\u00a0")


@dataclass(frozen=True, slots=True)
class _Pairs:
    """An encoding of two bytes a sign: with which first bytes its usual signs begin."""

    encoding: str
    usual: range
    letters: re.Pattern[str]  # signs that no other language has
    least_letters: float  # how many of all signs they are at least
    second_from: int = 0x40  # the lowest that the last byte of a usual sign is


_NOTHING: Final = re.compile("(?!)")
_KANA: Final = re.compile("[\u3041-\u30ff]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_EAST_ASIAN: Final = (
    _Pairs("cp932", range(0x88, 0x98), _KANA, 0.0),
    _Pairs("cp949", range(0), _HANGUL, 0.8, 0xA1),
    _Pairs("gb18030", range(0xB0, 0xD8), _NOTHING, 0.0, 0xA1),
    _Pairs("big5", range(0xA4, 0xC7), _NOTHING, 0.0),
    _Pairs("euc_jp", range(0xB0, 0xD0), _KANA, 0.1, 0xA1),
)
#: Every encoding that can be detected or chosen.
ENCODINGS: Final = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    *_ALPHABETS,
    *(pairs.encoding for pairs in _EAST_ASIAN),
)
_CHUNK: Final = 64 * 1024
_SAMPLE: Final = 8 * 1024
_UPPER_WORTH: Final = 0.9  # capitals are rarer: tells the encodings of Cyrillic apart
_SIGN_WEIGHT: Final = 0.5
_LEAST_SCORE: Final = 0.6
_FIRST_BEYOND_LATIN: Final = "\u0370"


def detect_encoding(file: BinaryIO) -> str:
    """Return the name of the encoding of the whole `file`.

    Raises:
        UnreadableFile: it is empty, too large, or no text.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head.strip():
        raise UnreadableFile(say("This file is empty. Choose another one."))
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    wide = marked or _unmarked_wide(head)
    if wide:
        return wide
    return "utf-8" if _is_utf8(file) else _best_of(_unusual_lines(file))


def check_encoding(name: str) -> str:
    """Return `name`, one of `ENCODINGS`.

    Raises:
        UnreadableFile: it is none of them.
    """
    if name not in ENCODINGS:
        raise UnreadableFile(say("There is no such encoding here. Choose one of the list."))
    return name


def _unmarked_wide(head: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zero that every second byte of Latin text is."""
    pairs = len(head) // 2
    evens, odds = head[0::2].count(0), head[1::2].count(0)
    if pairs and max(evens, odds) > pairs // 2 and min(evens, odds) * 10 < pairs:
        return "utf-16-be" if evens > odds else "utf-16-le"
    return None


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_proven = False
    try:
        for chunk in _chunks(file):
            is_proven = not decoder.decode(chunk).isascii() or is_proven
    except UnicodeDecodeError:
        return False
    # A sign that is cut off at the end is a truncated file, which reading it will tell.
    return is_proven or not decoder.getstate()[0]


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    size = 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > FILE_BYTES_MAX:
            raise UnreadableFile(say("This file is larger than 50 MB. Split it in parts."))
        if b"\0" in chunk:
            message = say("This file holds zero bytes, which text has none of. Export it again.")
            raise UnreadableFile(message)
        yield chunk


def _unusual_lines(file: BinaryIO) -> bytes:
    """Return lines that hold more than ASCII, as many as are enough to judge by."""
    found = bytearray()
    for chunk in _chunks(file):
        lines = chunk.replace(b"\r", b"\n").split(b"\n")
        found += b"\n".join(line for line in lines if not line.isascii())
        if len(found) > _SAMPLE:
            break
    return bytes(found[:_SAMPLE])


def _best_of(sample: bytes) -> str:
    scores = {
        name: max(_letters_score(_decoded(sample, name), alphabet) for alphabet in alphabets)
        for name, alphabets in _ALPHABETS.items()
    }
    scores |= {pairs.encoding: _pairs_score(sample, pairs) for pairs in _EAST_ASIAN}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _LEAST_SCORE:
        return best
    return "cp1252" if _decoded(sample, "cp1252") else "latin-1"


def _decoded(sample: bytes, encoding: str) -> str:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _letters_score(text: str, alphabet: str) -> float:
    """Return which part of what is not ASCII belongs to `alphabet`, and stands where it may."""
    is_latin = alphabet[0] < _FIRST_BEYOND_LATIN
    total = worth = 0.0
    for before, sign, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if sign.isascii():
            continue
        weight = _SIGN_WEIGHT if sign in _SIGNS else 1
        total += weight
        if sign in _SIGNS:
            worth += weight * _UPPER_WORTH
        elif sign.lower() in alphabet and (is_latin or not _is_ascii_letter(before + after)):
            worth += _place_worth(before, sign, after)
    return worth / total if total else 0.0


def _is_ascii_letter(signs: str) -> bool:
    return any(sign.isascii() and sign.isalpha() for sign in signs)


def _place_worth(before: str, sign: str, after: str) -> float:
    """Return less for a capital, but at the start of a word, and nothing behind a small letter."""
    if not sign.isupper() or (after.islower() and not before.isalpha()):
        return 1
    return 0 if before.islower() else _UPPER_WORTH


def _pairs_score(sample: bytes, pairs: _Pairs) -> float:
    """Return which part of what is not ASCII are letters or usual signs, apart from Latin words."""
    text = _decoded(sample, pairs.encoding) or _decoded(sample[:-1], pairs.encoding)
    total = letters = usual = 0
    for before, sign, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if sign.isascii():
            continue
        total += 1
        code = sign.encode(pairs.encoding)
        if code[-1] < pairs.second_from or _is_ascii_letter(before + after):
            continue
        letters += pairs.letters.match(sign) is not None
        usual += code[0] in pairs.usual
    if not total or letters < pairs.least_letters * total:
        return 0.0
    return (letters + usual) / total
