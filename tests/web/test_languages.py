"""Which language a page speaks, and that everything on it does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from mealtracker.clients.mail import FakeMail
from mealtracker.http.words import translated
from mealtracker.sentences import say, say_many

from tests.support.catalogues import write_catalogue
from tests.support.people import PASSWORD, Person
from tests.web.pages import post, text_of

NOBODY = "019ab2c4-5d6e-7f80-9123-456789abcdef"
#: A few German words of the test's own, so that nothing here hangs on the shipped catalogue.
GERMAN = {
    "“%(text)s” is not a number.": "„%(text)s“ ist hier keine Zahl.",
    "No place %(id)s.": "Es gibt keinen Ort %(id)s.",
    "Nothing with the id %(id)s is here.": "Nichts mit der Nummer %(id)s ist hier.",
    "At position %(position)s: %(message)s": "An Stelle %(position)s: %(message)s",
    "A quotation mark is not closed.": "Ein Anführungszeichen ist offen.",
    "Take at most %(num)s.": "Höchstens %(num)s.",
    "The parts add up to %(sum)s; the total is %(much)s more than that.": (
        "Die Teile geben %(sum)s, der Betrag ist um %(much)s größer."
    ),
    "What did it cost? There is no amount in the line.": "Was hat es gekostet?",
    "A new password for the Meal Expense Tracker": "Ein neues Passwort",
    "Personal": "Zuhause",
    "Dining": "Essen gehen",
}


@pytest.fixture
def german(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages find a few German words."""
    write_catalogue(tmp_path, "de", GERMAN)
    babel = app.extensions["babel"]
    monkeypatch.setattr(babel, "translation_directories", [str(tmp_path)])
    monkeypatch.setattr(babel.instance.domain_instance, "cache", {})


@pytest.fixture
def anna(alice: Person, german: None) -> Person:
    """Alice, who reads German."""
    alice.api("PATCH", "/me", json={"locale": "de"})
    return alice


@pytest.fixture
def in_german(app: Flask, german: None) -> Iterator[None]:
    """A request from a German browser."""
    with app.test_request_context("/static/", headers={"Accept-Language": "de"}):
        yield


@pytest.mark.parametrize(
    ("chosen", "asked", "language"),
    [
        pytest.param("fr", "de", "fr", id="the setting comes first"),
        pytest.param("de_CH", "fr", "de-CH", id="a setting with a country"),
        pytest.param(None, "de-AT,en;q=0.5", "de", id="then the browser"),
        pytest.param(None, "pt-PT,en;q=0.5", "pt-BR", id="the nearest of ours"),
        pytest.param(None, "de;q=0,fr;q=0.1", "fr", id="not what it refuses"),
        pytest.param(None, "zh,es;q=0.5", "es", id="the first that is ours"),
        pytest.param(None, "zh", "en", id="then English"),
        pytest.param(None, "", "en", id="nothing is asked for"),
    ],
)
def test_setting_then_browser_then_english_decides(
    alice: Person, chosen: str | None, asked: str, language: str
) -> None:
    alice.api("PATCH", "/me", json={"locale": chosen})

    page = alice.client.get("/", headers={"Accept-Language": asked})

    assert f'<html lang="{language}" dir="ltr"' in page.text


def test_browser_decides_where_nobody_is_signed_in(client: FlaskClient, alice: Person) -> None:
    page = client.get("/sign-in", headers={"Accept-Language": "fr-CA"})

    assert '<html lang="fr" dir="ltr"' in page.text


@pytest.mark.parametrize("locale", ["zz", "sv", "pt_PT", "EN"])
def test_language_that_pages_do_not_speak_is_refused(alice: Person, locale: str) -> None:
    alice.refused(422, "PATCH", "/me", json={"locale": locale})

    assert alice.client.get("/").status_code == 200


def test_amounts_and_days_are_written_in_the_reader_s_way(alice: Person) -> None:
    expense = alice.spends("1234.50", eaten_on="2026-11-17")
    alice.api("PATCH", "/me", json={"locale": "de"})

    page = text_of(alice.client.get(f"/expenses/{expense['id']}"))

    assert "17. November" in page
    assert "1.234,50" in page.replace(" ,", ",")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        pytest.param("en-US", "Sun", id="sunday in the United States"),
        pytest.param("en-GB", "Mon", id="monday in Britain"),
        pytest.param("pt-BR", "dom.", id="sunday in Brazil"),
        pytest.param("de-AT", "Mo", id="monday in Austria"),
        pytest.param("*", "Mon", id="monday where nothing is said"),
    ],
)
def test_week_of_a_new_account_begins_as_at_home(
    client: FlaskClient, alice: Person, asked: str, first: str
) -> None:
    signs_up(client, asked)

    page = client.get("/expenses/calendar").text

    names = re.findall(r'<th scope="col">([^<]+)</th>', page)
    assert names[0].startswith(first)


