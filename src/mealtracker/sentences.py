"""Sentences of the rooms: English that a page can say in another language.

Rooms know no languages. A sentence is its English text wherever text goes: into an answer of the
API, a log or a terminal. It also remembers what it was made of; `http/words.py` translates that.
"""

from collections.abc import Mapping
from decimal import Decimal


class Sentence(str):
    """An English sentence, the template it was made of, and the values that stand in it."""

    __slots__ = ("plural", "template", "values")

    template: str
    #: The template for other numbers than one of `values["num"]`, None where nothing is counted.
    plural: str | None
    values: Mapping[str, object]


def say(template: str, **values: object) -> Sentence:
    """Return the sentence that `template` makes with `values`: `%(name)s` stands for one.

    A value that is a sentence is translated as well, and a `Decimal` is written as the reader
    writes numbers: `1,234.50`.
    """
    return _sentence(template, None, values)


def say_many(singular: str, plural: str, num: int, **values: object) -> Sentence:
    """Return the sentence for `num` things, which both templates may call `%(num)s`."""
    return _sentence(singular, plural, {"num": num, **values})


def _sentence(template: str, plural: str | None, values: Mapping[str, object]) -> Sentence:
    chosen = template if plural is None or values["num"] == 1 else plural
    english = {name: f"{x:,}" if isinstance(x, Decimal) else x for name, x in values.items()}
    sentence = Sentence(chosen % english if values else chosen)
    sentence.template, sentence.plural, sentence.values = template, plural, values
    return sentence
