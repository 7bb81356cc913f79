"""Secrets that are handed out once and kept as hashes only. Pure."""

import hashlib
import secrets
from typing import Final

from mealtracker.errors import Invalid
from mealtracker.sentences import say

TOKEN_PREFIX: Final = "meal_"  # noqa: S105 - how a token begins, not one
SCOPES: Final = ("read", "write", "account")


def new_secret() -> str:
    """Return 256 bits as URL-safe text."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Return the SHA-256 of a secret; with 256 random bits nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def email_key(email: str) -> str:
    """Return an e-mail address as it is compared: without regard to case, everywhere."""
    return email.strip().casefold()


def read_email(text: str) -> str:
    """Return an e-mail address.

    Raises:
        Invalid: it is none.
    """
    name, at, host = text.strip().rpartition("@")
    is_one = at and name and "." in host and not host.startswith(".") and not host.endswith(".")
    if not is_one or any(sign.isspace() or not sign.isprintable() for sign in text.strip()):
        message = say("“%(text)s” is no e-mail address. Write it like ana@example.org.", text=text)
        raise Invalid(message)
    return text.strip()
