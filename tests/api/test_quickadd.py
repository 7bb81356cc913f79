"""`POST /expenses:parse`: what a line says. It reads, and never writes."""

import pytest

LINE = "lunch 23.50 at Chipotle with Ana yesterday, tip 4"


def parsed(member, text: str, **fields) -> dict:
    response = member.api("POST", "/expenses:parse", json={"text": text, **fields})
    assert response.status_code == 200, response.text
    return response.json


def counts(member) -> list[int]:
    paths = ("/expenses", "/places", "/people", "/tags", "/changes")
    return [len(member.sees(path)["items"]) for path in paths]


def test_line_becomes_a_draft(alice) -> None:
    draft = parsed(alice, LINE, today="2026-11-25")["draft"]

    assert draft["eaten_on"] == "2026-11-24"
    assert (draft["total"], draft["subtotal"], draft["tip"]) == ("27.50", "23.50", "4.00")
    assert (draft["meal"], draft["place"], draft["people"]) == ("lunch", "Chipotle", ["Ana"])


def test_draft_is_what_recording_takes(alice) -> None:
    draft = parsed(alice, LINE, today="2026-11-23")["draft"]

    made = alice.makes("/expenses", **{name: v for name, v in draft.items() if v is not None})

    assert (made["total"], made["place"], made["people"]) == ("27.50", "Chipotle", ["Ana"])
    assert made["warnings"] == []


def test_chips_name_the_characters_of_the_text_as_sent(alice) -> None:
    text = "  🍕 12.50 at Café Zia  "

    chips = parsed(alice, text)["chips"]

    said = {chip["field"]: chip for chip in chips if not chip["is_guess"]}
    assert {text[chip["start"] : chip["end"]] for chip in said.values()} == {"12.50", "Café Zia"}
    assert said["place"]["is_new"]
    assert not said["total"]["is_new"]


def test_unsure_part_has_its_question_and_choices(alice) -> None:
    read = parsed(alice, "Bar 61 40")

    (chip,) = (chip for chip in read["chips"] if chip["is_unsure"])
    why = "Which number is the amount?"
    assert read["unsure"] == [{"field": "total", "text": "40", "why": why}]
    assert [choice["value"] for choice in chip["choices"]] == ["61.00", "40.00"]
    totals = [parsed(alice, choice["line"])["draft"]["total"] for choice in chip["choices"]]
    assert totals == ["61.00", "40.00"]


def test_reading_writes_nothing(alice) -> None:
    before = counts(alice)

    parsed(alice, LINE + " #new")

    assert counts(alice) == before


def test_viewer_may_read_a_line(vera) -> None:
    assert parsed(vera, "lunch 12.50")["draft"]["total"] == "12.50"


def test_scope_read_is_enough(alice) -> None:
    token = alice.makes("/tokens", name="Display", scopes=["read"])["token"]

    response = alice.api(
        "POST",
        "/expenses:parse",
        json={"text": "lunch 12.50"},
        headers={"Authorization": f"Bearer {token}"},
    )

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        pytest.param({"text": "a" * 501}, "/text", id="too long"),
        pytest.param({}, "/text", id="no text"),
        pytest.param({"text": 12}, "/text", id="no string"),
        pytest.param({"text": "12", "today": "25.11.2026"}, "/today", id="no day"),
        pytest.param({"text": "12", "language": "de"}, "/language", id="unknown field"),
    ],
)
def test_bad_body_is_refused(alice, body, pointer) -> None:
    problem = alice.refused(422, "POST", "/expenses:parse", json=body)

    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_longest_line_is_read(alice) -> None:
    assert parsed(alice, "12.50 " + "a" * 494)["draft"]["total"] == "12.50"


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\u202e", "🍕", "\ud7ff"])
def test_text_that_says_nothing_is_answered(alice, text) -> None:
    assert parsed(alice, text)["unsure"][0]["field"] == "total"


def test_language_of_the_account_decides(alice) -> None:
    alice.api("PATCH", "/me", json={"locale": "de"})

    assert parsed(alice, "Abendessen 12,50 gestern")["draft"]["meal"] == "dinner"