def test_new_household_is_named_in_its_language(client: FlaskClient, german: None) -> None:
    signs_up(client, "de")

    assert "Zuhause" in client.get("/settings/profile").text
    assert "Essen gehen" in client.get("/settings/categories").text


@pytest.mark.parametrize(
    ("query", "category"),
    [
        pytest.param("order_type=delivery", "Lieferdienst", id="delivery"),
        pytest.param("meal=groceries", "Einkauf", id="groceries"),
    ],
)
def test_form_proposes_a_category_by_its_kind_and_not_by_an_english_name(
    alice: Person, query: str, category: str
) -> None:
    for known in alice.sees("/categories")["items"]:
        names = {"delivery": "Lieferdienst", "groceries": "Einkauf"}
        if known["kind"] in names:
            alice.api("PATCH", f"/categories/{known['id']}", json={"name": names[known["kind"]]})

    page = alice.client.get(f"/expenses/new?{query}").text

    assert re.search(rf"<option[^>]* selected[^>]*>\s*{category}", page)


def test_mistake_in_an_amount_is_named_in_german(anna: Person) -> None:
    page = post(anna.client, "/expenses/new", eaten_on="2026-11-20", total="viel", currency="EUR")

    assert page.status_code == 422
    assert "„viel“ ist hier keine Zahl." in page.text


def test_place_that_is_not_there_is_named_in_german(anna: Person) -> None:
    page = anna.client.get(f"/places/{NOBODY}")

    assert page.status_code == 404
    assert f"Es gibt keinen Ort {NOBODY}." in page.text


def test_sentence_in_a_sentence_is_german_too(anna: Person) -> None:
    page = anna.client.get("/expenses", query_string={"q": 'Bar "Luce'})

    assert page.status_code == 422
    assert "An Stelle 5: Ein Anführungszeichen ist offen." in page.text


def test_question_of_quick_add_is_german(anna: Person) -> None:
    page = post(anna.client, "/quick-add", line="Bar Luce mit Ana")

    assert "Was hat es gekostet?" in page.text


def test_warning_has_amounts_as_a_german_writes_them(anna: Person) -> None:
    expense = anna.spends("1234.50", subtotal="1200")

    page = anna.client.get(f"/expenses/{expense['id']}").text

    assert "Die Teile geben 1.200,00, der Betrag ist um 34,50 größer." in page


def test_programs_read_english_whatever_their_owner_reads(anna: Person) -> None:
    headers = {"Accept-Language": "de"}

    missing = anna.api("GET", f"/places/{NOBODY}", headers=headers).json
    wrong = anna.api("GET", '/expenses?q="', headers=headers).json

    assert missing["detail"] == f"No place {NOBODY}."
    assert wrong["errors"][0]["message"] == "At position 1: A quotation mark is not closed."


def test_mail_is_in_the_language_of_who_gets_it(
    client: FlaskClient, anna: Person, mail: FakeMail
) -> None:
    form = client.get("/password-reset").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert token is not None
    fields = {"csrf_token": token[1], "email": anna.known.email}

    client.post("/password-reset", data=fields, headers={"Accept-Language": "en"}).close()

    assert mail.sent[0][1] == "Ein neues Passwort"


@pytest.mark.usefixtures("in_german")
def test_text_that_is_no_sentence_stays_as_it_is() -> None:
    assert translated("Bar Luce, 100%") == "Bar Luce, 100%"


@pytest.mark.usefixtures("in_german")
def test_sentence_without_a_translation_stays_english() -> None:
    many = say_many("%(num)s thing is odd", "%(num)s things are odd", 2)

    assert translated(say("“%(x)s” is odd.", x=1)) == "“1” is odd."
    assert translated(many) == "2 things are odd"


def signs_up(browser: FlaskClient, asked: str) -> None:
    """Make an account from a browser that asks for a language."""
    headers = {"Accept-Language": asked}
    token = re.search(
        r'name="csrf_token" value="([^"]+)"', browser.get("/sign-up", headers=headers).text
    )
    assert token is not None
    fields = {"name": "Nora", "email": "nora@example.org", "currency": "EUR", "zone": "UTC"}
    made = browser.post(
        "/sign-up",
        data={"csrf_token": token[1], "password": PASSWORD, **fields},
        headers=headers,
    )
    assert made.status_code == 303
