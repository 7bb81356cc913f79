"""Importing, third step: what each row is going to do, and what people decide instead."""

import gzip
import re

from tests.web.import_pages import CARD, expenses, lines, rehearsed, sent
from tests.web.pages import text_of

_TAKEN = re.compile(r'name="taken" value="(\w+)"')


def test_rehearsal_counts_what_happens_and_saves_nothing(alice) -> None:
    url = rehearsed(alice)

    words = text_of(alice.client.get(f"{url}/match"))

    assert "card.csv · Card 41 · 5 rows · nothing is saved yet" in words
    assert "Will be added 2 $18.25" in words
    assert "Need your decision 2" in words
    assert "Left out 3" in words
    assert "Import 2 rows" in words
    assert expenses(alice) == {}


def test_each_row_says_what_happens_and_why(alice) -> None:
    url = rehearsed(alice)

    first, second, _, unsure, bad = lines(alice.client.get(f"{url}/match"))

    assert "Chipotle CHIPOTLE 0123 AUSTIN TX new The file calls it “Restaurants”." in first
    assert "left out The file calls it “Gas”, which is not food." in second
    assert "Nothing says whether this is food." in unsure
    assert "2026-11-07,BROKEN LINE,twelve," in bad
    assert "“twelve” is no amount" in bad
    assert "Add" not in bad


def test_filters_show_some_of_the_rows(alice) -> None:
    url = rehearsed(alice)
    shown = {
        query: [row.split()[0] for row in lines(alice.client.get(f"{url}/match?{query}"))]
        for query in (
            *("decision=create", "decision=ignored", "review=true", "reason=unreadable"),
            *("food=not", "payee=acme+corp", "month=2026-11"),
        )
    }

    assert shown == {
        "decision=create": ["2", "4"],
        "decision=ignored": ["3", "5", "6"],
        "review=true": ["5", "6"],
        "reason=unreadable": ["6"],
        "food=not": ["3"],
        "payee=acme+corp": ["5"],
        "month=2026-11": ["2", "3", "4", "5"],
    }
    assert "No rows like that" in text_of(alice.client.get(f"{url}/match?decision=match"))
    assert alice.client.get(f"{url}/match?decision=maybe").status_code == 422


def test_lines_that_cannot_be_read_are_led_to(alice) -> None:
    page = alice.client.get(f"{rehearsed(alice)}/match")

    assert "1 line cannot be read. It is left out." in text_of(page)
    assert 'match?reason=unreadable"' in page.text


def test_one_row_is_decided_otherwise(alice) -> None:
    url = rehearsed(alice)

    added = alice.submits(f"{url}/decisions", position="4", decision="create")
    alice.submits(f"{url}/decisions", position="1", decision="ignored")

    assert added.headers["Location"] == f"{url}/match"
    assert "Import 2 rows" in text_of(alice.client.get(f"{url}/match"))
    alice.submits(f"{url}/application")
    assert expenses(alice) == {"Starbucks": "5.75", "Acme": "99.10"}


def test_place_and_category_of_a_row_are_decided(alice) -> None:
    url = rehearsed(alice)

    alice.submits(f"{url}/decisions", position="1", place="Taco corner", category="Groceries")
    alice.submits(f"{url}/application")

    (found,) = [one for one in alice.sees("/expenses")["items"] if one["total"] == "12.50"]
    assert (found["place"], found["category"]) == ("Taco corner", "Groceries")


def test_all_rows_of_a_filter_are_decided_at_once(alice) -> None:
    url = rehearsed(alice)
    page = alice.client.get(f"{url}/match?decision=ignored&food=not").text
    assert 'name="was" value="ignored"' in page
    assert 'name="food" value="not"' in page

    alice.submits(f"{url}/decisions", was="ignored", food="not", decision="create")

    alice.submits(f"{url}/application")
    assert expenses(alice) == {"Chipotle": "12.50", "Starbucks": "5.75", "Shell Oil": "40.00"}


