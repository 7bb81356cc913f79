"""A cursor is read back as it was written, and whatever else arrives is refused politely."""

import base64
import json
import re
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.domain.paging import Cursor, Key, cut_page
from mealtracker.errors import Invalid

ROW = UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
SORT = "-eaten_on"

proves = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
keys = st.lists(st.none() | texts | st.integers(-(2**63), 2**63 - 1), max_size=4).map(tuple)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(str(ROW)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


def packed(body: object) -> str:
    """Return `body` as somebody would who writes cursors by hand."""
    return base64.urlsafe_b64encode(json.dumps(body).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(("2026-11-25",), id="a day"),
        pytest.param(("EUR", 2750), id="currency and total"),
        pytest.param((None,), id="nothing"),
        pytest.param((), id="no key"),
        pytest.param(("",), id="empty text"),
        pytest.param(("Größenwahn ☕ 日本",), id="signs of the world"),
        pytest.param((2**63 - 1, -(2**63)), id="largest numbers a column holds"),
    ],
)
def test_cursor_is_the_same_when_decoded(key: tuple[Key, ...]) -> None:
    cursor = Cursor(SORT, key, ROW)

    again = Cursor.decode(cursor.encode(), SORT)

    assert again == cursor


@proves
@given(texts, keys, st.uuids())
def test_any_cursor_is_the_same_when_decoded(sort: str, key: tuple[Key, ...], row: UUID) -> None:
    cursor = Cursor(sort, key, row)

    again = Cursor.decode(cursor.encode(), sort)

    assert again == cursor


@proves
@given(texts, keys, st.uuids())
def test_cursor_needs_no_quoting_when_put_in_a_url(
    sort: str, key: tuple[Key, ...], row: UUID
) -> None:
    text = Cursor(sort, key, row).encode()

    assert re.fullmatch(r"[A-Za-z0-9_-]+", text)


def test_cursor_is_json_of_sort_key_id_when_unpacked() -> None:
    text = Cursor("place", ("Luigi", 3), ROW).encode()

    body = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))

    assert body == ["place", ["Luigi", 3], str(ROW)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("x", id="no base64"),
        pytest.param("a b", id="blank"),
        pytest.param("é", id="beyond ascii"),
        pytest.param("\ud800", id="half a sign"),
        pytest.param("====", id="padding alone"),
        pytest.param("_w", id="no utf-8"),
        pytest.param("W10", id="empty list"),
        pytest.param(packed("[" * 10) + "A", id="cut off"),
        pytest.param(base64.urlsafe_b64encode(b"[" * 100_000).decode(), id="nested without end"),
        pytest.param(packed(None), id="null"),
        pytest.param(packed(SORT), id="text alone"),
        pytest.param(packed({SORT: 1, "abc": 2, str(ROW): 3}), id="object with three names"),
        pytest.param(packed([SORT, ["2026-11-25"]]), id="no id"),
        pytest.param(packed([SORT, ["2026-11-25"], str(ROW), 1]), id="one too many"),
        pytest.param(packed([SORT, "2026", str(ROW)]), id="key is text"),
        pytest.param(packed([SORT, None, str(ROW)]), id="key is null"),
        pytest.param(packed([5, ["2026-11-25"], str(ROW)]), id="sort is a number"),
        pytest.param(packed([SORT, ["2026-11-25"], 5]), id="id is a number"),
        pytest.param(packed([SORT, ["2026-11-25"], "abc"]), id="id is no uuid"),
        pytest.param(packed([SORT, [True], str(ROW)]), id="key has a boolean"),
        pytest.param(packed([SORT, [1.5], str(ROW)]), id="key has a fraction"),
        pytest.param(packed([SORT, [float("nan")], str(ROW)]), id="key has nan"),
        pytest.param(packed([SORT, [["a"]], str(ROW)]), id="key has a list"),
        pytest.param(packed([SORT, [2**63], str(ROW)]), id="key has a number over 64 bits"),
        pytest.param(packed([SORT, [-(2**63) - 1], str(ROW)]), id="key has one under 64 bits"),
        pytest.param(packed([SORT, ["a\0b"], str(ROW)]), id="key has a nul"),
        pytest.param(packed([SORT, ["\ud800"], str(ROW)]), id="key has half a sign"),
    ],
)
def test_cursor_is_refused_at_its_parameter_when_unreadable(text: str) -> None:
    with pytest.raises(Invalid, match="This cursor cannot be read") as refusal:
        Cursor.decode(text, SORT)

    fault = refusal.value.faults[0]
    assert (fault.at, fault.is_parameter) == ("cursor", True)


def test_cursor_is_refused_when_made_for_another_order() -> None:
    text = Cursor("total", (2750,), ROW).encode()

    with pytest.raises(Invalid, match="belongs to the order total, not -eaten_on") as refusal:
        Cursor.decode(text, SORT)

    assert refusal.value.faults[0].at == "cursor"


def test_message_can_be_shown_when_the_order_is_rubbish() -> None:
    text = packed(["\ud800" + "x" * 10_000, [], str(ROW)])

    with pytest.raises(Invalid, match="belongs to the order") as refusal:
        Cursor.decode(text, SORT)

    assert len(refusal.value.message.encode()) < 150


@proves
@given(
    st.text()
    | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode())
    | json_values.map(packed)
    | st.tuples(st.just(SORT), json_values, json_values).map(packed)
)
def test_nothing_but_invalid_is_raised_when_anything_arrives(text: str) -> None:
    try:
        cursor = Cursor.decode(text, SORT)
    except Invalid:
        return

    assert Cursor.decode(cursor.encode(), SORT) == cursor


@pytest.mark.parametrize(
    ("fetched", "limit", "kept", "has_next"),
    [
        pytest.param(0, 2, 0, False, id="nothing"),
        pytest.param(1, 2, 1, False, id="fewer than the limit"),
        pytest.param(2, 2, 2, False, id="just the limit"),
        pytest.param(3, 2, 2, True, id="one more"),
    ],
)
def test_page_has_a_next_when_one_more_was_fetched(
    fetched: int, limit: int, kept: int, *, has_next: bool
) -> None:
    rows = list(range(fetched))

    page = cut_page(rows, limit, lambda row: Cursor(SORT, (row,), ROW))

    assert page.items == rows[:kept]
    assert (page.next is not None) is has_next


def test_next_names_the_last_row_shown_when_more_follow() -> None:
    page = cut_page([10, 20, 30], 2, lambda row: Cursor(SORT, (row,), ROW))

    assert page.next is not None
    assert Cursor.decode(page.next, SORT).key == (20,)
