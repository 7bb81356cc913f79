"""Languages: which of ours somebody gets, and which locales can be chosen."""

import pytest

from mealtracker.accounts.languages import nearest_language, read_locale
from mealtracker.errors import Invalid


@pytest.mark.parametrize(
    ("asked", "ours"),
    [
        pytest.param(["de"], "de", id="the same"),
        pytest.param(["de-AT", "en"], "de", id="of another country, before a later one"),
        pytest.param(["pt-PT"], "pt_BR", id="the one variant that there is"),
        pytest.param(["PT_br"], "pt_BR", id="however it is written"),
        pytest.param(["zh-Hans", "*", "es"], "es", id="the first that is ours"),
        pytest.param(["zh"], "en", id="none of ours"),
        pytest.param([], "en", id="nothing"),
    ],
)
def test_first_language_that_is_ours_is_taken(asked: list[str], ours: str) -> None:
    assert nearest_language(asked) == ours


@pytest.mark.parametrize("code", ["en", "en_GB", "de_CH", "pt_BR", "es_419"])
def test_locale_of_our_languages_is_read(code: str) -> None:
    assert read_locale(code) == code


@pytest.mark.parametrize("code", ["", "zz", "sv", "pt_PT", "de_ZZ", "../de", "DE"])
def test_other_locale_is_refused(code: str) -> None:
    with pytest.raises(Invalid, match="is not one of en, de, es, fr, pt_BR"):
        read_locale(code)