def test_line_that_cannot_be_read_cannot_be_added(alice) -> None:
    url = rehearsed(alice)

    alice.submits(f"{url}/decisions", was="ignored", decision="create")

    assert "Import 4 rows" in text_of(alice.client.get(f"{url}/match"))


def test_decision_that_no_page_offers_is_refused(alice) -> None:
    url = rehearsed(alice)

    assert alice.submits(f"{url}/decisions", position="1", decision="maybe").status_code == 422
    assert alice.submits(f"{url}/decisions", position="x", decision="create").status_code == 422
    assert alice.submits(f"{url}/decisions", position="1").status_code == 422


def test_many_rows_come_page_by_page_and_each_page_is_small(alice) -> None:
    many = "".join(
        f"2026-11-{n % 20 + 1:02},CHIPOTLE {n},-{n}.50,Restaurants\n" for n in range(120)
    )
    url = rehearsed(alice, "Date,Description,Amount,Category\n" + many)
    address, found, sizes = f"{url}/match?decision=create", [], []

    while address:
        page = alice.client.get(address)
        found += [row.split()[0] for row in lines(page)]
        sizes.append(len(gzip.compress(page.data)))
        _, _, rest = page.text.partition(f'href="{url}/match?cursor=')
        address = (
            f"{url}/match?cursor={rest.partition('"')[0].replace('&amp;', '&')}" if rest else ""
        )

    assert found == [str(number) for number in range(2, 122)]
    assert len(sizes) == 3
    assert max(sizes) < 60_000


def test_row_that_matches_says_what_it_fills_in(alice) -> None:
    meal = alice.spends("12.50", eaten_on="2026-11-03", place="Chipotle")

    url = rehearsed(alice)

    page = alice.client.get(f"{url}/match")
    words = text_of(page)
    assert f'href="/expenses/{meal["id"]}"' in page.text
    assert "Match what you have 1" in words
    first = lines(alice.client.get(f"{url}/match?decision=match"))[0]
    assert "You noted this on Tue 3 Nov: the amount is the same." in first
    assert "Paid with: – → Card 41" in first


def test_tip_is_told_in_the_words_of_the_reader(alice) -> None:
    alice.spends("10.50", eaten_on="2026-11-03", place="Chipotle")

    (row,) = lines(alice.client.get(f"{rehearsed(alice)}/match?decision=match"))

    assert "You noted $10.50 on Tue 3 Nov. The rest, $2.00, may be a tip." in row


def test_tip_is_taken_only_when_somebody_says_so(alice) -> None:
    meal = alice.spends("10.50", eaten_on="2026-11-03", place="Chipotle")
    url = rehearsed(alice)
    page = alice.client.get(f"{url}/match?decision=match")
    assert "Total:" not in lines(page)[0]
    assert "Add the tip" in lines(page)[0]

    alice.submits(f"{url}/decisions", position="1", taken=_TAKEN.findall(page.text))

    (row,) = lines(alice.client.get(f"{url}/match?decision=match"))
    assert "Total: $10.50 → $12.50" in row
    assert "Add the tip" not in row
    alice.submits(f"{url}/application")
    found = alice.sees(f"/expenses/{meal['id']}")
    assert (found["total"], found["tip"]) == ("12.50", "2.00")


def test_hidden_amounts_are_nowhere(alice) -> None:
    alice.spends("11.37", eaten_on="2026-11-03", place="Chipotle")
    content = CARD.replace("12.50", "13.38").replace("twelve", "4.56.7")
    pages = [f"{sent(alice, content)}/map", f"{rehearsed(alice, content)}/match"]
    assert all("13.38" in alice.client.get(path).text for path in pages)

    alice.api("PATCH", "/me", json={"hide_amounts": True})

    for path in pages:
        text = alice.client.get(path).text
        shown = [each for each in ("13.38", "11.37", "2.01", "5.75", "99.10") if each in text]
        assert shown == []
