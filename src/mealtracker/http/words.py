"""What the rooms say, in the reader's language."""

from decimal import Decimal
from typing import cast

from flask_babel import format_decimal, get_domain

from mealtracker.sentences import Sentence


def translated(message: str) -> str:
    """Return a sentence of a room in the language of the page; any other text stays as it is."""
    if not isinstance(message, Sentence):
        return message
    catalogue, template = get_domain().get_translations(), message.template
    if message.plural is None:
        words = catalogue.ugettext(template)
    else:
        num = cast("int", message.values["num"])  # as `say_many` takes it
        words = catalogue.ungettext(template, message.plural, num)
    values = {name: _said(value) for name, value in message.values.items()}
    return str(words % values if values else words)


def _said(value: object) -> object:
    match value:
        case Sentence():
            return translated(value)
        case Decimal():
            places = -int(value.as_tuple().exponent)
            return format_decimal(value, f"#,##0.{'0' * places}" if places else "#,##0")
        case _:
            return value
