"""Sentences: English for whoever takes them as text, with what a page needs to translate them."""

from decimal import Decimal

import orjson
import pytest

from mealtracker.domain.amounts import Separators, read_amount
from mealtracker.domain.money import Currency
from mealtracker.errors import Invalid
from mealtracker.sentences import Sentence, say, say_many


def test_sentence_is_its_english_text() -> None:
    sentence = say("No place “%(name)s”.", name="Bar Luce")

    assert sentence == "No place “Bar Luce”."
    assert orjson.dumps({"detail": sentence}) == '{"detail":"No place “Bar Luce”."}'.encode()


def test_sentence_keeps_its_template_and_its_values() -> None:
    sentence = say("No place “%(name)s”.", name="Bar Luce")

    assert (sentence.template, sentence.values) == ("No place “%(name)s”.", {"name": "Bar Luce"})


@pytest.mark.parametrize(
    ("num", "text"), [(0, "0 places left"), (1, "1 place left"), (2, "2 places left")]
)
def test_count_decides_about_the_plural(num: int, text: str) -> None:
    assert say_many("%(num)s place left", "%(num)s places left", num) == text


def test_percent_stays_where_there_are_no_values() -> None:
    assert say("100% done") == "100% done"


def test_decimal_is_grouped_and_a_whole_number_is_not() -> None:
    # What a form asks for is typed as it stands: 2000, and not 2,000.
    assert say("%(sum)s of %(num)s", sum=Decimal("1234.50"), num=2000) == "1,234.50 of 2000"


def test_refusal_hands_its_sentence_on() -> None:
    with pytest.raises(Invalid) as caught:
        read_amount("much", Currency("EUR"), Separators(".", ","))

    assert isinstance(caught.value.message, Sentence)
    assert caught.value.message.values == {"text": "much"}
