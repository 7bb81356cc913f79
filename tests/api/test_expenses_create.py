"""Recording an expense over the API."""

import pytest

from mealtracker.api.examples import EXPENSE

LEAST = {"eaten_on": "2026-11-20", "total": "27.50"}


def test_expense_is_made_when_only_day_and_total_are_sent(alice):
    response = alice.api("POST", "/expenses", json=LEAST)

    assert response.status_code == 201
    made = response.json
    assert response.headers["Location"] == f"/api/v1/expenses/{made['id']}"
    assert response.headers["ETag"] == '"1"'
    assert response.headers["Change-Id"]
    assert made["currency"] == "USD"
    assert (made["kind"], made["source"], made["version"]) == ("expense", "manual", 1)
    assert (made["place"], made["category"], made["meal"]) == (None, None, None)
    assert (made["tags"], made["people"], made["items"], made["warnings"]) == ([], [], [], [])
    assert made["created_at"] == made["updated_at"] == "2026-11-23T12:00:00Z"
    assert made["deleted_at"] is None


def test_everything_comes_back_when_everything_was_sent(alice):
    made = alice.makes("/expenses", **EXPENSE)

    seen = alice.sees(f"/expenses/{made['id']}")
    for name, value in EXPENSE.items():
        if name != "items":
            assert seen[name] == value
    assert seen["category_kind"] == "dining"
    assert [item["name"] for item in seen["items"]] == ["Grilled octopus", "Vinho verde"]
    assert seen["items"][1] == {
        "name": "Vinho verde",
        "quantity": "0.75",
        "unit_price": None,
        "total": "36.00",
        "kind": "alcohol",
    }


def test_place_is_made_once_when_two_expenses_name_it(alice):
    first = alice.spends(place="Bar Luce")
    second = alice.spends(place="  BAR  luce ")

    assert first["place_id"] == second["place_id"]
    assert second["place"] == "Bar Luce"
    assert [place["visits"] for place in alice.sees("/places")["items"]] == [2]


def test_last_used_branch_is_taken_when_several_have_the_name(alice):
    near = alice.makes("/places", name="Noodle House", street="1 Near St")
    far = alice.makes("/places", name="Noodle House", street="9 Far St")
    alice.spends(place_id=near["id"], eaten_on="2026-11-19")
    alice.spends(place_id=far["id"], eaten_on="2026-11-12")

    assert alice.spends(place="noodle house")["place_id"] == near["id"]


def test_place_is_found_by_alias_when_the_name_is_another(alice):
    place = alice.makes("/places", name="Trattoria Vecchia", aliases=["Vecchia SRL"])

    assert alice.spends(place="vecchia srl")["place_id"] == place["id"]


def test_expense_is_refused_when_place_and_place_id_are_both_sent(alice):
    place = alice.makes("/places", name="Bar Luce")

    alice.refused(422, "POST", "/expenses", LEAST | {"place": "X", "place_id": place["id"]})


def test_place_id_of_another_household_is_not_found(alice, charlie):
    place = charlie.makes("/places", name="Charlie's")

    alice.refused(404, "POST", "/expenses", LEAST | {"place_id": place["id"]})
    alice.refused(404, "POST", "/expenses", LEAST | {"place_id": str(alice.actor.user_id)})


def test_unknown_category_is_refused_and_nothing_is_made(alice):
    body = LEAST | {"category": "Caviar", "place": "New Place", "tags": ["new tag"]}

    problem = alice.refused(422, "POST", "/expenses", body)

    assert problem["errors"][0]["pointer"] == "/category"
    assert alice.sees("/places")["items"] == []
    assert alice.sees("/tags")["items"] == []
    assert alice.sees("/expenses")["items"] == []


def test_category_is_found_when_written_otherwise(alice):
    assert alice.spends(category=" dINING ")["category"] == "Dining"


def test_tags_and_people_are_made_once_when_doubled(alice):
    made = alice.spends(tags=["Team", "team", "Lisbon"], people=["Ana", "ANA", "Zoë"])
    again = alice.spends(tags=["TEAM"], people=["zoë"])

    assert made["tags"] == ["Lisbon", "Team"]
    assert made["people"] == ["Ana", "Zoë"]
    assert (again["tags"], again["people"]) == (["Team"], ["Zoë"])
    assert {tag["name"]: tag["count"] for tag in alice.sees("/tags")["items"]} == {
        "Lisbon": 1,
        "Team": 2,
    }
    assert {p["name"]: p["count"] for p in alice.sees("/people")["items"]} == {"Ana": 1, "Zoë": 2}


def test_warning_tells_the_difference_when_parts_miss_the_total(alice):
    made = alice.spends("30.00", subtotal="25.00", tax="2.00", tip="2.50")

    (warning,) = made["warnings"]
    assert (warning["code"], warning["difference"]) == ("parts_differ", "0.50")


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"tip": "1.00"}, id="no subtotal, nothing can be said"),
        pytest.param({"subtotal": "27.50"}, id="subtotal alone"),
        pytest.param(
            {"subtotal": "27.50", "tax": "4.40", "tax_included": True}, id="tax is inside"
        ),
        pytest.param(
            {"subtotal": "30.00", "discount": "5.00", "fees": "2.52", "rounding": "-0.02"},
            id="rounding may be negative",
        ),
    ],
)
def test_no_warning_is_given_when_parts_add_up(alice, parts):
    assert alice.spends("27.50", **parts)["warnings"] == []


@pytest.mark.parametrize(
    ("currency", "total", "shown"),
    [
        pytest.param("JPY", "1200", "1200", id="yen have no decimals"),
        pytest.param("KWD", "1.5", "1.500", id="dinars have three"),
        pytest.param("eur", "7", "7.00", id="small letters"),
        pytest.param("USD", "0", "0.00", id="nothing"),
        pytest.param("USD", "999999999999.99", "999999999999.99", id="the most"),
        pytest.param("USD", "007.10", "7.10", id="leading zeros"),
    ],
)
def test_amount_is_canonical_when_read_back(alice, currency, total, shown):
    made = alice.spends(total, currency=currency)

    assert (made["total"], made["currency"]) == (shown, currency.upper())


def test_refund_is_kept_positive_and_counts_as_minus(alice):
    alice.spends("10.00", tags=["t"])
    refund = alice.spends("4.00", kind="refund", tags=["t"])

    assert refund["total"] == "4.00"
    (tag,) = alice.sees("/tags")["items"]
    assert tag["spent"] == [{"currency": "USD", "total": "6.00", "count": 2}]


def test_names_are_unified_when_composed_otherwise(alice):
    alice.spends(place="Café Zoë")

    assert alice.spends(place="Cafe\u0301 Zoe\u0308")["place"] == "Café Zoë"
    assert len(alice.sees("/places")["items"]) == 1


def test_note_keeps_its_lines(alice):
    assert alice.spends(note=" one\r\ntwo\tthree ")["note"] == "one\ntwo\tthree"


def test_bob_shares_what_alice_records(alice, bob):
    made = alice.spends(place="Bar Luce")

    assert bob.sees(f"/expenses/{made['id']}")["place"] == "Bar Luce"
    assert bob.spends(place="Bar Luce")["place_id"] == made["place_id"]
