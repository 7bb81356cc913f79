"""The settings of a person and a household: profile, password, sessions, tokens."""

import re

from tests.support.people import PASSWORD
from tests.web.pages import post, text_of

NEW_PASSWORD = "copper meadow window thirteen"


def _profile(**changed):
    return {"name": "Alice Archer", "locale": "", "theme": "system", "week_start": "0", **changed}


def test_the_profile_is_saved_and_says_so(alice):
    browser = alice.client

    response = post(browser, "/settings/profile", **_profile(name="Al", theme="dark", locale="de"))
    me = alice.sees("/me")

    assert response.status_code == 303
    assert (me["name"], me["theme"], me["locale"]) == ("Al", "dark", "de")
    page = browser.get("/settings/profile").text
    assert '<html lang="de"' in page
    assert 'data-theme="dark"' in page


def test_the_profile_says_how_pages_behave(alice):
    browser = alice.client

    post(browser, "/settings/profile", **_profile(density="compact", hide_amounts="1"))
    me = alice.sees("/me")

    assert (me["density"], me["hide_amounts"], me["single_keys"]) == ("compact", True, False)
    page = browser.get("/settings/profile").text
    assert 'data-density="compact"' in page
    assert re.search(r'name="hide_amounts"[^>]* checked', page)
    assert not re.search(r'name="single_keys"[^>]* checked', page)


def test_single_keys_are_listened_for_only_when_they_are_on(alice):
    browser = alice.client
    page = browser.get("/expenses").text
    assert "<keyboard-shortcuts>" in page
    assert "<kbd>N</kbd>" in page

    post(browser, "/settings/profile", **_profile())

    page = browser.get("/expenses").text
    assert "<keyboard-shortcuts>" not in page
    assert "<kbd>N</kbd>" not in page
    assert "<command-palette" in page


def test_a_bad_profile_keeps_what_was_typed(alice):
    response = post(alice.client, "/settings/profile", **_profile(name="", week_start="6"))

    assert response.status_code == 422
    assert 'id="field-name-error"' in response.text
    assert re.search(r'<option value="6" selected>', response.text)


def test_a_profile_that_changed_meanwhile_is_not_overwritten(alice):
    alice.api("PATCH", "/me", {"name": "Alice A."})

    response = post(alice.client, "/settings/profile", **_profile(name="Al", version="1"))

    assert response.status_code == 412
    assert alice.sees("/me")["name"] == "Alice A."


def test_the_owner_changes_the_household(alice):
    response = post(
        alice.client, "/settings/household", household="Home", currency="EUR", zone="Europe/Lisbon"
    )
    me = alice.sees("/me")

    assert response.status_code == 303
    assert (me["household"], me["currency"], me["zone"]) == ("Home", "EUR", "Europe/Lisbon")


def test_only_the_owner_changes_the_household(bob):
    browser = bob.client
    page = browser.get("/settings/profile").text

    assert "/settings/household" not in page
    assert "Only an owner can change these." in page
    sent = {"household": "Mine", "currency": "EUR", "zone": "UTC"}
    assert post(browser, "/settings/household", **sent).status_code == 403


def test_the_theme_goes_back_to_where_the_button_stood(vera):
    browser = vera.client
    token = re.search(r'name="csrf_token" value="(\w+)"', browser.get("/places").text)[1]

    response = browser.post(
        "/settings/theme",
        data={"csrf_token": token, "theme": "light"},
        headers={"Referer": "http://localhost/places?q=luce"},
    )

    assert (response.status_code, response.location) == (303, "/places?q=luce")
    assert vera.sees("/me")["theme"] == "light"


def test_a_new_password_signs_other_browsers_out(alice, client):
    browser = alice.client
    other = _signed_in(client, alice.login.email, PASSWORD)
    assert other.get("/places").status_code == 200

    response = post(browser, "/settings/security/password", current=PASSWORD, password=NEW_PASSWORD)

    assert response.status_code == 303
    assert browser.get("/places").status_code == 200
    assert other.get("/places").status_code == 303


def test_a_wrong_present_password_is_named_and_never_written_back(alice):
    response = post(
        alice.client, "/settings/security/password", current="nonsense", password=NEW_PASSWORD
    )

    assert response.status_code == 422
    assert "This is not your present password." in response.text
    assert "nonsense" not in response.text
    assert NEW_PASSWORD not in response.text


def test_sessions_are_listed_and_ended(alice, client):
    browser = alice.client
    other = _signed_in(client, alice.login.email, PASSWORD)
    page = browser.get("/settings/security").text
    ends = re.findall(r'action="(/settings/security/sessions/[0-9a-f-]+/end)"', page)

    assert "this one" in page
    assert len(ends) == 1
    assert post(browser, ends[0]).status_code == 303
    assert other.get("/places").status_code == 303
    assert browser.get("/places").status_code == 200


def test_all_other_sessions_end_at_once(alice, client):
    browser = alice.client
    other = _signed_in(client, alice.login.email, PASSWORD)

    post(browser, "/settings/security/sessions/end-others")

    assert other.get("/places").status_code == 303
    assert browser.get("/places").status_code == 200


def test_a_session_of_somebody_else_is_not_there(alice, charlie, client):
    _signed_in(client, alice.login.email, PASSWORD)
    page = alice.client.get("/settings/security").text
    end = re.search(r'action="(/settings/security/sessions/[0-9a-f-]+/end)"', page)[1]

    assert post(charlie.client, end).status_code == 404


def test_a_token_is_shown_once(alice):
    browser = alice.client

    made = post(browser, "/settings/tokens", name="Kitchen", days="90", scopes=["read"])
    secret = re.search(r'value="(meal_[^"]+)" readonly', made.text)[1]

    assert secret not in browser.get("/settings/tokens").text
    headers = {"Authorization": f"Bearer {secret}"}
    assert browser.get("/api/v1/me", headers=headers).json["scopes"] == ["read"]


def test_a_token_form_sent_twice_makes_one_token(alice):
    browser = alice.client
    fields = {"name": "Kitchen", "days": "never", "scopes": ["read"], "nonce": "a1b2c3"}

    post(browser, "/settings/tokens", **fields)
    again = post(browser, "/settings/tokens", **fields)

    assert again.status_code == 303
    names = [token["name"] for token in alice.sees("/tokens")["items"]]
    assert names.count("Kitchen") == 1


def test_a_token_needs_a_name_and_a_scope(alice):
    response = post(alice.client, "/settings/tokens", name="", days="30")

    assert response.status_code == 422
    assert "Choose at least one." in response.text
    assert re.search(r'<option value="30" selected>', response.text)


def test_a_revoked_token_no_longer_works(alice):
    browser = alice.client
    made = post(browser, "/settings/tokens", name="Kitchen", days="90", scopes=["read"]).text
    secret = re.search(r'value="(meal_[^"]+)" readonly', made)[1]
    revoke = re.search(
        r'action="(/settings/tokens/[0-9a-f-]+/revoke)">[^>]*>\s*<button[^>]*Revoke Kitchen', made
    )[1]

    post(browser, revoke)

    headers = {"Authorization": f"Bearer {secret}"}
    assert browser.get("/api/v1/me", headers=headers).status_code == 401
    assert "Kitchen" not in text_of(browser.get("/settings/tokens")).partition("New token")[0]


def _signed_in(client, email, password):
    token = re.search(r'name="csrf_token" value="(\w+)"', client.get("/sign-in").text)[1]
    fields = {"csrf_token": token, "email": email, "password": password}
    assert client.post("/sign-in", data=fields).status_code == 303
    return client
