"""Mail: through SMTP on loopback, and into the outbox."""

import email
import socket
import stat
from email import policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from mealtracker.clients.mail import FakeMail, OutboxMail, SmtpMail
from mealtracker.errors import Unavailable

SENDER = "Meal Expense Tracker <noreply@example.org>"


class Box:
    """Keeps what arrives; refuses one address."""

    def __init__(self):
        self.messages = []
        self.logins = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's own name
        self.messages.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def authenticate(self, _server, _session, _envelope, _mechanism, data):
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password == b"p@ss word", handled=False)


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def server(box):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        authenticator=box.authenticate,
        auth_require_tls=False,
    )
    controller.start()
    yield port
    controller.stop()


def test_message_arrives_whole(server, box):
    mail = SmtpMail(f"smtp://127.0.0.1:{server}", SENDER)

    mail.send("ana@example.org", "Grüße", "Erste Zeile\n\nhttps://example.org/ö\n")

    (message,) = box.messages
    assert (message["From"], message["To"]) == (SENDER, "ana@example.org")
    assert message["Subject"] == "Grüße"
    assert message["Message-ID"].endswith("@mealtracker.invalid>")
    lines = message.get_content().splitlines()
    assert lines == ["Erste Zeile", "", "https://example.org/ö"]


def test_user_and_password_of_the_address_are_used(server, box):
    mail = SmtpMail(f"smtp://me%40example.org:p%40ss%20word@127.0.0.1:{server}", SENDER)

    mail.send("ana@example.org", "Hello", "Text")

    assert box.logins == [("me@example.org", "p@ss word")]
    assert len(box.messages) == 1


@pytest.mark.parametrize(
    ("url", "to"),
    [
        pytest.param("smtp://me:wrong@127.0.0.1:{port}", "ana@example.org", id="wrong password"),
        pytest.param("smtp://127.0.0.1:{port}", "nobody@example.org", id="no such mailbox"),
        pytest.param("smtp+tls://127.0.0.1:{port}", "ana@example.org", id="no encryption offered"),
        pytest.param("smtp://127.0.0.1:1", "ana@example.org", id="nobody answers"),
    ],
)
def test_failure_is_unavailable_and_nothing_is_sent(server, box, url, to):
    mail = SmtpMail(url.format(port=server), SENDER)

    with pytest.raises(Unavailable):
        mail.send(to, "Hello", "Text")

    assert box.messages == []


@pytest.mark.parametrize("field", ["to", "subject"])
def test_header_cannot_be_smuggled_in(server, box, field):
    mail = SmtpMail(f"smtp://127.0.0.1:{server}", SENDER)
    values = {"to": "ana@example.org", "subject": "Hello"}
    values[field] += "\nBcc: everybody@example.org"

    with pytest.raises(ValueError, match="linefeed|newline"):
        mail.send(values["to"], values["subject"], "Text")

    assert box.messages == []


def test_outbox_keeps_one_private_file_a_message(tmp_path):
    mail = OutboxMail(tmp_path / "outbox", SENDER)

    mail.send("ana@example.org", "One", "Text")
    mail.send("ana@example.org", "Two", "Text")

    files = sorted((tmp_path / "outbox").iterdir())
    subjects = [email.message_from_bytes(file.read_bytes())["Subject"] for file in files]
    assert subjects == ["One", "Two"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "outbox").stat().st_mode) == 0o700


def test_fake_remembers():
    mail = FakeMail()

    mail.send("ana@example.org", "One", "Text")

    assert mail.sent == [("ana@example.org", "One", "Text")]
