"""What holds for any text: nothing raises, nothing is lost, and the reading can be written."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.expenses.schemas import ExpenseDraft
from mealtracker.quickadd.context import Context
from mealtracker.quickadd.reading import read_line
from mealtracker.quickadd.schemas import LINE_LENGTH, Line
from mealtracker.quickadd.writing import write_line

from tests.quickadd.corpus import TODAY, cases, writers

WRITERS = writers()
PIECES = """
    lunch dinner coffee at with and , tip incl 20% % 4 12 61 3.50 12,50 1.234 1,234
    nov 2. 2 may monday yesterday #tag # " "" Ana Bob Chipotle 5 Guys 7-Eleven Route
    66 paid for by cash visa 4242 € $ EUR kr 12€ 12€50 -12 +3 3x4 refund split 3
    ways people business 19:30 7 pm 7pm 3/4 2.11. 2026-11-02 note: note:"x" pay:
    cat: cat:Dining with: tag:"a meal:lunch cur:EUR date: @ @Foo ; ( ) - x * + . ago
    days 3 last the of on delivery to go wed Mon am 🍕 ١٢ １２ £ « » “ ” no tip:
""".split()

proves = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
lists = st.lists(st.sampled_from(PIECES), max_size=14)
texts = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=st.characters(codec=None), max_size=40),
    lists.map(" ".join),
    lists.map("".join),
    st.sampled_from([case.line for case in cases()]),
)
anybody = st.sampled_from(WRITERS)


@proves
@given(texts, anybody)
def test_chips_lie_in_the_text_and_do_not_overlap(text: str, writer: Context) -> None:
    end = 0
    for chip in read_line(text, writer).chips:
        assert end <= chip.start < chip.end <= len(text)
        assert chip.text == text[chip.start : chip.end]
        end = chip.end


@proves
@given(texts, anybody)
def test_every_digit_is_used_or_asked_about(text: str, writer: Context) -> None:
    line = read_line(text, writer)

    shown = {at for chip in line.chips for at in range(chip.start, chip.end)}
    assert {at for at, sign in enumerate(text) if sign.isdecimal()} <= shown


@proves
@given(texts, anybody)
def test_unsure_chips_and_questions_are_the_same(text: str, writer: Context) -> None:
    line = read_line(text, writer)

    asked = [(chip.field, chip.text, chip.why) for chip in line.chips if chip.is_unsure]
    told = [(item.field, item.text, item.why) for item in line.unsure if item.text]
    assert told == asked
    assert all(why for _, _, why in told)
    assert (line.draft.total is None) <= any(item.field == "total" for item in line.unsure)


@proves
@given(texts, anybody)
def test_what_was_read_is_a_draft(text: str, writer: Context) -> None:
    line = read_line(text, writer)

    if line.draft.total is not None:
        assert ExpenseDraft.model_validate(line.draft.values()).total == line.draft.total


@proves
@given(texts, anybody)
def test_what_was_read_is_written_and_read_again(text: str, writer: Context) -> None:
    draft = read_line(text, writer).draft

    written = write_line(draft, writer)

    assert read_line(written, writer).draft == draft, written


@proves
@given(texts, anybody)
def test_choice_settles_its_question(text: str, writer: Context) -> None:
    asked = {"total", "eaten_on", "tip"}
    for chip in read_line(text, writer).chips:
        for choice in chip.choices:
            again = read_line(choice.line, writer)
            unsure = {item.field for item in again.unsure}
            assert chip.field in asked
            assert chip.field not in unsure, choice.line


@proves
@given(texts)
def test_the_same_text_reads_the_same(text: str) -> None:
    def read() -> Line:
        return read_line(text, Context(today=TODAY, currency=WRITERS[0].currency))

    assert read() == read()


def test_draft_has_no_more_names_than_an_expense_may() -> None:
    text = "12 with " + ", ".join(f"p{number}" for number in range(150))
    tags = " ".join(f"#t{number}" for number in range(80))

    draft = read_line(f"{text} {tags}", WRITERS[0]).draft

    assert (len(draft.people), len(draft.tags)) == (100, 50)


HOSTILE = [
    pytest.param("1" * LINE_LENGTH, id="digits"),
    pytest.param("1," * (LINE_LENGTH // 2), id="commas"),
    pytest.param("1+" * (LINE_LENGTH // 2), id="sum"),
    pytest.param("3xx" * (LINE_LENGTH // 3), id="times"),
    pytest.param("12€+" * (LINE_LENGTH // 4) + "!", id="sum that fails at its end"),
    pytest.param('"' * (LINE_LENGTH - 1), id="quotation marks"),
    pytest.param("." * (LINE_LENGTH - 1) + "x", id="points"),
    pytest.param("#" * LINE_LENGTH, id="sharps"),
    pytest.param("note:" * (LINE_LENGTH // 5), id="keys"),
    pytest.param("a " * (LINE_LENGTH // 2), id="words"),
    pytest.param("1 " * (LINE_LENGTH // 2), id="numbers"),
    pytest.param("at " * (LINE_LENGTH // 3), id="markers"),
    pytest.param("with a, " * (LINE_LENGTH // 8), id="people"),
    pytest.param("nov 2 " * (LINE_LENGTH // 6), id="dates"),
    pytest.param("tip " * (LINE_LENGTH // 4), id="tips"),
    pytest.param("the of the on the " * (LINE_LENGTH // 18), id="small words"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_line_takes_no_longer_than_an_ordinary_one_could(text: str) -> None:
    """Generous by a factor of ten on a slow machine; a bad expression would take years."""
    started = time.process_time()

    read_line(text, WRITERS[0])

    assert time.process_time() - started < 0.5
