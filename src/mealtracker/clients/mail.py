"""Mail: into a folder by default, through SMTP when a server is configured."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from mealtracker.domain.ids import uuid7
from mealtracker.errors import Unavailable
from mealtracker.sentences import say

_TIMEOUT_S = 10
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class Mail(Protocol):
    """Sends plain text to one person."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Hand a message over.

        Raises:
            Unavailable: the server cannot be reached or refuses.
        """


@dataclass(frozen=True)
class OutboxMail:
    """Writes each message as a file: for a machine without a mail server."""

    folder: Path
    sender: str

    def send(self, to: str, subject: str, text: str) -> None:
        """Write the message into the outbox folder."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self.folder / f"{uuid7()}.eml"
        file.touch(mode=0o600)
        file.write_bytes(bytes(_message(self.sender, to, subject, text)))


@dataclass(frozen=True)
class SmtpMail:
    """Sends through the server of an address like `smtp+tls://user:password@host:587`."""

    url: str
    sender: str

    def send(self, to: str, subject: str, text: str) -> None:
        """Send the message, encrypted unless the address says `smtp://`."""
        address = urlsplit(self.url)
        host, port = address.hostname or "localhost", address.port or _PORTS[address.scheme]
        try:
            with self._connect(address.scheme, host, port) as server:
                if address.username:
                    server.login(unquote(address.username), unquote(address.password or ""))
                server.send_message(_message(self.sender, to, subject, text))
        except (OSError, smtplib.SMTPException) as error:
            message = say("The mail could not be sent. Try again in a minute.")
            raise Unavailable(message) from error

    def _connect(self, scheme: str, host: str, port: int) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_S, context=context)
        server = smtplib.SMTP(host, port, timeout=_TIMEOUT_S)
        if scheme == "smtp+tls":
            try:
                server.starttls(context=context)
            except smtplib.SMTPException:
                server.close()
                raise
        return server


@dataclass
class FakeMail:
    """Keeps messages in memory: for tests."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, to: str, subject: str, text: str) -> None:
        """Remember the message."""
        self.sent.append((to, subject, text))


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = make_msgid(domain="mealtracker.invalid")
    message.set_content(text)
    return message
