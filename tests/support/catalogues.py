"""Catalogues of translations: what the code says, and ones that a test makes for itself."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from string import ascii_letters

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo

ROOT = Path(__file__).parents[2]

_HOLES = re.compile(r"(%\(\w+\)s|%%|\{\w+\})")
_ACCENTS = str.maketrans("aceginosuyACEINOSUYZ", "áçêğîñöšûýÁÇÊÎÑÖŠÛÝŽ")
_ARABIC = str.maketrans(ascii_letters, 2 * "ابتدةفغحيجكلمنوبقرستوفشخيز")
_KEYWORD = re.compile(r"-k '?([a-z_:0-9,]+)")


def words_of_the_code() -> Catalog:
    """Return everything that the code says to people, as `make words` finds it."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]  # Babel's
    script = (ROOT / "tools" / "messages.sh").read_text(encoding="utf-8")
    keywords = DEFAULT_KEYWORDS | parse_keywords(_KEYWORD.findall(script))
    catalog = Catalog()
    found = extract_from_dir(ROOT, methods, options, keywords)
    for file, line, message, comments, context in found:
        catalog.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return catalog


def write_catalogue(folder: Path, locale: str, words: Mapping[str, str]) -> None:
    """Write a compiled catalogue of a few `words` that pages find below `folder`."""
    catalog = Catalog(locale=locale)
    for english, translation in words.items():
        catalog.add(english, translation)
    _write(folder, locale, catalog)


def write_whole_catalogue(folder: Path, locale: str, translate: Callable[[str], str]) -> None:
    """Write a compiled catalogue in which `translate` has made every word of the code."""
    catalog = Catalog(locale=locale)
    for message in words_of_the_code():
        if not message.id:
            continue
        if isinstance(message.id, str):
            made: str | tuple[str, ...] = translate(message.id)
        else:
            forms = [*message.id, *[message.id[-1]] * (catalog.num_plurals - 2)]
            made = tuple(translate(form) for form in forms[: catalog.num_plurals])
        catalog.add(message.id, made, context=message.context)
    _write(folder, locale, catalog)


def lengthened(text: str) -> str:
    """Return English with accents, in brackets and 40 % longer, as a translation may be."""
    more = len(_HOLES.sub("", text)) * 2 // 5
    extra = " ".join(["wörtlich"] * (more // 9) + ["ö" * (more % 9)])
    return f"[{_spelt(text, _ACCENTS)} {extra}".rstrip() + "]"


def arabic(text: str) -> str:
    """Return English in the letters of a script that runs from right to left."""
    return _spelt(text, _ARABIC)


def _spelt(text: str, letters: Mapping[int, int]) -> str:
    """Return `text` in other letters, with its holes as they are."""
    parts = _HOLES.split(text)
    parts[::2] = [part.translate(letters) for part in parts[::2]]
    return "".join(parts)


def _write(folder: Path, locale: str, catalog: Catalog) -> None:
    file = folder / locale / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as compiled:
        write_mo(compiled, catalog)
