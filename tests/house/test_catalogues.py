"""Translations: each catalogue holds what the code says, whole and in a form that pages can use."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from mealtracker.accounts.languages import LANGUAGES

from tests.house.tree import PACKAGE, ROOT
from tests.support.catalogues import words_of_the_code

TRANSLATED = [code for code in LANGUAGES if code != "en"]
UNREVIEWED = "Machine translated, reviewed by nobody yet"

_STATE = re.compile(rf"^# ({UNREVIEWED}|Reviewed by .+)\.$", re.MULTILINE)
_HOLES = re.compile(r"%\(\w+\)s|%.?|\{\w+\}")

pytestmark = pytest.mark.parametrize("code", TRANSLATED)


@pytest.fixture(scope="module")
def said() -> Catalog:
    """What the code says."""
    return words_of_the_code()


def catalogue(code: str) -> Catalog:
    """Return the catalogue of one language."""
    file = PACKAGE / "locale" / code / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as opened:
        return read_po(opened, locale=code, abort_invalid=True)


def messages(catalog: Catalog) -> list[Message]:
    """Return all entries but the header."""
    return [message for message in catalog if message.id]


def forms(message: Message) -> tuple[str, ...]:
    """Return the forms of a translation that has more than one."""
    return message.string if isinstance(message.string, tuple) else ()


def pairs(code: str) -> Iterator[tuple[str, str]]:
    """Yield every English form with its translation, where there is one.

    A translation has as many forms as its language; those after the first have the plural.
    """
    for message in messages(catalogue(code)):
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            for number, form in enumerate(forms(message)):
                yield message.id[min(number, 1)], form


def test_catalogue_holds_the_words_of_the_code_and_no_others(code: str, said: Catalog) -> None:
    held = {(message.id, message.context) for message in messages(catalogue(code))}

    spoken = {(message.id, message.context) for message in messages(said)}
    assert sorted(map(str, spoken - held)) == [], "run `make words`"
    assert sorted(map(str, held - spoken)) == [], "run `make words`"
    assert not catalogue(code).obsolete


def test_everything_is_translated(code: str) -> None:
    missing = [
        str(message.id)
        for message in messages(catalogue(code))
        if not message.string or not all(message.string) or message.fuzzy
    ]

    assert missing == []


def test_translation_has_the_holes_of_the_original(code: str) -> None:
    wrong = [
        (english, own)
        for english, own in pairs(code)
        if own and Counter(_HOLES.findall(own)) != Counter(_HOLES.findall(english))
    ]

    assert wrong == []


def test_translation_has_all_plural_forms(code: str) -> None:
    catalog = catalogue(code)

    wrong = [
        message.id
        for message in messages(catalog)
        if isinstance(message.id, tuple) and len(forms(message)) != catalog.num_plurals
    ]

    assert wrong == []
    assert catalog.plural_forms == Catalog(locale=code).plural_forms


def test_translation_begins_and_ends_as_the_original(code: str) -> None:
    wrong = [(english, own) for english, own in pairs(code) if own and _ends(own) != _ends(english)]

    assert wrong == []


def test_translation_brings_no_marks_of_html(code: str) -> None:
    # A template takes what stands in a catalogue for HTML, as it does its own text.
    wrong = [
        (english, own)
        for english, own in pairs(code)
        if any(own.count(mark) > english.count(mark) for mark in "<>&")
    ]

    assert wrong == []


def test_translation_says_who_made_it(code: str) -> None:
    head = (PACKAGE / "locale" / code / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "guide" / "languages.md").read_text(encoding="utf-8")

    state = _STATE.search(head)
    row = re.search(rf"\| `{code}` \| (.+) \|", page)

    assert state is not None
    assert row is not None
    assert row[1].casefold() == state[1].casefold()


def _ends(text: str) -> tuple[str, str]:
    """Return the blanks before and after a text."""
    bare = text.strip()
    start, _, end = text.partition(bare)
    return start, end
