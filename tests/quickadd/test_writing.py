"""A draft is written as the line that says it: for any draft that a line can say."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.domain.meals import Meal, OrderType
from mealtracker.domain.money import Currency, Money, amount_text
from mealtracker.domain.text import clean_text, name_key
from mealtracker.errors import Invalid
from mealtracker.quickadd.context import Context
from mealtracker.quickadd.reading import read_line
from mealtracker.quickadd.schemas import LineDraft
from mealtracker.quickadd.writing import write_line

from tests.quickadd.corpus import TODAY, context_of, writers

WRITERS = [writer for writer in writers() if not writer.names]
USUAL = context_of("# context: en USD")
CURRENCIES = [None, *(Currency(code) for code in ("EUR", "JPY", "KWD", "ALL", "MXN", "SEK"))]
NAMES = [
    "Ana",
    "5 Guys",
    "Bar 61",
    "Lunch and Dinner",
    "with Ana",
    "12.50",
    'The "Best" Bar',
    "May 5",
]


def is_plain(text: str) -> bool:
    """Tell whether a field would keep the text as it is, on one line and in ordinary digits."""
    try:
        clean = clean_text(text)
    except Invalid:
        return False
    is_one_line = clean == " ".join(clean.split()) == text
    return is_one_line and all(sign.isascii() or not sign.isdecimal() for sign in text)


names = st.one_of(st.sampled_from(NAMES), st.text(min_size=1, max_size=20)).filter(is_plain)
readable = names.filter(lambda name: not any("\uff01" <= sign <= "\uff5e" for sign in name))
lists = st.lists(readable, max_size=3, unique_by=name_key)


@st.composite
def drafts(draw: st.DrawFn, writer: Context) -> LineDraft:
    code = draw(st.sampled_from(CURRENCIES))
    currency = code or writer.currency
    minor, tip = draw(st.integers(0, 10**9)), draw(st.one_of(st.none(), st.integers(0, 10**6)))
    is_on_top = tip is not None and draw(st.booleans())
    total = minor + (tip or 0) if is_on_top else minor
    return LineDraft(
        eaten_on=TODAY - timedelta(days=draw(st.integers(0, 5000))),
        eaten_at=draw(st.one_of(st.none(), st.sampled_from(["00:00", "07:05", "19:30", "23:59"]))),
        kind=draw(st.sampled_from(["expense", "refund"])),
        meal=draw(st.one_of(st.none(), st.sampled_from([meal.value for meal in Meal]))),
        order_type=draw(st.one_of(st.none(), st.sampled_from([kind.value for kind in OrderType]))),
        place=draw(st.one_of(st.none(), readable)),
        tags=draw(lists),
        people=draw(lists),
        covers=draw(st.one_of(st.none(), st.integers(1, 998))),
        currency=None if currency == writer.currency else currency,
        total=amount_text(total, currency),
        subtotal=amount_text(minor, currency) if is_on_top else None,
        tip=None if tip is None else amount_text(tip, currency),
        payment=draw(st.one_of(st.none(), readable)),
        note=draw(st.one_of(st.just(""), readable)),
    )


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(WRITERS))
def test_written_draft_reads_as_itself(data: st.DataObject, writer: Context) -> None:
    draft = data.draw(drafts(writer))

    written = write_line(draft, writer)

    read = read_line(written, writer)
    assert read.draft == draft, written
    assert not read.unsure


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        pytest.param({}, "12.50 USD on 2026-11-25", id="least"),
        pytest.param(
            {"meal": "lunch", "place": "Chipotle", "people": ["Ana", "Bob"], "tags": ["work"]},
            "lunch 12.50 USD at Chipotle with Ana and Bob on 2026-11-25 #work",
            id="ordinary",
        ),
        pytest.param(
            {"place": "with Ana"}, '12.50 USD at "with Ana" on 2026-11-25', id="quoted name"
        ),
        pytest.param({"place": "Bar 61"}, "12.50 USD at Bar 61 on 2026-11-25", id="numbered name"),
        pytest.param(
            {"total": "15.00", "subtotal": "12.50", "tip": "2.50"},
            "12.50 USD on 2026-11-25 tip 2.50",
            id="tip on top",
        ),
        pytest.param({"tip": "2.50"}, "12.50 USD on 2026-11-25 incl tip 2.50", id="tip inside"),
        pytest.param({"tip": "0.00"}, "12.50 USD on 2026-11-25 no tip", id="no tip"),
        pytest.param({"kind": "refund"}, "refund 12.50 USD on 2026-11-25", id="refund"),
        pytest.param(
            {"note": "split 3 ways", "payment": "Card 41"},
            '12.50 USD on 2026-11-25 pay:"Card 41" note:"split 3 ways"',
            id="note and payment",
        ),
    ],
)
def test_line_is_written_in_plain_words(fields: dict[str, object], line: str) -> None:
    draft = LineDraft(**{"eaten_on": TODAY, "total": "12.50"} | fields)

    assert write_line(draft, USUAL) == line
    assert read_line(line, USUAL).draft == draft


def test_amount_is_written_as_the_writer_does() -> None:
    writer = context_of("# context: de EUR")
    draft = LineDraft(eaten_on=date(2026, 11, 2), total="1234.50")

    assert write_line(draft, writer) == "1234,50 EUR on 2026-11-02"


def test_money_of_the_draft_is_exact() -> None:
    draft = read_line("0.10 tip 15%", USUAL).draft

    assert Money.parse(draft.total or "", Currency("USD")).minor == 12
