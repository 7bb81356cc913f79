"""Mail: the outbox, and a real SMTP server on this machine."""

import socket
import stat
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from mealtracker.clients.mail import OutboxMail, SmtpMail
from mealtracker.errors import Unavailable

SENDER = "Meals <meals@example.org>"


class Inbox:
    """Keeps what the server was handed."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(
        self, _server: object, _session: object, envelope: Envelope
    ) -> str:  # noqa: N802 - the library's name
        self.envelopes.append(envelope)
        return "250 OK"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[Controller]:
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


def test_outbox_keeps_each_message_for_its_owner_alone(tmp_path: Path) -> None:
    mail = OutboxMail(tmp_path / "outbox", SENDER)

    mail.send("ana@example.org", "Ein Tisch für zwei", "Grüße\n")

    (file,) = (tmp_path / "outbox").iterdir()
    message = message_from_bytes(file.read_bytes())
    assert message["To"] == "ana@example.org"
    assert "Grüße" in str(message.get_payload(decode=True), "utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_smtp_hands_the_message_to_the_server(server: Controller, inbox: Inbox) -> None:
    port = server.port

    SmtpMail(f"smtp://127.0.0.1:{port}", SENDER).send("ana@example.org", "Hello", "Text\n")

    assert inbox.envelopes[0].rcpt_tos == ["ana@example.org"]
    assert b"Subject: Hello" in (inbox.envelopes[0].original_content or b"")


def test_smtp_says_so_when_there_is_no_server() -> None:
    mail = SmtpMail(f"smtp://127.0.0.1:{free_port()}", SENDER)

    with pytest.raises(Unavailable):
        mail.send("ana@example.org", "Hello", "Text\n")


def test_smtp_refuses_to_go_on_when_the_server_cannot_encrypt(server: Controller) -> None:
    port = server.port

    with pytest.raises(Unavailable):
        SmtpMail(f"smtp+tls://127.0.0.1:{port}", SENDER).send("ana@example.org", "Hello", "Text\n")
