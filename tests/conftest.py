"""What every test can ask for: a database, the application, and four people who use it."""

import os
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from mealtracker.app import create_app
from mealtracker.clients.blobs import MemoryBlobs
from mealtracker.clients.mail import FakeMail
from mealtracker.config import Settings
from mealtracker.db.session import BoundDatabase
from mealtracker.http.wiring import KEY, Wiring
from mealtracker.ports import Ports

from tests.support.databases import (
    SetClock,
    Statements,
    Template,
    postgres_template,
    sqlite_template,
    undone,
)
from tests.support.people import Person

# What decides about a change tries the same examples each time; by hand they are new ones.
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

DATABASES = {"both": ["sqlite", "postgres"], "sqlite": ["sqlite"], "postgres": ["postgres"]}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=list(DATABASES), default="both", help="which databases")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    own = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "database" in metafunc.fixturenames and "database" not in own:
        metafunc.parametrize("database", DATABASES[metafunc.config.getoption("db")])


@pytest.fixture(scope="session")
def sqlite_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    with sqlite_template(tmp_path_factory.mktemp("sqlite")) as template:
        yield template


@pytest.fixture(scope="session")
def postgres_database(worker_id: str) -> Iterator[Template]:
    with postgres_template(worker_id) as template:
        yield template


@pytest.fixture
def template(database: str, request: pytest.FixtureRequest) -> Template:
    return request.getfixturevalue(f"{database}_database")


@pytest.fixture
def db(template: Template) -> Iterator[BoundDatabase]:
    with undone(template) as database:
        yield database


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def mail() -> FakeMail:
    return FakeMail()


@pytest.fixture
def blobs(clock: SetClock) -> MemoryBlobs:
    return MemoryBlobs(clock)


@pytest.fixture
def ports(db: BoundDatabase, mail: FakeMail, clock: SetClock, blobs: MemoryBlobs) -> Ports:
    return Ports(db, mail, clock, blobs)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("data")
    return Settings(data_dir=folder, secret_key="not secret", signup="open", api_rate=0)


@pytest.fixture(scope="session")
def built_app(settings: Settings) -> Flask:
    """The application, built once: each test puts its own ports into it."""
    app = create_app(settings)
    app.testing = False  # an exception is answered, as for everybody else
    return app


@pytest.fixture
def app(built_app: Flask, settings: Settings, ports: Ports) -> Flask:
    built_app.extensions[KEY] = Wiring(settings, ports, settings.signing_key())
    return built_app


@pytest.fixture
def make_app(settings: Settings, ports: Ports) -> Callable[..., Flask]:
    return lambda **changed: create_app(settings.model_copy(update=changed), ports)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def statements() -> Statements:
    return Statements()


def _person(name: str) -> Callable[..., Person]:
    @pytest.fixture(name=name)
    def person(template: Template, app: Flask) -> Person:
        return Person(template.logins[name], app)

    return person


alice, bob, vera, charlie = map(_person, ("alice", "bob", "vera", "charlie"))
