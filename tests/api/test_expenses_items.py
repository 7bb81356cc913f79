"""The lines of a bill."""

import pytest

SOUP = {"name": "Soup", "quantity": "2", "unit_price": "3.25", "total": "6.50", "kind": "food"}
WINE = {"name": "Wine", "quantity": "0.75", "unit_price": None, "total": "9.00", "kind": "alcohol"}


def put(person, expense, items, **headers):
    return person.api("PUT", f"/expenses/{expense['id']}/items", {"items": items}, headers)


def test_items_keep_their_order(alice):
    made = alice.spends(items=[WINE, SOUP])

    response = alice.api("GET", f"/expenses/{made['id']}/items")

    assert response.json == {"items": [WINE, SOUP], "next": None}
    assert response.headers["ETag"] == '"1"'


def test_items_are_replaced_as_a_whole(alice):
    made = alice.spends(note="stays", items=[WINE, SOUP])

    changed = put(alice, made, [SOUP]).json

    assert (changed["items"], changed["note"], changed["version"]) == ([SOUP], "stays", 2)
    assert put(alice, made, []).json["items"] == []


def test_version_grows_when_only_a_line_changes(alice):
    made = alice.spends(items=[SOUP])

    changed = put(alice, made, [SOUP | {"name": "Broth"}]).json

    assert (changed["items"][0]["name"], changed["version"]) == ("Broth", 2)
    assert put(alice, made, [SOUP], **{"If-Match": '"1"'}).status_code == 412


def test_expense_is_found_by_a_line_after_it_changed(alice):
    made = alice.spends(items=[SOUP])
    put(alice, made, [WINE])

    assert alice.sees("/expenses?q=soup")["items"] == []
    assert len(alice.sees("/expenses?q=wine")["items"]) == 1


@pytest.mark.parametrize(
    ("line", "pointer"),
    [
        ({"name": "Soup"}, "/items/0/total"),
        ({"total": "1.00"}, "/items/0/name"),
        (SOUP | {"quantity": "1.2345"}, "/items/0/quantity"),
        (SOUP | {"quantity": 2}, "/items/0/quantity"),
        (SOUP | {"total": "1.005"}, "/items/0/total"),
        (SOUP | {"kind": "furniture"}, "/items/0/kind"),
        (SOUP | {"price": "1.00"}, "/items/0/price"),
    ],
)
def test_bad_line_is_refused_where_it_is(alice, line, pointer):
    made = alice.spends()

    response = put(alice, made, [line])

    assert response.status_code == 422
    assert response.json["errors"][0]["pointer"] == pointer


def test_line_may_be_negative_because_discounts_are_lines(alice):
    made = alice.spends(items=[SOUP | {"total": "-1.50", "unit_price": None}])

    assert made["items"][0]["total"] == "-1.50"


def test_quantity_is_canonical(alice):
    made = alice.spends(items=[SOUP | {"quantity": "002.500"}])

    assert made["items"][0]["quantity"] == "2.5"


def test_300_lines_fit_and_not_one_more(alice):
    made = alice.spends(items=[SOUP] * 300)

    assert len(made["items"]) == 300
    assert put(alice, made, [SOUP] * 301).status_code == 422


def test_items_are_not_for_others(alice, vera, charlie):
    made = alice.spends(items=[SOUP])

    assert vera.sees(f"/expenses/{made['id']}/items")["items"] == [SOUP]
    assert put(vera, made, []).status_code == 403
    assert put(charlie, made, []).status_code == 404
