"""Text is kept in one form, compared in another, searched in a third and quoted safely."""

import unicodedata
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.domain.text import clean_text, fold, name_key, shown
from mealtracker.errors import Invalid

proves = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
kept_texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"]))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("  Luigi\u00a0", "Luigi", id="trimmed"),
        pytest.param("Cafe\u0301", "Café", id="composed"),
        pytest.param("A  B", "A  B", id="blanks inside stay"),
        pytest.param("ﬁsh ½", "ﬁsh ½", id="compatibility signs stay"),
        pytest.param(
            "\u200f\u05de\u05e1\u05e2\u05d3\u05d4\u200e",
            "\u200f\u05de\u05e1\u05e2\u05d3\u05d4\u200e",
            id="direction marks stay",
        ),
        pytest.param("👩\u200d🍳", "👩\u200d🍳", id="joined emoji stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_is_composed_and_trimmed_when_cleaned(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a\0b", "Character 2 cannot be kept: U+0000. Take it out.", id="nul"),
        pytest.param("a\x07", "Character 2 cannot be kept: U+0007. Take it out.", id="bell"),
        pytest.param("ab\x7f", "Character 3 cannot be kept: U+007F. Take it out.", id="delete"),
        pytest.param("\x85a", "Character 1 cannot be kept: U+0085. Take it out.", id="c1"),
        pytest.param("a\nb", "Character 2 cannot be kept: U+000A. Take it out.", id="line end"),
        pytest.param("a\tb", "Character 2 cannot be kept: U+0009. Take it out.", id="tab"),
        pytest.param("\ud83d", "Character 1 cannot be kept: U+D83D. Take it out.", id="half sign"),
        pytest.param(
            "abc\u202e",
            "Character 4 cannot be kept: right-to-left override. Take it out.",
            id="bidi override",
        ),
        pytest.param(
            "\u2066",
            "Character 1 cannot be kept: left-to-right isolate. Take it out.",
            id="bidi isolate",
        ),
        pytest.param(
            "Cafe\u0301\x07",
            "Character 6 cannot be kept: U+0007. Take it out.",
            id="position in the text as typed",
        ),
        pytest.param(
            "  \x07", "Character 3 cannot be kept: U+0007. Take it out.", id="blanks count"
        ),
    ],
)
def test_sign_is_named_with_its_position_when_refused(text: str, message: str) -> None:
    with pytest.raises(Invalid) as refusal:
        clean_text(text)

    assert refusal.value.message == message


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("a\nb\tc", "a\nb\tc", id="newline and tab stay"),
        pytest.param("a\r\nb", "a\nb", id="windows line end"),
        pytest.param("a\rb", "a\nb", id="old mac line end"),
        pytest.param("\n a \n\n", "a", id="trimmed"),
    ],
)
def test_lines_are_kept_when_multiline(text: str, cleaned: str) -> None:
    assert clean_text(text, multiline=True) == cleaned


@pytest.mark.parametrize(
    ("text", "position"),
    [
        pytest.param("a\0", 2, id="nul"),
        pytest.param("a\x0b", 2, id="vertical tab"),
        pytest.param("a\u2028\u202d", 3, id="override after a line separator"),
        pytest.param("a\r\nb\x07", 4, id="a line end is one character"),
    ],
)
def test_sign_is_refused_when_multiline_too(text: str, position: int) -> None:
    with pytest.raises(Invalid, match=f"Character {position} cannot be kept"):
        clean_text(text, multiline=True)


def test_every_control_and_override_is_refused_when_tried_one_by_one() -> None:
    def is_refused(sign: str, *, multiline: bool) -> bool:
        try:
            clean_text(sign, multiline=multiline)
        except Invalid:
            return True
        return False

    signs = [chr(code) for code in range(0x3000)]
    bad = {s for s in signs if unicodedata.category(s) == "Cc"}
    bad |= {s for s in signs if unicodedata.bidirectional(s) in "LRE RLE LRO RLO PDF".split()}
    bad |= {s for s in signs if unicodedata.bidirectional(s) in "LRI RLI FSI PDI".split()}

    assert {s for s in signs if is_refused(s, multiline=False)} == bad
    assert {s for s in signs if is_refused(s, multiline=True)} == bad - set("\n\r\t")


@proves
@given(st.text() | st.text("a\u0301\r\n\t \u202e\ud800"), st.booleans())
def test_text_does_not_change_again_when_cleaned_twice(text: str, multiline: bool) -> None:
    try:
        once = clean_text(text, multiline=multiline)
    except Invalid:
        return

    assert clean_text(once, multiline=multiline) == once
    assert once == once.strip()
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Luigi's", "LUIGI'S", id="case"),
        pytest.param(" Luigi  Due ", "Luigi Due", id="blanks"),
        pytest.param("Cafe\u0301", "Café", id="composition"),
        pytest.param("Straße", "STRASSE", id="sharp s"),
        pytest.param("ﬁsh", "fish", id="ligature"),
        pytest.param("\uff22\uff21\uff32\u30006 1", "bar 6 1", id="full width"),
        pytest.param("Bar\u00a061", "Bar 61", id="no-break space"),
        pytest.param("ΣΊΣΥΦΟΣ", "σίσυφος", id="final sigma"),
    ],
)
def test_key_is_shared_when_two_spellings_name_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Café", "Cafe", id="accent"),
        pytest.param("Bar 61", "Bar61", id="blank"),
        pytest.param("Luigi", "Luigi 2", id="branch"),
    ],
)
def test_key_differs_when_names_differ(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Café Crème", "cafe creme", id="accents off"),
        pytest.param("STRASSE Straße", "strasse strasse", id="sharp s"),
        pytest.param("İstanbul", "istanbul", id="dotted capital i"),
        pytest.param("  a \n b ", "a b", id="blanks"),
        pytest.param("½ ﬁsh", "1\u20442 fish", id="compatibility signs"),
        pytest.param("100%_", "100%_", id="signs of LIKE stay"),
        pytest.param("日本", "日本", id="kanji"),
    ],
)
def test_text_is_bare_when_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@proves
@given(st.text())
def test_key_and_folded_text_do_not_change_when_made_again(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert fold(fold(text)) == fold(text)


@proves
@given(kept_texts)
def test_key_and_folded_text_are_the_same_when_text_was_cleaned(text: str) -> None:
    cleaned = clean_text(text)

    assert name_key(cleaned) == name_key(text)
    assert fold(cleaned) == fold(text)


@proves
@given(st.text(max_size=4), st.text(max_size=4))
def test_part_is_found_when_both_are_folded(before: str, after: str) -> None:
    text = f"{before} Crème brûlée {after}"

    assert fold("CRÈME BRÛLÉE") in fold(text)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("abc", "abc", id="as it is"),
        pytest.param("x" * 40, "x" * 40, id="just short enough"),
        pytest.param("x" * 41, "x" * 39 + "…", id="shortened"),
        pytest.param("a\u202eb\nc\ud800", "a\ufffdb\ufffdc\ufffd", id="nothing hidden"),
    ],
)
def test_text_is_fit_for_a_message_when_quoted(text: str, quoted: str) -> None:
    assert shown(text) == quoted


@proves
@given(st.text(), st.integers(1, 80))
def test_quote_is_short_and_can_be_sent_when_text_is_anything(text: str, length: int) -> None:
    quoted = shown(text, length)

    assert len(quoted) <= length
    assert quoted.encode().decode() == quoted
    assert quoted.isprintable() or clean_text(quoted) == normalize("NFC", quoted).strip()
