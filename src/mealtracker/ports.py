"""What the application reaches the world through, built once from the settings."""

from dataclasses import dataclass

from mealtracker.clients.blobs import Blobs, FolderBlobs
from mealtracker.clients.mail import Mail, OutboxMail, SmtpMail
from mealtracker.config import Settings
from mealtracker.db.session import Database, EngineDatabase
from mealtracker.domain.clock import Clock, system_clock


@dataclass(frozen=True)
class Ports:
    """The database, the mail, the clock and the blobs, as every shell gets them."""

    db: Database
    mail: Mail
    clock: Clock
    blobs: Blobs


def open_ports(settings: Settings, db: Database | None = None) -> Ports:
    """Build the real ports, around a database that is open already or a new one.

    Nothing is connected before its first use.
    """
    blobs = FolderBlobs(settings.blobs_folder)
    db = db or EngineDatabase(settings.database)
    return Ports(db, open_mail(settings), system_clock, blobs)


def open_mail(settings: Settings) -> Mail:
    """Return the SMTP client where a server is configured, else the outbox folder."""
    if settings.smtp_url is None:
        return OutboxMail(settings.data_dir / "outbox", settings.mail_from)
    return SmtpMail(settings.smtp_url.get_secret_value(), settings.mail_from)
