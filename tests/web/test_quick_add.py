"""Quick add as pages: a line is saved once what is new or unsure in it was seen."""

import re
from datetime import timedelta

import pytest

LINE = "lunch 23.50 at Chipotle with Ana yesterday, tip 4"
FRAGMENT = {"HX-Request": "true", "Referer": "http://localhost/"}


def chips_of(html):
    """Return the words of the chips."""
    found = re.findall(r'<a class="chip[^"]*"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", chip).split()) for chip in found]


def listed(person):
    return person.sees("/expenses")["items"]


def fragment(person, path, **fields):
    return person.client.post(path, data={"csrf_token": person.csrf, **fields}, headers=FRAGMENT)


def test_a_line_that_says_all_is_saved_at_once(alice):
    alice.makes("/places", name="Chipotle")
    alice.makes("/people", name="Ana")

    answer = alice.submits("/quick-add", line=LINE)

    (saved,) = listed(alice)
    assert answer.status_code == 303
    assert (saved["total"], saved["tip"], saved["subtotal"]) == ("27.50", "4.00", "23.50")
    assert (saved["place"], saved["people"], saved["meal"]) == ("Chipotle", ["Ana"], "lunch")
    assert saved["eaten_on"] == (alice.actor.today - timedelta(days=1)).isoformat()


def test_new_names_are_shown_before_they_are_made(alice):
    first = alice.submits("/quick-add", line=LINE)

    assert first.status_code == 200
    assert "Chipotle new place?" in chips_of(first.text)
    assert "Ana new person?" in chips_of(first.text)
    assert listed(alice) == []
    assert alice.sees("/places")["items"] == []

    second = alice.submits("/quick-add", line=LINE, shown=LINE)

    assert second.status_code == 303
    assert listed(alice)[0]["place"] == "Chipotle"


def test_chips_of_another_line_do_not_count_as_seen(alice):
    answer = alice.submits("/quick-add", line=LINE, shown="lunch 2 at Chip")

    assert answer.status_code == 200
    assert listed(alice) == []


def test_an_amount_in_doubt_is_never_saved(alice):
    answer = alice.submits("/quick-add", line="Bar 61 40", shown="Bar 61 40")

    assert answer.status_code == 422
    assert "Which number is the amount?" in answer.text
    assert 'value="Bar 61 40"' in answer.text
    assert listed(alice) == []


def test_a_choice_is_the_line_without_doubt(alice):
    asked = alice.submits("/quick-add", line="Bar 61 40")
    (line,) = [
        found
        for found in re.findall(r'data-line="([^"]+)"', asked.text)
        if found.startswith("Bar 61 40")
    ]

    answer = alice.submits("/quick-add", line=line, shown=line)

    assert answer.status_code == 303
    assert listed(alice)[0]["total"] == "40.00"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("", "Type what it cost", id="nothing"),
        pytest.param("   ", "Type what it cost", id="blanks"),
        pytest.param("Bar Luce", "What did it cost?", id="no amount"),
        pytest.param("1 " * 251, "at most 500 characters", id="too long"),
    ],
)
def test_a_line_without_an_expense_is_answered_in_words(alice, line, message):
    answer = alice.submits("/quick-add", line=line)

    assert answer.status_code == 422
    assert message in answer.text
    assert listed(alice) == []


def test_sent_twice_it_is_saved_once(alice):
    for _ in range(2):
        assert alice.submits("/quick-add", line="12.50", nonce="a" * 32).status_code == 303

    assert len(listed(alice)) == 1


def test_chips_come_as_a_fragment_while_somebody_types(alice):
    answer = fragment(alice, "/quick-add/chips", line=LINE)

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "$27.50 23.50 + 4.00 tip" in chips_of(answer.text)
    assert f'name="shown" value="{LINE}"' in answer.text
    assert listed(alice) == []


def test_an_empty_line_has_no_chips(alice):
    assert fragment(alice, "/quick-add/chips", line="").text.strip() == ""


def test_saved_on_home_all_of_it_is_new_and_the_toast_follows(alice):
    answer = fragment(alice, "/quick-add", line="12.50")

    assert answer.status_code == 200
    assert answer.headers["HX-Retarget"] == "#content"
    assert "$12.50, today" in answer.text
    assert 'name="line" value=""' in answer.text
    assert "autofocus" in answer.text


def test_what_is_wrong_comes_back_in_the_card(alice):
    answer = fragment(alice, "/quick-add", line="Bar Luce")

    assert answer.status_code == 422
    assert "<quick-line>" in answer.text
    assert "<html" not in answer.text


def test_undone_on_home_the_caret_is_back_in_the_line(alice):
    saved = fragment(alice, "/quick-add", line="12.50").text
    undo = re.search(r'action="(/changes/[^"]+/undo)"', saved)[1]

    answer = fragment(alice, undo)

    assert listed(alice) == []
    assert answer.headers["HX-Retarget"] == "#content"
    assert "autofocus" in answer.text


def test_a_chip_leads_to_its_field_with_everything_filled_in(alice):
    asked = alice.submits("/quick-add", line=LINE)
    href = re.search(r'href="(/expenses/new[^"]+#field-place)"', asked.text)[1]

    form = alice.client.get(href.replace("&amp;", "&")).text

    for name, value in {"total": "27.50", "tip": "4.00", "place": "Chipotle"}.items():
        assert re.search(rf'name="{name}"[^>]*value="{value}"', form)
    assert re.search(r'name="people"[^>]*value="Ana"', form)


def test_what_was_had_before_is_offered_again(alice):
    for day in ("2026-11-20", "2026-11-21"):
        alice.makes("/expenses", eaten_on=day, total="4.85", place="Blue Heron")

    home = alice.client.get("/").text

    assert "Blue Heron 4.85" in chips_of(home)
    assert 'data-line="$4.85 Blue Heron"' in home


def test_a_known_place_without_an_amount_offers_what_it_cost_last_time(alice):
    alice.makes("/expenses", eaten_on="2026-11-20", total="12.40", place="Blue Heron")

    asked = alice.submits("/quick-add", line="Blue Heron")

    assert asked.status_code == 422
    assert 'data-line="Blue Heron 12.40 USD"' in asked.text
    assert alice.submits("/quick-add", line="Blue Heron 12.40 USD").status_code == 303


def test_a_place_has_the_same_again(alice):
    made = alice.makes("/expenses", eaten_on="2026-11-20", total="12.40", place="Blue Heron")

    page = alice.client.get(f"/places/{made['place_id']}").text

    assert f'href="/expenses/{made["id"]}/again"' in page


def test_who_only_reads_has_no_line(vera):
    assert "data-quick-add" not in vera.client.get("/").text
