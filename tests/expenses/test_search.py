"""The search language, from text to terms."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealtracker.errors import Invalid
from mealtracker.expenses.search import (
    Amounts,
    Days,
    Term,
    canonical,
    read_query,
    write_query,
    write_term,
)

TODAY = date(2026, 11, 23)


def read(text):
    return read_query(text, TODAY)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("   ", []),
        ("Ramen", [Term("word", ("ramen",))]),
        ("Crème BRÛLÉE", [Term("word", ("creme",)), Term("word", ("brulee",))]),
        ('"Oat  Milk"', [Term("word", ("oat milk",))]),
        ("-ramen", [Term("word", ("ramen",), is_negated=True)]),
        ('-"oat milk"', [Term("word", ("oat milk",), is_negated=True)]),
        ("tag:team", [Term("tag", ("team",))]),
        ("-tag:team", [Term("tag", ("team",), is_negated=True)]),
        ('tag:a,"b c",d', [Term("tag", ("a", "b c", "d"))]),
        ('place:"Bar, Luce"', [Term("place", ("Bar, Luce",))]),
        ("meal:lunch,dinner", [Term("meal", ("lunch", "dinner"))]),
        ("cur:eur", [Term("cur", ("EUR",))]),
        ("has:tip no:note", [Term("has", ("tip",)), Term("no", ("note",))]),
        ("19:40", [Term("word", ("19:40",))]),
        ("Tag:team", [Term("word", ("tag:team",))]),
        ("-", [Term("word", ("-",))]),
        ("a-b", [Term("word", ("a-b",))]),
    ],
)
def test_terms_are_read(text, terms):
    assert read(text) == terms


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-11-05", date(2026, 11, 5), date(2026, 11, 5)),
        ("today", TODAY, TODAY),
        ("yesterday", date(2026, 11, 22), date(2026, 11, 22)),
        ("2025..2026-02", date(2025, 1, 1), date(2026, 2, 28)),
        ("2026-11..", date(2026, 11, 1), None),
        ("..yesterday", None, date(2026, 11, 22)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_days_hold_both_ends(text, first, last):
    assert read(f"date:{text}") == [Term("date", (Days(first, last),))]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("amount:10", Amounts("10", "10")),
        ("amount:10..20.5", Amounts("10", "20.5")),
        ("amount:10..", Amounts("10", None)),
        ("amount:..20", Amounts(None, "20")),
        (">10", Amounts(low="10", low_strict=True)),
        (">=10.50", Amounts(low="10.50")),
        ("< 10", Amounts(high="10", high_strict=True)),
        ("<=10", Amounts(high="10")),
    ],
)
def test_amounts_are_read(text, amounts):
    assert read(text) == [Term("amount", (amounts,))]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ('"open', 1),
        ('ramen "open', 7),
        ("ramen   nokey:x", 9),
        ("-nokey:x", 2),
        ("a b meal:x", 5),
        ("date:2026-1", 1),
        ("date:2026-01-1", 1),
        ("date:26", 1),
        ("date:2026-00", 1),
        ("date:..", 1),
        ("amount:..", 1),
        ("amount:1.2345", 1),
        ("amount:-5", 1),
        ("amount:1234567890123", 1),
        ("has:everything", 1),
    ],
)
def test_fault_says_where(text, position):
    with pytest.raises(Invalid) as caught:
        read(text)

    (fault,) = caught.value.faults
    assert (fault.at, fault.is_parameter) == ("q", True)
    assert fault.message.startswith(f"At position {position}: ")


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    with suppress(Invalid):
        assert all(term.values for term in read(text))


@given(st.lists(st.text("abcäß%_'\\", min_size=1, max_size=9), min_size=1, max_size=5))
def test_quoted_words_are_read_as_they_are(words):
    terms = read(" ".join(f'"{word}"' for word in words))

    assert [term.key for term in terms] == ["word"] * len(words)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("  Café   -lunch ", "Café -lunch", id="words as they were typed"),
        pytest.param('"Oat  Milk" "plain"', '"Oat  Milk" plain', id="quotes where needed"),
        pytest.param('"-5" ">x" "re: party"', '"-5" ">x" "re: party"', id="signs of the language"),
        pytest.param('"nokey:x" 19:40', '"nokey:x" 19:40', id="what looks like a key"),
        pytest.param('tag:"a","b c",d', 'tag:a,"b c",d', id="values"),
        pytest.param('place:"Bar, Luce"', 'place:"Bar, Luce"', id="comma in a value"),
        pytest.param('place:"Joe ""B"" Bar"', 'place:"Joe ""B"" Bar"', id="quotation marks"),
        pytest.param("cur:eur > 20 <=30", "cur:EUR >20 <=30", id="code and comparison"),
        pytest.param("date:today..", "date:today..", id="today stays today"),
        pytest.param("has:tip -no:note has:tip", "has:tip -no:note", id="each once"),
    ],
)
def test_search_is_written_in_one_form(text, written):
    assert canonical(text, TODAY) == written


WORDS = st.text('aé"- ,<>:%ß', min_size=1, max_size=8)
NAMES = WORDS.filter(str.strip)
TERMS = st.one_of(
    st.builds(lambda word, no: write_term("word", [word], is_negated=no), WORDS, st.booleans()),
    st.builds(
        lambda key, names, no: write_term(key, names, is_negated=no),
        st.sampled_from(["place", "cat", "tag", "with", "pay"]),
        st.lists(NAMES, min_size=1, max_size=3),
        st.booleans(),
    ),
    st.sampled_from(["date:2026-11", "date:..today", ">20", "-amount:1..2.5", "no:tip,tax"]),
)


@given(st.lists(TERMS, max_size=6))
def test_written_terms_are_read_as_they_were_meant(texts):
    terms = read(" ".join(texts))

    assert [term.text for term in terms] == texts
    assert write_query(terms) == " ".join(dict.fromkeys(texts))


@given(st.one_of(st.text(max_size=60), st.lists(TERMS, max_size=5).map("  ".join)))
def test_search_that_is_written_again_finds_the_same(text):
    try:
        terms = read(text)
    except Invalid:
        return

    written = write_query(terms)

    assert set(read(written)) == set(terms)
    assert canonical(written, TODAY) == written


@given(NAMES)
def test_any_name_can_be_searched_for(name):
    (term,) = read(write_term("tag", [name]))

    assert term.values == (name,)
