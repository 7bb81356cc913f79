"""Whether a payee sells food, and what says so."""

import pytest

from mealtracker.imports.food import Learned, judge
from mealtracker.imports.payees import read_payee
from mealtracker.imports.reasons import Reason


@pytest.mark.parametrize(
    ("payee", "food", "kind"),
    [
        ("GREEN LEAF GRILL", "food", "dining"),
        ("PIZZERIA ROMA", "food", "dining"),
        ("GASTHAUS ZUM ADLER", "food", "dining"),
        ("Dorfbäckerei Huber", "food", "snacks"),
        ("LANCHONETE DO ZÉ", "food", "dining"),
        ("ASADOR EL RINCON", "food", "dining"),
        ("CREPERIE BRETONNE", "food", "dining"),
        ("BLUE BOTTLE COFFEE", "food", "coffee"),
        ("REWE MARKT", "food", "groceries"),
        ("MERCADONA", "food", "groceries"),
        ("SUPERMERCADO SOL", "food", "groceries"),
        ("CARREFOUR CITY", "food", "groceries"),
        ("PINGO DOCE", "food", "groceries"),
        ("THE OLD PUB", "food", "drinks"),
        ("PANADERIA LUZ", "food", "snacks"),
        ("UBER *EATS", "food", "delivery"),
        ("MARKET STREET PARKING", "not", None),
        ("SHELL OIL 57444", "not", None),
        ("HOTEL RESTAURANT ADLER", "not", None),
        ("NETFLIX.COM", "not", None),
        ("UBER *TRIP", "not", None),
        ("BAR ASSOCIATION DUES", "not", None),
        ("ZYXW 1", "unsure", None),
        ("BARBARA SMITH", "unsure", None),
        ("", "unsure", None),
    ],
)
def test_words_of_five_languages_tell(payee, food, kind):
    read = read_payee(payee)
    verdict = judge(read.key, is_delivery=read.is_delivery)

    assert (verdict.food, verdict.kind) == (food, kind)


@pytest.mark.parametrize(
    ("mcc", "food", "kind"),
    [
        ("5811", "food", "dining"),
        ("5812", "food", "dining"),
        ("5813", "food", "drinks"),
        ("5814", "food", "dining"),
        ("5411", "food", "groceries"),
        ("5422", "food", "groceries"),
        ("5441", "food", "snacks"),
        ("5451", "food", "groceries"),
        ("5462", "food", "snacks"),
        ("5499", "food", "groceries"),
        ("5732", "not", None),
        ("5542", "unsure", None),
        ("5311", "unsure", None),
        ("0000", "unsure", None),
        ("12", "unsure", None),
        ("²³45", "unsure", None),
    ],
)
def test_the_bank_s_code_tells_where_it_is_one(mcc, food, kind):
    verdict = judge("zyxw", mcc)

    assert (verdict.food, verdict.kind) == (food, kind)


@pytest.mark.parametrize(
    ("fields", "reason", "food"),
    [
        ({"learned": Learned(is_food=False), "place": "Zyxw"}, Reason.LEARNED, "not"),
        ({"learned": Learned(is_food=True), "mcc": "5732"}, Reason.LEARNED, "food"),
        ({"place": "Zyxw", "mcc": "5732"}, Reason.KNOWN_PLACE, "food"),
        ({"mcc": "5732", "category": "Dining"}, Reason.NOT_FOOD_CODE, "not"),
        ({"category": "Food & Dining"}, Reason.FILE_CATEGORY, "food"),
        ({"category": "Lebensmittel"}, Reason.FILE_CATEGORY, "food"),
        ({"category": "Auto: Fuel"}, Reason.NOT_FOOD_CATEGORY, "not"),
        ({"category": "Misc"}, Reason.NOT_SURE_FOOD, "unsure"),
    ],
)
def test_what_knows_better_decides(fields, reason, food):
    verdict = judge("zyxw", **fields)

    assert (verdict.reason, verdict.food) == (reason, food)


def test_a_caf_with_a_restaurant_s_code_is_coffee():
    assert judge("blue bottle coffee", "5814").kind == "coffee"
