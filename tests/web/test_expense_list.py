"""The list of expenses as a page: chips, sums, the panel that narrows it down, saved filters."""

import gzip
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.pages import post, text_of

CHIP = re.compile(
    r'<a class="chip" href="([^"]+)"( aria-current="true")?[^>]*>(.*?)</a>', re.DOTALL
)


def chips(response):
    """Return the address of each chip and whether it is in force, by what it says."""
    found = {}
    for href, is_on, inner in CHIP.findall(response.text):
        words = " ".join(re.sub(r"<[^>]+>", " ", inner).split())
        found[words] = (href.replace("&amp;", "&"), bool(is_on))
    return found


def q_of(url):
    """Return the search in an address."""
    return parse_qs(urlsplit(url).query).get("q", [""])[0]


def test_each_term_is_a_chip_that_leads_to_the_search_without_it(alice):
    alice.spends("27.50", place='Bar "Luce"', people=["Ana"])

    response = alice.client.get('/expenses?q=place:"Bar ""Luce"""+with:Ana+>20&sort=-total')

    found = chips(response)
    assert q_of(found["at Bar &#34;Luce&#34;"][0]) == "with:Ana >20"
    assert q_of(found["with Ana"][0]) == 'place:"Bar ""Luce""" >20'
    assert q_of(found["over $20"][0]) == 'place:"Bar ""Luce""" with:Ana'
    assert all("sort=-total" in found[words][0] for words in ("with Ana", "over $20"))
    assert found["with Ana"][1] is True


def test_amount_of_a_chip_has_no_sign_when_currencies_differ(alice):
    alice.spends("27.50")
    alice.spends("30.00", currency="EUR")

    assert "over 20" in chips(alice.client.get("/expenses?q=>20"))


def test_month_takes_the_place_of_other_days(alice):
    response = alice.client.get("/expenses?q=date:2026-10+luce")

    found = chips(response)
    assert q_of(found["November"][0]) == "luce date:2026-11"
    assert "October" not in found
    assert found["October 2026"][1] is True


def test_search_that_cannot_be_read_has_no_chips_of_its_own(alice):
    response = alice.client.get("/expenses?q=luce+date:x")

    assert response.status_code == 422
    assert not any(is_on for _, is_on in chips(response).values())
    assert 'value="luce date:x"' in response.text


def test_day_says_what_it_adds_up_to_when_it_has_more_than_one_expense(alice):
    alice.spends("10.00", eaten_on="2026-11-20", place="Bar")
    alice.spends("2.50", eaten_on="2026-11-20", kind="refund")
    alice.spends("5.00", eaten_on="2026-11-20", currency="EUR")
    alice.spends("9.99", eaten_on="2026-11-19")

    page = alice.client.get("/expenses").text

    assert re.findall(r'<small class="money">([^<]+)</small>', page) == ["€5.00 + $7.50"]
    narrowed = alice.client.get("/expenses?q=bar").text
    assert '<small class="money">' not in narrowed


def test_month_counts_what_is_on_other_pages_too(alice):
    for number in range(1, 56):
        alice.spends("1.00", eaten_on=f"2026-10-{1 + number % 28:02}")

    page = text_of(alice.client.get("/expenses"))

    assert "October 2026 55 expenses $55.00" in page


def test_strip_has_average_and_days_when_all_is_on_the_page(alice):
    alice.spends("10.00", eaten_on="2026-11-20")
    alice.spends("20.00", eaten_on="2026-11-20")
    alice.spends("30.00", eaten_on="2026-11-19")

    strip = text_of(alice.client.get("/expenses"))

    assert "Expenses 3 $20.00 on average" in strip
    assert "Days 2 $30.00 each" in strip


def test_panel_shows_what_is_most_frequent_and_adds_it_with_one_click(alice):
    for place, tag in (("Bar", "team"), ("Bar", "late"), ("Café X", "team")):
        alice.spends(place=place, tags=[tag], people=["Ana"], category="Dining", meal="lunch")

    response = alice.client.get("/expenses?q=tag:team&panel=filter")

    found = chips(response)
    assert q_of(found["Ana 2"][0]) == "tag:team with:Ana"
    assert q_of(found["Café X 1"][0]) == 'tag:team place:"Café X"'
    assert {"Bar 1", "Dining 2", "Lunch 2"} <= found.keys()
    assert "team 2" not in found


def test_panel_is_not_worked_out_before_somebody_opens_it(alice):
    alice.spends(place="Bar")

    assert 'id="filter"' not in alice.client.get("/expenses").text


@pytest.mark.parametrize(
    ("query", "written"),
    [
        pytest.param("from=2026-11-01&to=2026-11-30", "date:2026-11", id="month"),
        pytest.param("from=2026-01-01&to=2026-12-31", "date:2026", id="year"),
        pytest.param("from=2026-11-05&to=2026-11-05", "date:2026-11-05", id="day"),
        pytest.param("from=9999-12-01&to=9999-12-31", "date:9999-12", id="last month"),
        pytest.param("from=2026-11-05", "date:2026-11-05..", id="since"),
        pytest.param("to=2026-11-05", "date:..2026-11-05", id="until"),
        pytest.param("place=Bar+Luce&with=Ana", 'place:"Bar Luce" with:Ana', id="names"),
        pytest.param("low=20&high=", ">=20", id="at least"),
        pytest.param("low=&high=20.5", "<=20.5", id="at most"),
        pytest.param("low=20&high=20", "amount:20", id="exactly"),
        pytest.param("low=1,000.00&high=2000", "amount:1000..2000", id="range"),
        pytest.param("has=tip&has=note&no=tag", "has:tip has:note no:tag", id="boxes"),
        pytest.param("q=-lunch+>5&cat=Dining", "-lunch >5 cat:Dining", id="the rest stays"),
    ],
)
def test_form_writes_the_search(alice, query, written):
    response = alice.client.get(f"/expenses?panel=apply&{query}")

    assert response.status_code == 303
    assert q_of(response.headers["Location"]) == written


