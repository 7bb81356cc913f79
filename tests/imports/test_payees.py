"""Payees as banks write them become names; what is the same payee has the same key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mealtracker.imports.payees import NAME_LENGTH, payee_key, read_payee

from tests.imports.payee_cases import PAYEES


@pytest.mark.parametrize(("text", "name"), PAYEES)
def test_what_a_bank_adds_comes_off(text, name):
    assert read_payee(text).name == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SQ *BLUE BOTTLE COFFEE OAKLAND CA", "Blue Bottle Coffee #12"),
        ("TRADER JOE'S #123 QPS", "Trader Joe’s"),
        ("CAFÉ LUNA, LISBOA", "Cafe Luna"),
        ("UBER   *EATS", "UBER *EATS HELP.UBER.COM CA"),
        ("McDonald's F12345", "MCDONALDS 4711"),
    ],
)
def test_spellings_of_one_payee_share_a_key(one, other):
    assert read_payee(one).key == read_payee(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBER *TRIP", "UBER *EATS"),
        ("TACO BELL CA", "TACO CABANA CA"),
        ("CAFE NORD", "CAFE SUD"),
        ("12345", "54321"),
    ],
)
def test_different_payees_have_different_keys(one, other):
    assert read_payee(one).key != read_payee(other).key


@pytest.mark.parametrize(
    ("text", "is_delivery"),
    [
        ("DD *DOORDASH CHIPOTLE", True),
        ("LIEFERANDO PIZZA NAPOLI", True),
        ("UBER *TRIP", False),
        ("CHIPOTLE 0412", False),
    ],
)
def test_who_brings_food_is_told_apart(text, is_delivery):
    assert read_payee(text).is_delivery is is_delivery


@given(st.text(max_size=300))
def test_any_text_has_a_name_that_fits_and_a_key_unless_it_is_blank(text):
    payee = read_payee(text)

    assert len(payee.name) <= NAME_LENGTH
    assert bool(payee.key) or not text.strip() or not payee_key(text)
    assert read_payee(text) == payee


@given(st.sampled_from([text for text, _ in PAYEES]))
def test_a_name_that_was_read_reads_the_same_again(text):
    once = read_payee(text)

    assert read_payee(once.name).key == once.key
