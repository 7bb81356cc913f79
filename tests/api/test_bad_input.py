"""What must be refused is refused with its place, and nothing is ever a 500."""

import base64
import json

import pytest

NOBODY = "01a212cb-9811-7041-b21b-9000000000ff"
BODY = {"eaten_on": "2026-11-20", "total": "27.50"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total", 27.5),
        ("total", 27),
        ("total", True),
        ("total", []),
        ("total", None),
        ("total", ""),
        ("total", "27.505"),
        ("total", "27,50"),
        ("total", "1e3"),
        ("total", "+5"),
        ("total", "-5.00"),
        ("total", "NaN"),
        ("total", "1234567890123"),
        ("total", "٣.٥٠"),
        ("total", "1" * 5000),
        ("tip", "-1"),
        ("tip", "0.001"),
        ("rounding", "--1"),
        ("currency", "XXX"),
        ("currency", "EURO"),
        ("currency", "ſEK"),
        ("currency", 978),
        ("eaten_on", "2026-02-30"),
        ("eaten_on", "2025-02-29"),
        ("eaten_on", "2026-13-01"),
        ("eaten_on", "20261120"),
        ("eaten_on", "2026-W47-5"),
        ("eaten_on", "2026-11-20T10:00:00Z"),
        ("eaten_on", "1899-12-31"),
        ("eaten_on", "0000-01-01"),
        ("eaten_on", 1700000000),
        ("eaten_on", None),
        ("eaten_at", "25:00"),
        ("eaten_at", "9:30"),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("kind", "gift"),
        ("meal", "supper"),
        ("meal", 3),
        ("order_type", "teleport"),
        ("place", ""),
        ("place", "x" * 201),
        ("place_id", "not-an-id"),
        ("place_id", 7),
        ("category", "None"),
        ("tags", "team"),
        ("tags", [""]),
        ("tags", [None]),
        ("tags", [["a"]]),
        ("tags", [f"t{n}" for n in range(51)]),
        ("people", {"name": "Ana"}),
        ("covers", 0),
        ("covers", 1000),
        ("covers", "2"),
        ("covers", 2.5),
        ("covers", True),
        ("covers", 10**30),
        ("tax_included", "yes"),
        ("tax_included", 1),
        ("payment", "x" * 201),
        ("note", "x" * 10_000),
        ("note", 5),
        ("note", "a\x00b"),
        ("note", "a\x1bb"),
        ("note", "admin\u202etxt.exe"),
        ("note", "a\u2066b"),
        ("place", "two\nlines"),
        ("place", "\u202ereversed"),
        ("items", "soup"),
        ("items", [{}]),
        ("id", NOBODY),
        ("version", 1),
        ("household_id", NOBODY),
        ("source", "demo"),
        ("Total", "5.00"),
    ],
)
def test_bad_field_is_refused_by_name(alice, field, value):
    problem = alice.refused(422, "POST", "/expenses", BODY | {field: value})

    assert problem["type"] == "/problems/invalid"
    assert {fault["pointer"].split("/")[1] for fault in problem["errors"]} == {field}
    assert all(fault["message"] for fault in problem["errors"])
    assert alice.sees("/expenses")["items"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("note", "🍜 ramen with 👨‍👩‍👧 and ❤️"),
        ("note", "x" * 2000),
        ("note", "שלום (RTL without overrides)"),
        ("place", "寿司 🍣"),
        ("tags", ["🍕"]),
        ("note", "<script>alert('x')</script>"),
        ("note", "'; DROP TABLE expenses; --"),
        ("place", "Robert'); --"),
    ],
)
def test_unusual_text_is_kept(alice, field, value):
    made = alice.spends(**{field: value})

    assert alice.sees(f"/expenses/{made['id']}")[field] == value


def test_position_of_a_bad_character_is_told(alice):
    problem = alice.refused(422, "POST", "/expenses", BODY | {"note": "abc\x07"})

    assert problem["errors"][0]["message"].startswith("Character 4 cannot be kept")


@pytest.mark.parametrize(
    ("hour", "day", "status"),
    [
        pytest.param(12, "2026-11-24", 201, id="tomorrow where the sun is first"),
        pytest.param(9, "2026-11-24", 422, id="nowhere yet"),
        pytest.param(12, "2026-11-25", 422, id="the day after"),
        pytest.param(12, "9999-12-31", 422, id="the last day"),
    ],
)
def test_future_days_reach_as_far_as_utc_plus_14(alice, clock, hour, day, status):
    clock.now = clock.now.replace(hour=hour)

    assert alice.api("POST", "/expenses", json=BODY | {"eaten_on": day}).status_code == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"{'total': '5'}", 400),
        (b'{"total": NaN}', 400),
        (b'{"note": "\\ud800"}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 5000, 400),
        (b"null", 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b"7", 422),
    ],
)
def test_body_that_is_no_object_is_refused(alice, body, status):
    assert _raw(alice, body).status_code == status


