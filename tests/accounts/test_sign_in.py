"""Signing in, sessions and a forgotten password."""

from datetime import timedelta

import pytest

from mealtracker.accounts import passwords, sign_in
from mealtracker.accounts.commands import disable_user
from mealtracker.accounts.schemas import PasswordChange, SignInDraft
from mealtracker.errors import Invalid, NotFound, Unauthenticated

from tests.support.databases import NOW
from tests.support.people import PASSWORD, anonymous

NEW = "purple tractor monsoon violin"


class Checks:
    """Counts how often a password is hashed, which is what takes the time."""

    def __init__(self, hasher):
        self.hasher, self.count = hasher, 0

    def verify(self, *arguments):
        self.count += 1
        return self.hasher.verify(*arguments)

    def hash(self, password):
        return self.hasher.hash(password)


@pytest.fixture
def checks(monkeypatch):
    passwords._nobody()
    counted = Checks(passwords._HASHER)
    monkeypatch.setattr(passwords, "_HASHER", counted)
    return counted


def check(db, email, password):
    with db.unit_of_work() as session:
        return sign_in.check_password(session, SignInDraft(email=email, password=password))


def test_right_password_gives_the_membership(db, alice):
    membership = check(db, " ALICE@Example.org ", PASSWORD)

    assert membership.id == alice.actor.membership_id


@pytest.mark.parametrize(
    ("email", "password"),
    [
        pytest.param("alice@example.org", "wrong", id="wrong password"),
        pytest.param("nobody@example.org", PASSWORD, id="unknown address"),
        pytest.param("", PASSWORD, id="no address"),
    ],
)
def test_every_refusal_costs_one_check_and_says_the_same(db, template, checks, email, password):
    with pytest.raises(Unauthenticated, match="do not match"):
        check(db, email, password)

    assert checks.count == 1


def test_disabled_account_is_refused_like_a_wrong_password(db, bob, checks):
    with db.unit_of_work() as session:
        disable_user(session, "bob@example.org", NOW)

    with pytest.raises(Unauthenticated, match="do not match"):
        check(db, "bob@example.org", PASSWORD)
    assert checks.count == 1
    assert bob.api("GET", "/me").status_code == 401
    assert bob.client.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("remember", "hours", "status"),
    [(False, 11, 200), (False, 12, 401), (True, 13, 200), (True, 24 * 14, 401)],
)
def test_idle_session_ends(app, clock, remember, hours, status):
    browser = _sign_in(app, remember=remember)

    clock.advance(hours=hours)

    assert browser.get("/api/v1/me").status_code == status


def test_session_in_use_lasts_30_days_and_no_longer(app, clock):
    browser = _sign_in(app, remember=True)

    statuses = []
    for _ in range(31):
        clock.advance(days=1)
        statuses.append(browser.get("/api/v1/me").status_code)

    assert statuses == [200] * 29 + [401] * 2


def test_signing_out_ends_the_session(app):
    browser = _sign_in(app)
    secret = browser.get_cookie("meal").value
    with app.test_request_context("/", headers={"Cookie": f"meal={secret}"}):
        from mealtracker.http.csrf import csrf_token

        token = csrf_token()

    response = browser.post("/sign-out", data={"csrf_token": token})

    assert response.status_code == 303
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    browser.set_cookie("meal", secret)
    assert browser.get("/api/v1/me").status_code == 401


def test_changed_password_ends_all_other_sessions(db, app, alice):
    other = _sign_in(app)
    draft = PasswordChange(current=PASSWORD, password=NEW)

    with db.unit_of_work() as session:
        sign_in.change_password(session, alice.actor, draft, alice.known.secret)

    assert other.get("/api/v1/me").status_code == 401
    assert alice.client.get("/api/v1/me").status_code == 200
    assert check(db, "alice@example.org", NEW)
    with pytest.raises(Unauthenticated):
        check(db, "alice@example.org", PASSWORD)


def test_password_is_not_changed_without_the_present_one(db, alice):
    draft = PasswordChange(current="wrong", password=NEW)

    with pytest.raises(Invalid), db.unit_of_work() as session:
        sign_in.change_password(session, alice.actor, draft, None)


def test_session_of_somebody_else_cannot_be_ended(db, alice, bob):
    with db.unit_of_work() as session:
        (own,) = session.scalars(sign_in.queries.sign_ins(alice.actor))

    with pytest.raises(NotFound), db.unit_of_work() as session:
        sign_in.end_session(session, bob.actor, own.id)


def test_reset_link_sets_a_password_once(db, alice):
    with db.unit_of_work() as session:
        _, secret = sign_in.ask_for_reset(session, "ALICE@example.org", NOW)
    with db.unit_of_work() as session:
        sign_in.reset_password(session, secret, NEW, NOW + timedelta(minutes=29))

    assert check(db, "alice@example.org", NEW)
    assert alice.client.get("/api/v1/me").status_code == 401
    with pytest.raises(Invalid), db.unit_of_work() as session:
        sign_in.reset_password(session, secret, PASSWORD, NOW)


def test_reset_link_is_over_after_30_minutes(db, template):
    with db.unit_of_work() as session:
        _, secret = sign_in.ask_for_reset(session, "alice@example.org", NOW)

    with pytest.raises(Invalid), db.unit_of_work() as session:
        sign_in.reset_password(session, secret, NEW, NOW + timedelta(minutes=30))


def test_reset_link_survives_a_weak_password(db, template):
    with db.unit_of_work() as session:
        _, secret = sign_in.ask_for_reset(session, "alice@example.org", NOW)
    with pytest.raises(Invalid), db.unit_of_work() as session:
        sign_in.reset_password(session, secret, "weak", NOW)

    with db.unit_of_work() as session:
        sign_in.reset_password(session, secret, NEW, NOW)


def test_newer_reset_password_makes_older_links_useless(db, template):
    with db.unit_of_work() as session:
        _, first = sign_in.ask_for_reset(session, "alice@example.org", NOW)
        _, second = sign_in.ask_for_reset(session, "alice@example.org", NOW)
        sign_in.reset_password(session, second, NEW, NOW)

    with pytest.raises(Invalid), db.unit_of_work() as session:
        sign_in.reset_password(session, first, PASSWORD, NOW)


@pytest.mark.parametrize(("email", "count"), [("alice@example.org", 1), ("nobody@example.org", 0)])
def test_reset_is_answered_the_same_for_every_address(app, mail, email, count):
    response = anonymous(app).submits("/password-reset", email=email)
    response.close()

    assert response.status_code == 200
    assert email not in response.text
    assert len(mail.sent) == count
    if count:
        to, _, text = mail.sent[0]
        assert to == email
        assert "http://127.0.0.1:8000/password-reset/" in text


def _sign_in(app, *, remember=False):
    nobody = anonymous(app)
    fields = {"email": "alice@example.org", "password": PASSWORD}
    fields |= {"remember": "1"} if remember else {}
    response = nobody.submits("/sign-in", **fields)
    assert response.status_code == 303, response.text
    browser = app.test_client()
    browser.set_cookie("meal", response.headers["Set-Cookie"].split("=", 1)[1].split(";")[0])
    return browser