@pytest.mark.parametrize(
    "q",
    [
        "date:2026-11 place:Bar cat:Dining tag:team with:Ana meal:lunch has:tip no:note",
        ">=20 date:2026",
        "amount:12.5..20",
        "amount:1000..20000.25",
        ">=1.505",
        "date:today >20 -tag:team with:Ana,Ben word",
        "with:Ana with:Ben date:2026-11-01..2026-11-05",
    ],
)
def test_form_that_is_sent_as_it_was_opened_finds_the_same(alice, q):
    page = alice.client.get("/expenses", query_string={"q": q, "panel": "filter"}).text
    form = page[page.index('id="filter"') :]
    form = form[: form.index("</form>")]
    fields = re.findall(r'name="([^"]+)"[^>]*? value="([^"]*)"(?![^>]*type="checkbox")', form)
    values = [(name, value) for name, value in fields if name not in {"has", "no", "panel"}]
    values += re.findall(r'name="(has|no)" value="([^"]*)" checked', form)
    values += [
        (name, chosen)
        for name, options in re.findall(
            r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL
        )
        for chosen in re.findall(r'value="([^"]*)" selected', options)
    ]
    sent = [(name, value.replace("&gt;", ">")) for name, value in [("panel", "apply"), *values]]

    response = alice.client.get("/expenses", query_string=sent)

    assert response.status_code == 303
    assert sorted(q_of(response.headers["Location"]).split()) == sorted(q.split())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("from=2026-13-01", "Write the day like", id="no day"),
        pytest.param("from=2026-11-05&to=2026-11-01", "before the first", id="ends before"),
        pytest.param("low=1.234", "two ways", id="ambiguous"),
        pytest.param("low=20&high=10", "less than the first", id="less"),
        pytest.param("meal=brunhc", "not known", id="unknown meal"),
    ],
)
def test_form_names_a_mistake_and_keeps_what_was_typed(alice, query, words):
    response = alice.client.get(f"/expenses?panel=apply&with=Ana&{query}")

    assert response.status_code == 422
    assert words in response.text
    assert 'value="Ana"' in response.text


def test_order_is_chosen_in_the_form_and_said_in_title_and_caption(alice):
    alice.spends("5.00")
    browser = alice.client

    response = browser.get("/expenses?panel=apply&q=&sort=-total")

    assert response.headers["Location"] == "/expenses?sort=-total"
    page = browser.get("/expenses?sort=-total").text
    assert "<title>Expenses: Dearest first" in page
    assert "Expenses: Dearest first</caption>" in page
    assert 'aria-sort="descending"' in page


def test_saved_name_has_no_dots_where_amounts_are_hidden(alice):
    alice.spends("30.00")
    alice.api("PATCH", "/me", json={"hide_amounts": True})

    page = alice.client.get("/expenses?q=>20").text

    assert 'name="name" value="Over 20"' in page


def test_search_is_saved_under_the_proposed_name_and_marked_when_it_is_in_force(alice):
    alice.spends(people=["Ana"])
    browser = alice.client
    page = browser.get("/expenses?q=with:Ana++>20&sort=-total").text
    name = re.search(r'id="field-filter-name" name="name" value="([^"]+)"', page)
    assert name is not None

    answer = post(browser, "/settings/filters", name=name[1], q="with:Ana >20", sort="-total")

    assert answer.status_code == 303
    response = browser.get(answer.headers["Location"])
    assert "Saved With Ana, over $20" in text_of(response)
    assert chips(response)["With Ana, over $20"] == ("/expenses", True)
    assert "save-filter" not in response.text
    other = chips(browser.get("/expenses?q=with:Ana"))["With Ana, over $20"]
    assert other == ("/expenses?q=with:Ana+%3E20&sort=-total", False)


def test_viewer_uses_saved_filters_and_saves_none(alice, vera):
    alice.makes("/saved-filters", name="Tipped", q="has:tip")

    page = vera.client.get("/expenses?q=has:note")

    assert "Tipped" in chips(page)
    assert "save-filter" not in page.text
    assert "/settings/filters/" not in vera.client.get("/settings/filters").text


def test_list_takes_as_many_statements_whatever_there_is(alice, db, statements):
    counts = []
    for number in range(2):
        for day in range(1, 20):
            alice.spends(place=f"P {number}", tags=["x"], eaten_on=f"2026-1{number}-{day:02}")
            alice.makes("/saved-filters", name=f"F {number} {day}", q="has:tip")
        browser = alice.client
        statements.texts.clear()
        with statements.counted(db):
            assert browser.get("/expenses").status_code == 200
            assert browser.get("/expenses?q=p+tag:x&panel=filter").status_code == 200
        counts.append(len(statements.texts))

    assert counts[0] == counts[1]
    assert counts[1] <= 5 + 7


def test_first_page_of_a_long_list_is_light(alice):
    for day in range(60):
        alice.spends(place=f"Place {day}", tags=["team", "late"], people=["Ana", "Ben"])

    page = alice.client.get("/expenses").data

    assert len(gzip.compress(page)) < 20_000
