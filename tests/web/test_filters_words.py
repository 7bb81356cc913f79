from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask_babel import Babel

from mealtracker.domain.meals import Meal, OrderType
from mealtracker.web import filters, static_files
from mealtracker.web.charts.stacks import STACK
from mealtracker.web.filters import words

ICONS = Path(static_files.__file__).parent / "static" / "icons.svg"


@pytest.fixture
def app() -> Flask:
    app = Flask("bare", static_folder=None)
    Babel(app, locale_selector=lambda: "pt_BR")
    filters.register(app)
    return app


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sam Miller", "SM"),
        ("Cleo", "C"),
        ("Dr. Annegret Schulze-Wehninck", "DS"),
        ("sam  miller", "SM"),
        ("Émile", "É"),
        ("E\u0301mile", "É"),
        ("山田 太郎", "山太"),
        ("Ana (work)", "A"),
        ("ßeta", "S"),
        ("…", "?"),
        ("", "?"),
    ],
)
def test_initials_are_first_and_last(name: str, expected: str) -> None:
    assert words.initials(name) == expected


def test_avatar_keeps_its_colour_everywhere() -> None:
    """The classes are written out: another hash would repaint everybody."""
    names = ["Sam Miller", "Ana Duarte", "Ben Okafor", "Cleo"]

    kinds = [words.avatar_kind(name) for name in names]

    assert kinds == ["kind-delivery", "kind-groceries", "kind-coffee", "kind-drinks"]
    assert words.avatar_kind("SAM MILLER") == kinds[0]


def test_every_meal_and_order_has_a_name(app: Flask) -> None:
    with app.test_request_context():
        assert all(words.meal_name(meal) for meal in Meal)
        assert all(words.order_name(order) for order in OrderType)
        assert words.meal_name(Meal.LATE_NIGHT) == "Late night"


def test_no_meal_has_no_name() -> None:
    assert words.meal_name(None) == ""
    assert words.order_name(None) == ""


@pytest.mark.parametrize(("language", "word"), [("en", "dinner"), ("de", "Dinner")])
def test_meal_within_a_sentence_is_small_where_nouns_are(language: str, word: str) -> None:
    app = Flask("bare", static_folder=None)
    Babel(app, locale_selector=lambda: language)

    with app.test_request_context():
        assert words.meal_within(Meal.DINNER) == word


def test_every_kind_has_a_name_and_an_icon_that_is_drawn(app: Flask) -> None:
    drawn = ICONS.read_text()

    icons = [words.kind_icon(kind) for kind in (*words.KINDS, None)]

    assert all(f'<symbol id="{icon}"' in drawn for icon in icons)
    assert len(set(icons)) == len(icons)
    with app.test_request_context():
        assert all(words.kind_name(kind) for kind in STACK)
        assert words.kind_name(None) == "Other"


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([], ""),
        (["Ana Duarte"], "Ana"),
        (["Ana Duarte", "Ben Okafor"], "Ana, Ben"),
        (["Ana", "Ben", "Cleo", "Priya", "Yuki"], "Ana, Ben +3"),
    ],
)
def test_first_names_fit_a_narrow_line(people: list[str], expected: str) -> None:
    assert words.first_names(people) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [([], ""), (["Ana"], "Ana"), (["Ana", "Ben"], "Ana and Ben"), ([*"ABC"], "A, B and C")],
)
def test_all_names_read_as_a_sentence(app: Flask, people: list[str], expected: str) -> None:
    with app.test_request_context():
        assert words.all_names(people) == expected


def test_refund_counts_as_minus() -> None:
    spent = SimpleNamespace(kind="expense", total="12.00")
    refund = SimpleNamespace(kind="refund", total="12.00")

    assert filters.signed_total(spent) == "12.00"
    assert filters.signed_total(refund) == "-12.00"


def test_page_names_its_language(app: Flask) -> None:
    with app.test_request_context():
        assert filters.page_language() == "pt-BR"
        assert filters.page_direction() == "ltr"
