"""A real Chromium, and the product behind a real server with an empty database of its own."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    sync_playwright,
)
from werkzeug.serving import make_server

from mealtracker.app import create_app
from mealtracker.clients.blobs import MemoryBlobs
from mealtracker.clients.mail import OutboxMail
from mealtracker.config import Settings
from mealtracker.db.schema import upgrade
from mealtracker.db.session import EngineDatabase
from mealtracker.domain.clock import system_clock
from mealtracker.ports import Ports

from tests.support.postgres import template_copy, throwaway_postgres

PASSWORD = "lantern orbit velvet cactus"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Visit:
    """A page of one browser, and everything that went wrong while it was open."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Collect errors of scripts, of the console and of the content security policy."""
        self.page.on("console", self._on_console)
        self.page.on("pageerror", self._on_error)

    def _on_error(self, error: Error) -> None:
        # Chromium says so when a page is left before the transition to it has begun.
        if "Page already revealed" not in error.message:
            self.complaints.append(f"script: {error}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # The browser logs every answer of 4xx by itself; a form with a mistake is one.
        is_expected = "the server responded with a status of 4" in message.text
        if message.type in {"error", "warning"} and not is_expected:
            self.complaints.append(f"{message.type}: {message.text}")

    def signs_up(self, *, sample: bool = False) -> None:
        """Make the first account, as a person would."""
        self.page.goto("/")
        self.page.get_by_label("Your name").fill("Sam Miller")
        self.page.get_by_label("E-mail").fill("sam@example.org")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_label("Currency you mostly pay in").select_option("USD")
        if sample:
            self.page.get_by_label("Start with sample data").check()
        self.page.get_by_role("button", name="Create account").click()
        self.page.wait_for_url("**/")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with throwaway_postgres() as url:
        yield url


@pytest.fixture
def site(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a product that nobody has used yet."""
    url = f"sqlite:///{tmp_path / 'site.db'}"
    if database == "postgres":
        url = template_copy(request.getfixturevalue("postgres_server"), "site", "template0")
    db = EngineDatabase(url)
    upgrade(db.engine.execution_options(postgresql_readonly=False))
    settings = Settings(data_dir=tmp_path, database_url=url, secret_key="not secret")
    mail = OutboxMail(tmp_path, "meals@example.org")
    app = create_app(settings, Ports(db, mail, system_clock, MemoryBlobs()))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    db.dispose()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Visit]:
    """A browser on a desk."""
    context = chromium.new_context(base_url=site, locale="en-US", service_workers="block")
    visit = _opened(context)
    yield visit
    context.close()
    assert visit.complaints == []


@pytest.fixture
def plain_visit(chromium: Browser, site: str) -> Iterator[Visit]:
    """A browser in which JavaScript is switched off."""
    context = chromium.new_context(base_url=site, locale="en-US", java_script_enabled=False)
    visit = _opened(context)
    yield visit
    context.close()


def _opened(context: BrowserContext) -> Visit:
    context.set_default_timeout(15_000)
    visit = Visit(context.new_page())
    visit.listen()
    return visit
