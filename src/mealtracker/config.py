"""Settings: read once from `MEALTRACKER_*`, checked at the start, never changed afterwards."""

import secrets
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "MEALTRACKER_"


class Settings(BaseSettings):
    """Everything that can be configured; `meal doctor` shows what is in force."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    data_dir: Path = Field(Path("var"), description="Folder for the database, keys and mail.")
    database_url: SecretStr | None = Field(
        None, description="PostgreSQL or SQLite address; unset: mealtracker.db in the data folder."
    )
    secret_key: SecretStr | None = Field(
        None, description="Signs forms and one-time links; unset: the file secret_key."
    )
    blobs_dir: Path | None = Field(
        None, description="Folder for files that people hand in; unset: blobs in the data folder."
    )
    public_url: str = Field(
        "http://127.0.0.1:8000", description="Where people reach the product; https turns on HSTS."
    )
    signup: Literal["first", "open", "invite", "closed"] = Field(
        "first", description="Who may make an account."
    )
    trusted_proxies: int = Field(0, ge=0, le=5, description="How many proxies stand in front.")
    api_rate: int = Field(600, ge=0, description="API calls a minute for one token; 0 is no limit.")
    user: str | None = Field(None, description="E-mail of the account that commands act for.")
    smtp_url: SecretStr | None = Field(
        None, description="Mail server, like smtp+tls://user:password@host:587; unset: the outbox."
    )
    mail_from: str = Field(
        "Meal Expense Tracker <noreply@localhost>", description="Sender of all mail."
    )
    styleguide: bool = Field(
        default=False, description="Serve /styleguide, for who works on the pages."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged."
    )

    @model_validator(mode="after")
    def _public_url_is_an_origin(self) -> Self:
        scheme, _, rest = self.public_url.partition("://")
        if scheme not in {"http", "https"} or not rest or "/" in rest.rstrip("/"):
            message = f"{PREFIX}PUBLIC_URL must be an origin such as https://meals.example.org."
            raise ValueError(message)
        return self

    @property
    def origin(self) -> str:
        """Return the public address without a slash at its end."""
        return self.public_url.rstrip("/")

    @property
    def is_https(self) -> bool:
        """Tell whether people reach the product over HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def blobs_folder(self) -> Path:
        """Return the folder of the blobs; it is made with the first of them."""
        return (self.blobs_dir or self.data_dir / "blobs").absolute()

    @property
    def database(self) -> str:
        """Return the address of the database as SQLAlchemy reads it."""
        if self.database_url is None:
            return f"sqlite:///{(self.data_dir / 'mealtracker.db').absolute()}"
        address = self.database_url.get_secret_value()
        scheme, separator, rest = address.partition("://")
        driver = "postgresql+psycopg" if scheme in {"postgres", "postgresql"} else scheme
        return f"{driver}{separator}{rest}"

    def signing_key(self) -> bytes:
        """Return the key that signs forms and links; it is made (0600) when there is none yet.

        Raises:
            OSError: there is none and the file cannot be written.
        """
        if self.secret_key is not None:
            return self.secret_key.get_secret_value().encode()
        file = self.data_dir / "secret_key"
        if not file.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            _write_private(file, secrets.token_urlsafe(48))
        return file.read_bytes().strip()


def _write_private(file: Path, text: str) -> None:
    """Write `text` where only the owner reads it; whoever comes second keeps the first one's."""
    draft = file.with_suffix(f".{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(text + "\n")
    try:
        # A hard link fails when the file is there: two processes that start together agree.
        file.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
