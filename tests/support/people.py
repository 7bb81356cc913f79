"""The people that tests are about, made once for each database and signed in for good."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from mealtracker.accounts.commands import create_token, use_token
from mealtracker.accounts.models import Membership, User
from mealtracker.accounts.schemas import SignUpDraft, TokenDraft
from mealtracker.accounts.sign_in import open_session
from mealtracker.accounts.sign_up import add_user
from mealtracker.domain.actor import Actor, Role
from mealtracker.domain.ids import MembershipId, UserId, uuid7
from mealtracker.http.csrf import csrf_token
from mealtracker.labels.commands import DEFAULT_CATEGORIES, add_default_categories

PASSWORD: Final = "lantern orbit velvet cactus"

type Json = Any  # Any: whatever a body holds


@dataclass(frozen=True)
class Login:
    """Who somebody is, and the two ways to prove it."""

    name: str
    email: str
    actor: Actor
    token: str
    secret: str


@dataclass(frozen=True)
class Person:
    """Somebody who uses the application: over the API with a token, in a browser by cookie."""

    login: Login | None
    app: Flask

    @property
    def known(self) -> Login:
        """Return who this is; nobody in particular is a fault of the test."""
        assert self.login is not None
        return self.login

    @property
    def actor(self) -> Actor:
        """Return who commands and queries see; the instant is the one of the template."""
        return self.known.actor

    @property
    def token(self) -> str:
        """Return an API token with all scopes."""
        return self.known.token

    @property
    def client(self) -> FlaskClient:
        """Return a new browser in which this person is signed in."""
        browser = self.app.test_client()
        if self.login is not None:
            browser.set_cookie("meal", self.login.secret)
        return browser

    @property
    def csrf(self) -> str:
        """Return the token that this person's forms carry."""
        headers = {"Cookie": f"meal={self.login.secret}"} if self.login else {}
        with self.app.test_request_context("/", headers=headers):
            return csrf_token()

    def submits(self, path: str, **fields: Json) -> TestResponse:
        """Post a form with its token."""
        return self.client.post(path, data={"csrf_token": self.csrf, **fields})

    def at(self, now: datetime) -> Actor:
        """Return the actor at another instant."""
        return replace(self.actor, now=now)

    def api(
        self,
        method: str,
        path: str,
        json: Json = None,
        headers: dict[str, str] | None = None,
        data: Json = None,
    ) -> TestResponse:
        """Call the API with JSON, a file or a form; `path` begins after `/api/v1`."""
        proof = {"Authorization": f"Bearer {self.token}"} if self.login else {}
        headers = {**proof, **(headers or {})}
        client = self.app.test_client(use_cookies=False)
        return client.open(f"/api/v1{path}", method=method, json=json, data=data, headers=headers)

    def makes(self, path: str, **fields: Json) -> dict[str, Json]:
        """Post a record that must be good and return it."""
        response = self.api("POST", path, json=fields)
        assert response.status_code in {200, 201}, response.text
        return dict(response.json or {}, change_id=response.headers.get("Change-Id"))

    def spends(self, total: str = "27.50", **fields: Json) -> dict[str, Json]:
        """Record an ordinary meal and return it."""
        return self.makes("/expenses", **{"eaten_on": "2026-11-20", "total": total, **fields})

    def refused(
        self, status: int, method: str, path: str, json: Json = None, **headers: str
    ) -> dict[str, Json]:
        """Send what must be refused with `status` and return the problem."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.api(method, path, json=json, headers=names)
        assert response.status_code == status, response.text
        assert response.mimetype == "application/problem+json"
        return dict(response.json or {})

    def sees(self, path: str) -> Json:
        """Read what must be there and return it."""
        response = self.api("GET", path)
        assert response.status_code == 200, response.text
        return response.json


def anonymous(app: Flask) -> Person:
    """Return somebody who is not signed in."""
    return Person(None, app)


def make_people(session: Session, now: datetime) -> dict[str, Login]:
    """Make Alice (owner), Bob (adult) and Vera (viewer) of one household, and Charlie's own."""
    alice = _owner(session, "Alice Archer", "USD", now)
    charlie = _owner(session, "Charlie Cole", "EUR", now)
    actors = {
        "alice": alice,
        "bob": _member(session, alice, "Bob Baker", Role.ADULT),
        "vera": _member(session, alice, "Vera Voss", Role.VIEWER),
        "charlie": charlie,
    }
    return {name: _login(session, actor) for name, actor in actors.items()}


def _owner(session: Session, name: str, currency: str, now: datetime) -> Actor:
    draft = SignUpDraft(
        name=name, email=_email(name), password=PASSWORD, currency=currency, zone="UTC"
    )
    actor = add_user(session, draft, now, via="web", is_admin=name.startswith("Alice"))
    add_default_categories(session, actor, [words for words, _ in DEFAULT_CATEGORIES])
    return actor


def _member(session: Session, owner: Actor, name: str, role: Role) -> Actor:
    """Add a member who has no other household, with the owner's password: hashing is slow."""
    user = User(
        id=uuid7(),
        email=_email(name),
        email_key=_email(name),
        name=name,
        password_hash=session.get_one(User, owner.user_id).password_hash,
        created_at=owner.now,
        password_changed_at=owner.now,
    )
    session.add(user)
    session.flush()
    membership = Membership(
        id=uuid7(),
        household_id=owner.household_id,
        user_id=user.id,
        role=role,
        created_at=owner.now,
    )
    session.add(membership)
    session.flush()
    ids = {"user_id": UserId(user.id), "membership_id": MembershipId(membership.id)}
    return replace(owner, role=role, **ids)  # type: ignore[arg-type]  # mypy sees one dictionary


def _login(session: Session, actor: Actor) -> Login:
    user = session.get_one(User, actor.user_id)
    draft = TokenDraft(name="Tests", scopes=["read", "write", "account"])
    token = create_token(session, actor, draft)
    # Noted as just used, so that no test's first call writes that down.
    use_token(session, token.id, actor.now)
    secret = open_session(
        session,
        actor.membership_id,
        actor.now,
        is_remembered=True,
        device="Firefox · Linux",
        network="127.0.0.1",
    )
    return Login(user.name, user.email, actor, token.token or "", secret)


def _email(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower()}@example.org"
