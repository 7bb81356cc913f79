"""Fragments: what htmx asks for, what it gets, and how it is guarded."""

import re
from html.parser import HTMLParser

import pytest
from flask import Flask, Response
from markupsafe import Markup

from mealtracker.http.fragments import RESWAP
from mealtracker.http.pages import tell
from mealtracker.web.hx import hx

from tests.house.tree import PACKAGE
from tests.support.people import Person

HTMX = {"HX-Request": "true", "HX-Current-URL": "https://meals.example.org/places?q=luce"}
MORE = re.compile(r'href="(/expenses\?[^"]*cursor=[^"]+)"')
MONTH = re.compile(r'class="month-row">\s*<th[^>]*>([^<]+?) <small>')
DAY = re.compile(r'cell-day"><b>')


class Elements(HTMLParser):
    """The attributes of every element of a page or a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append(dict(attributes))

    @property
    def powered(self) -> list[dict[str, str | None]]:
        """Those that htmx would act on."""
        return [one for one in self.found if any(name.startswith("hx-") for name in one)]


def spends_for_two_pages(person: Person) -> None:
    """Record 60 meals, two a day from the 4th of November back into October."""
    days = [f"2026-11-{day:02}" for day in range(1, 5)]
    days += [f"2026-10-{day:02}" for day in range(6, 32)]
    for day in sorted(days * 2):
        person.spends(eaten_on=day)


def next_page(person: Person, sort: str = "") -> str:
    """Return the address of what follows the first page of the list."""
    found = MORE.search(person.client.get(f"/expenses{sort}").text)
    assert found
    return found[1].replace("&amp;", "&")


def test_more_is_rows_and_a_foot_and_no_page(alice: Person) -> None:
    spends_for_two_pages(alice)

    response = alice.client.get(next_page(alice), headers=HTMX)

    assert response.status_code == 200
    assert response.text.count("<tr") == response.text.count("cell-place") == 10
    assert response.text.count('class="pagination"') == 1
    assert "That is all" in response.text
    assert not {"<html", "<main", "<table"} & set(re.findall(r"<\w+", response.text))


def test_more_joins_the_page_as_if_it_had_never_been_cut(alice: Person) -> None:
    spends_for_two_pages(alice)
    first = alice.client.get("/expenses").text

    more = alice.client.get(next_page(alice), headers=HTMX).text

    assert MONTH.findall(first) == ["November 2026", "October 2026"]
    assert MONTH.findall(more) == []
    assert len(DAY.findall(first)) + len(DAY.findall(more)) == 30


def test_more_names_the_month_and_the_day_when_the_cut_is_between_months(alice: Person) -> None:
    for day, count in (("2026-11-20", 50), ("2026-10-31", 1)):
        for _ in range(count):
            alice.spends(eaten_on=day)

    more = alice.client.get(next_page(alice), headers=HTMX).text

    assert MONTH.findall(more) == ["October 2026"]
    assert len(DAY.findall(more)) == 1


def test_day_is_printed_once_when_the_cut_is_inside_it(alice: Person) -> None:
    for _ in range(51):
        alice.spends(eaten_on="2026-11-20")
    address = next_page(alice)

    more = alice.client.get(address, headers=HTMX).text
    page = alice.client.get(address).text

    assert len(DAY.findall(more)) == 0
    assert len(DAY.findall(page)) == 1


@pytest.mark.parametrize("sort", ["-total", "total", "place", "-place"])
def test_every_row_has_its_day_when_the_order_is_not_by_day(alice: Person, sort: str) -> None:
    spends_for_two_pages(alice)

    more = alice.client.get(next_page(alice, f"?sort={sort}"), headers=HTMX).text

    assert MONTH.findall(more) == []
    assert len(DAY.findall(more)) == 10


def test_fragment_and_page_are_told_apart_and_kept_by_nobody(alice: Person) -> None:
    headers = alice.client.get("/expenses", headers=HTMX).headers

    assert headers["Cache-Control"] == "private, no-store"
    assert "HX-Request" in headers["Vary"].split(", ")


def test_every_element_of_htmx_carries_the_nonce_of_its_answer(alice: Person) -> None:
    spends_for_two_pages(alice)

    for headers in ({}, HTMX):
        response = alice.client.get("/expenses", headers=headers)
        powered = Elements(response.text).powered
        nonces = {one.get("hx-nonce") for one in powered}

        assert powered
        assert len(nonces) == 1
        assert f"'nonce-{nonces.pop()}'" in response.headers["Content-Security-Policy"]


def test_templates_write_htmx_in_one_way() -> None:
    by_hand = [
        f"{file.name}: {found}"
        for file in sorted((PACKAGE / "web" / "templates").rglob("*.html"))
        for found in re.findall(r"\b(?:data-)?hx-[\w:-]+\s*=", file.read_text(encoding="utf-8"))
    ]

    assert by_hand == []


def test_hx_escapes_what_it_is_given(app: Flask) -> None:
    with app.test_request_context():
        written = hx(get='/expenses?q="><script>', push_url="true")

    assert isinstance(written, Markup)
    assert 'hx-get="/expenses?q=&#34;&gt;&lt;script&gt;" hx-push-url="true" hx-nonce="' in written


def test_hx_refuses_what_runs_code(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(TypeError, match="does not write on, vals"):
        hx(get="/", vals="js:{}", on="click: alert(1)")


def test_refusal_is_said_in_a_toast_and_leaves_the_page(alice: Person) -> None:
    response = alice.client.get("/expenses?cursor=broken", headers=HTMX)

    assert response.status_code == 422
    assert response.headers[RESWAP] == "none"
    assert "This cursor cannot be read." in response.text
    assert '<hx-partial hx-target="#status"' in response.text
    assert "<html" not in response.text


def test_expired_session_leaves_for_the_sign_in_and_comes_back(app: Flask) -> None:
    response = app.test_client().get("/expenses?cursor=x", headers=HTMX)

    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/sign-in?next=/places?q%3Dluce"


def test_form_without_its_token_is_refused_also_from_htmx(alice: Person) -> None:
    path = f"/expenses/{alice.spends()['id']}/delete"

    response = alice.client.post(path, data={"version": "1"}, headers=HTMX)

    assert response.status_code == 403
    assert "This form is too old" in response.text
    assert len(alice.sees("/expenses")["items"]) == 1


def test_form_with_its_token_leaves_the_page_and_the_next_one_says_so(alice: Person) -> None:
    browser = alice.client
    path = f"/expenses/{alice.spends()['id']}/delete"

    response = browser.post(path, data={"csrf_token": alice.csrf, "version": "1"}, headers=HTMX)

    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/expenses"
    assert "Deleted" in browser.get("/expenses").text


def test_what_happened_is_said_at_once_behind_a_fragment(alice: Person, app: Flask) -> None:
    change = alice.spends()["change_id"]
    cookie = {"Cookie": f"meal={alice.known.secret}"}

    with app.test_request_context("/", method="POST", headers=HTMX | cookie):
        answer = tell(Response("<p>Done</p>", mimetype="text/html"), "Bar Luce", change)
        response = app.process_response(answer)

    text = response.get_data(as_text=True)
    assert text.startswith('<p>Done</p><hx-partial hx-target="#status" hx-swap="innerHTML"')
    assert "Saved Bar Luce" in text
    assert f"/changes/{change}/undo" in text
    assert "Set-Cookie" not in response.headers
