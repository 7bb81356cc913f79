"""Every route answers every person as the table in `routes.py` says."""

import json
from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask

from mealtracker.accounts.models import SignIn
from mealtracker.accounts.sign_in import open_session
from mealtracker.db.session import BoundDatabase
from mealtracker.jobs.commands import enqueue

from tests.house.routes import ROUTES, Route
from tests.support.databases import NOW
from tests.support.imports import hands_in
from tests.support.people import Person, anonymous
from tests.web.import_pages import applied, rehearsed

_numbers = count()
PEOPLE = ("anonymous", "alice", "bob", "vera", "charlie")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.rule}")
def test_route_answers_each_person_as_listed(
    route: Route,
    app: Flask,
    db: BoundDatabase,
    alice: Person,
    bob: Person,
    vera: Person,
    charlie: Person,
) -> None:
    people = dict(zip(PEOPLE, (anonymous(app), alice, bob, vera, charlie), strict=True))

    # A record of its own for each person, because the call may delete it.
    answers = {name: _status(route, person, alice, db) for name, person in people.items()}

    assert answers == {name: route.expected(name) for name in people}


def test_every_route_is_listed(built_app: Flask) -> None:
    served = {
        (method, rule.rule)
        for rule in built_app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert served ^ {(route.method, route.rule) for route in ROUTES} == set()


def _status(route: Route, person: Person, alice: Person, db: BoundDatabase) -> int:
    path = route.rule
    for name, value in route.values.items():
        path = path.replace(name, value)
    if route.record:
        path = path.replace("<uuid:id>", _RECORDS[route.record](alice, db))
    text = json.dumps(route.body).replace("{new name}", f"New {next(_numbers)}")
    if "{other place}" in text:
        text = text.replace("{other place}", _place(alice, db))
    body = json.loads(text)
    if route.is_api:
        return person.api(route.method, path.removeprefix("/api/v1"), json=body).status_code
    if route.method == "POST":
        return person.submits(path, **(body or {})).status_code
    response = person.client.open(path, method=route.method)
    if person.login is None and route.needs != "nobody":
        assert response.location.startswith("/sign-in")
    return response.status_code


def _expense(alice: Person, _db: BoundDatabase) -> str:
    return str(alice.spends()["id"])


def _deleted_expense(alice: Person, db: BoundDatabase) -> str:
    expense_id = _expense(alice, db)
    alice.api("DELETE", f"/expenses/{expense_id}")
    return expense_id


def _place(alice: Person, _db: BoundDatabase) -> str:
    return str(alice.makes("/places", name=f"Place {next(_numbers)}")["id"])


def _label(path: str) -> Callable[[Person, BoundDatabase], str]:
    def make(alice: Person, _db: BoundDatabase) -> str:
        return str(alice.makes(path, name=f"Name {next(_numbers)}")["id"])

    return make


def _change(alice: Person, _db: BoundDatabase) -> str:
    return str(alice.spends()["change_id"])


def _token(alice: Person, _db: BoundDatabase) -> str:
    return str(alice.makes("/tokens", name="Another")["id"])


def _session(alice: Person, db: BoundDatabase) -> str:
    with db.unit_of_work() as session:
        member = alice.actor.membership_id
        open_session(session, member, NOW, is_remembered=True, device="", network="")
        return str(session.query(SignIn.id).order_by(SignIn.id.desc()).limit(1).scalar())


def _job(alice: Person, db: BoundDatabase) -> str:
    with db.unit_of_work() as session:
        return str(enqueue(session, alice.actor, "example", {}))


def _import(alice: Person, _db: BoundDatabase) -> str:
    return rehearsed(alice).rpartition("/")[2]


def _applied_import(alice: Person, _db: BoundDatabase) -> str:
    return applied(alice).rpartition("/")[2]


def _unread_import(alice: Person, _db: BoundDatabase) -> str:
    return str(hands_in(alice)["id"])


_RECORDS = {
    "expense": _expense,
    "deleted expense": _deleted_expense,
    "place": _place,
    "category": _label("/categories"),
    "tag": _label("/tags"),
    "person": _label("/people"),
    "saved filter": _label("/saved-filters"),
    "change": _change,
    "token": _token,
    "session": _session,
    "job": _job,
    "unread import": _unread_import,
    "import": _import,
    "applied import": _applied_import,
}
