"""Health, for whoever watches."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from mealtracker.db.schema import head
from mealtracker.http.wiring import KEY


class GoneDatabase:
    """A database that does not answer."""

    @contextmanager
    def reading(self, *, snapshot=False):
        raise OperationalError("SELECT 1", {}, Exception("connection refused"))
        yield

    unit_of_work = reading


@pytest.fixture
def without_database(app, ports):
    wiring = app.extensions[KEY]
    app.extensions[KEY] = replace(wiring, ports=replace(ports, db=GoneDatabase()))
    return app.test_client()


def test_process_is_healthy(client, template):
    assert client.get("/healthz").json == {"status": "ok"}


def test_process_is_ready_when_the_schema_is_right(client, template):
    assert client.get("/readyz").json == {"status": "ready", "schema": head()}


def test_process_is_healthy_but_not_ready_without_a_database(without_database):
    assert without_database.get("/healthz").status_code == 200
    response = without_database.get("/readyz")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0


def test_process_is_not_ready_when_the_schema_is_old(client, db):
    with db.unit_of_work() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/expenses"])
def test_api_says_when_the_database_does_not_answer(without_database, path):
    headers = {"Authorization": "Bearer meal_x"}

    response = without_database.get(path, headers=headers)

    assert (response.status_code, response.json["type"]) == (503, "/problems/unavailable")
    assert int(response.headers["Retry-After"]) > 0
    assert "refused" not in response.text
