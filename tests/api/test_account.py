"""Who I am, my profile, and API tokens."""

import pytest

from tests.support.people import Person


def with_token(person, **fields):
    """Return the same person, who now uses a token of their own making."""
    made = person.makes("/tokens", name="Test", **fields)
    return Holder(person, made["token"]), made


class Holder(Person):
    """A person with another token."""

    def __init__(self, person, token):
        super().__init__(person.login, person.app)
        object.__setattr__(self, "held", token)

    @property
    def token(self):
        return self.held


def test_me_tells_user_and_household(alice, bob, vera):
    me = alice.sees("/me")

    assert (me["name"], me["email"], me["role"]) == ("Alice Archer", "alice@example.org", "owner")
    assert (me["currency"], me["zone"], me["household"]) == ("USD", "UTC", "Personal")
    assert me["scopes"] == ["account", "read", "write"]
    assert [person.sees("/me")["role"] for person in (bob, vera)] == ["adult", "viewer"]
    assert bob.sees("/me")["household_id"] == me["household_id"]
    assert "password" not in str(me).lower()


def test_profile_changes_what_is_sent(vera):
    response = vera.api("PATCH", "/me", json={"theme": "dark", "week_start": 6})

    assert (response.status_code, response.headers["ETag"]) == (200, '"2"')
    me = vera.sees("/me")
    assert (me["theme"], me["week_start"], me["name"], me["version"]) == ("dark", 6, "Vera Voss", 2)
    assert vera.api("PATCH", "/me", json={"theme": None}).json["theme"] == "system"


def test_profile_says_how_pages_behave(vera):
    me = vera.sees("/me")
    assert (me["density"], me["single_keys"], me["hide_amounts"]) == ("comfortable", True, False)

    changed = {"density": "compact", "single_keys": False, "hide_amounts": True}
    response = vera.api("PATCH", "/me", json=changed)

    assert {name: response.json[name] for name in changed} == changed
    assert {name: vera.sees("/me")[name] for name in changed} == changed


@pytest.mark.parametrize(
    "body",
    [
        {"theme": "pink"},
        {"density": "tiny"},
        {"single_keys": "no"},
        {"hide_amounts": 1},
        {"week_start": 7},
        {"week_start": "1"},
        {"locale": "../etc"},
        {"name": ""},
        {"name": None},
        {"email": "new@example.org"},
        {"role": "owner"},
        {"is_admin": True},
    ],
)
def test_profile_refuses_what_is_not_one_s_own_to_set(vera, body):
    vera.refused(422, "PATCH", "/me", body)


def test_stale_profile_is_refused(alice):
    alice.api("PATCH", "/me", json={"theme": "dark"})

    alice.refused(412, "PATCH", "/me", {"theme": "light"}, If_Match='"1"')


def test_secret_of_a_token_is_shown_once(alice):
    _, made = with_token(alice)

    (listed,) = [t for t in alice.sees("/tokens")["items"] if t["id"] == made["id"]]

    assert made["token"].startswith("meal_")
    assert made["hint"] == made["token"][:9]
    assert listed["token"] is None
    assert made["scopes"] == ["read", "write"]
    assert made["ends_at"] == "2027-11-23T12:00:00Z"


@pytest.mark.parametrize(
    ("scopes", "allowed"),
    [
        (["read"], {"read"}),
        (["write"], {"write"}),
        (["account"], {"account"}),
        (["write", "read"], {"read", "write"}),
    ],
)
def test_token_opens_only_what_its_scopes_say(alice, scopes, allowed):
    holder, _ = with_token(alice, scopes=scopes)

    statuses = {
        "read": holder.api("GET", "/expenses").status_code,
        "write": holder.api("POST", "/people", json={"name": "Ana"}).status_code,
        "account": holder.api("GET", "/tokens").status_code,
    }

    assert {scope for scope, status in statuses.items() if status != 403} == allowed


def test_viewer_s_token_writes_nothing_whatever_its_scopes(vera):
    holder, _ = with_token(vera, scopes=["read", "write", "account"])

    holder.refused(403, "POST", "/people", {"name": "Ana"})


def test_token_ends_when_its_days_are_over(alice, clock):
    holder, _ = with_token(alice, days=1)
    clock.advance(hours=23)
    assert holder.api("GET", "/me").status_code == 200

    clock.advance(hours=1)

    response = holder.api("GET", "/me")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_token_without_days_never_ends(alice, clock):
    holder, made = with_token(alice, days=None)
    clock.advance(days=4000)

    assert made["ends_at"] is None
    assert holder.api("GET", "/me").status_code == 200


def test_revoked_token_is_over_at_once(alice):
    holder, made = with_token(alice)

    assert alice.api("DELETE", f"/tokens/{made['id']}").status_code == 204

    assert holder.api("GET", "/me").status_code == 401
    assert made["id"] not in [token["id"] for token in alice.sees("/tokens")["items"]]
    alice.refused(404, "DELETE", f"/tokens/{made['id']}")


def test_use_of_a_token_is_noted_once_a_minute(alice, clock):
    holder, made = with_token(alice)

    def used_at():
        return next(t["used_at"] for t in alice.sees("/tokens")["items"] if t["id"] == made["id"])

    assert used_at() is None
    holder.sees("/me")
    first = used_at()
    clock.advance(seconds=59)
    holder.sees("/me")
    assert used_at() == first == "2026-11-23T12:00:00Z"
    clock.advance(seconds=1)
    holder.sees("/me")
    assert used_at() == "2026-11-23T12:01:00Z"


@pytest.mark.parametrize(
    "header",
    [
        "Bearer meal_wrong",
        "Bearer ",
        "Bearer x",
        "Basic YWxpY2U6cHc=",
        "meal_x",
        "Bearer \u00e9",
        "Bearer " + "x" * 5000,
    ],
)
def test_bad_token_is_refused(client, alice, header):
    response = client.get("/api/v1/me", headers={"Authorization": header})

    assert (response.status_code, response.mimetype) == (401, "application/problem+json")


def test_bad_token_is_not_saved_by_a_cookie(alice):
    response = alice.client.get("/api/v1/me", headers={"Authorization": "Bearer meal_wrong"})

    assert response.status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["admin"]},
        {"name": "x", "scopes": "read"},
        {"name": "x", "days": 0},
        {"name": "x", "days": 3651},
        {"name": "x", "days": "30"},
    ],
)
def test_bad_token_draft_is_refused(alice, body):
    alice.refused(422, "POST", "/tokens", body)


def test_tokens_are_one_s_own(alice, bob):
    _, made = with_token(alice)

    assert made["id"] not in [token["id"] for token in bob.sees("/tokens")["items"]]
    bob.refused(404, "DELETE", f"/tokens/{made['id']}")