def test_body_over_1_mib_is_refused(alice):
    body = json.dumps(BODY | {"note": "x" * 2**20}).encode()

    response = _raw(alice, body)

    assert (response.status_code, response.json["type"]) == (413, "/problems/too-large")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""]
)
def test_body_that_is_not_json_is_refused(alice, kind):
    response = _raw(alice, json.dumps(BODY).encode(), kind)

    assert (response.status_code, response.json["title"]) == (415, "Send JSON")


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "APPLICATION/JSON"])
def test_json_is_accepted_however_it_is_marked(alice, kind):
    assert _raw(alice, json.dumps(BODY).encode(), kind).status_code == 201


def test_wrong_method_is_405_with_those_that_work(alice):
    response = alice.api("DELETE", "/expenses")

    assert response.status_code == 405
    assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))
    assert response.json["type"] == "/problems/method"


@pytest.mark.parametrize(
    "path", ["/nothing", "/expenses/not-an-id", f"/expenses/{NOBODY}", "/expenses/1/items"]
)
def test_what_is_not_there_is_404_as_a_problem(alice, path):
    problem = alice.refused(404, "GET", path)

    assert problem["instance"].startswith("urn:request:")


def test_check_of_the_record_comes_before_check_of_the_body(alice, vera):
    """The order is 401, 404, 403, 400, 422."""
    nowhere, there = f"/expenses/{NOBODY}", f"/expenses/{alice.spends()['id']}"

    vera.refused(404, "PATCH", nowhere, {"nonsense": 1})
    vera.refused(403, "PATCH", there, {"nonsense": 1})
    alice.refused(404, "PATCH", nowhere, {"nonsense": 1})
    alice.refused(400, "PATCH", there, {"nonsense": 1}, If_Match="x")
    alice.refused(422, "PATCH", there, {"nonsense": 1}, If_Match='"7"')
    alice.refused(412, "PATCH", there, {"note": "x"}, If_Match='"7"')


CURSORS = [
    ("-eaten_on", ["-eaten_on", ["x"], NOBODY]),
    ("-eaten_on", ["-eaten_on", [5], NOBODY]),
    ("-eaten_on", ["-eaten_on", [None], NOBODY]),
    ("-eaten_on", ["-eaten_on", [], NOBODY]),
    ("-eaten_on", ["-eaten_on", ["2026-11-20", "2026-11-20"], NOBODY]),
    ("-eaten_on", ["-eaten_on", ["2026-11-20"], "x"]),
    ("-eaten_on", ["eaten_on", ["2026-11-20"], NOBODY]),
    ("total", ["total", ["USD"], NOBODY]),
    ("total", ["total", ["USD", "5"], NOBODY]),
    ("total", ["total", [5, 5], NOBODY]),
    ("total", ["total", ["USD", 2**63], NOBODY]),
    ("place", ["place", [5], NOBODY]),
    ("place", ["place", [None], NOBODY]),
    ("place", ["place", ["a\x00"], NOBODY]),
    ("place", {"sort": "place"}),
    ("place", ["place", [["a"]], NOBODY]),
]


@pytest.mark.parametrize(("sort", "parts"), CURSORS)
def test_cursor_made_by_hand_is_refused(alice, sort, parts):
    alice.spends(place="Bar")

    problem = alice.refused(422, "GET", f"/expenses?sort={sort}&cursor={_cursor(parts)}")

    assert problem["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize("cursor", ["x", "%00", "e30", "a" * 1001, "===", "%F0%9F%8D%9C"])
@pytest.mark.parametrize("path", ["/expenses", "/places", "/changes"])
def test_garbage_cursor_is_refused(alice, path, cursor):
    alice.refused(422, "GET", f"{path}?cursor={cursor}")


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/places", ["name", [], NOBODY]),
        ("/places", ["name", [5], NOBODY]),
        ("/places", ["name", ["a", "b"], NOBODY]),
        ("/changes", ["-at", ["x"], NOBODY]),
    ],
)
def test_key_of_another_shape_never_breaks_a_list(alice, path, parts):
    assert alice.api("GET", f"{path}?cursor={_cursor(parts)}").status_code in {200, 422}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("limit=1e1", "limit"),
        ("limit=" + "9" * 400, "limit"),
        ("sort=name", "sort"),
        ("sort=", "sort"),
        ("limit=5&limit=6", "limit"),
        ("page=2", "page"),
    ],
)
def test_bad_parameter_is_refused_by_name(alice, query, parameter):
    problem = alice.refused(422, "GET", f"/expenses?{query}")

    assert problem["errors"][0]["parameter"] == parameter


def test_parameter_is_refused_where_none_is_taken(alice):
    alice.refused(422, "GET", "/me?verbose=1")
    alice.refused(422, "POST", "/expenses?dry_run=1", BODY)


def _cursor(parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _raw(person, data, kind="application/json"):
    return person.app.test_client().post(
        "/api/v1/expenses",
        data=data,
        content_type=kind or None,
        headers={"Authorization": f"Bearer {person.token}"},
    )
