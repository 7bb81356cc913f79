"""The languages that pages speak; a locale also says how one writes amounts and days."""

from collections.abc import Iterable
from typing import Final

from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say

LANGUAGES: Final = ("en", "de", "es", "fr", "pt_BR")


def nearest_language(asked: Iterable[str]) -> str:
    """Return our language for the first of `asked` that we speak, like `pt-PT` or `de`."""
    ours = {_language(code): code for code in LANGUAGES}
    spoken = (ours[_language(code)] for code in asked if _language(code) in ours)
    return next(spoken, LANGUAGES[0])


def read_locale(code: str) -> str:
    """Return a locale such as `de` or `de_CH` in one of our languages.

    Raises:
        Invalid: it is no locale, or pages do not speak its language.
    """
    from babel.localedata import exists  # noqa: PLC0415 - slow, and commands never need it

    if not exists(code) or not {code, code.partition("_")[0]} & {*LANGUAGES}:
        known = ", ".join(LANGUAGES)
        message = say("“%(text)s” is not one of %(known)s.", text=shown(code), known=known)
        raise Invalid(message)
    return code


def _language(code: str) -> str:
    return code.replace("-", "_").partition("_")[0].lower()
