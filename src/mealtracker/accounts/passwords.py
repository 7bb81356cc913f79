"""Passwords: hashed with Argon2id, and refused when they can be guessed. Pure."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from mealtracker.errors import Invalid
from mealtracker.sentences import say

MIN_LENGTH: Final = 12
MAX_LENGTH: Final = 128
_LEAST_SCORE: Final = 3
# OWASP's choice for one processor: 19 MiB, two passes.
_HASHER: Final = PasswordHasher(
    time_cost=2,
    memory_cost=19 * 1024,
    parallelism=1,
    hash_len=32,
    salt_len=16,
    type=RFC_9106_LOW_MEMORY.type,
)


def hash_password(password: str) -> str:
    """Return the Argon2id hash of `password`."""
    return _HASHER.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Tell whether `password` has the hash `kept`; without one it takes as long and is False."""
    try:
        _HASHER.verify(kept or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def check_strength(password: str, about: Sequence[str], pointer: str = "/password") -> None:
    """Refuse a password that is too short, too long or easily guessed.

    `about` are words that a guesser tries first, such as the name and the e-mail address.

    Raises:
        Invalid: the fault is at `pointer`.
    """
    if len(password) < MIN_LENGTH:
        message = say(
            "Take at least %(num)s characters. Four unrelated words are good.", num=MIN_LENGTH
        )
        raise Invalid.at(pointer, message)
    if len(password) > MAX_LENGTH:
        message = say("Take at most %(num)s characters.", num=MAX_LENGTH)
        raise Invalid.at(pointer, message)
    from zxcvbn import zxcvbn  # noqa: PLC0415 - big word lists, needed a few times a year

    words = [part for text in about for part in text.replace("@", " ").replace(".", " ").split()]
    if (
        zxcvbn(password, user_inputs=[*about, *words, "meal", "expense", "tracker"])["score"]
        < _LEAST_SCORE
    ):
        message = say("This password is easy to guess. Four unrelated words are better.")
        raise Invalid.at(pointer, message)


@cache
def _nobody() -> str:
    """Return a hash that no password has: an unknown address takes as long as a known one."""
    return hash_password("nobody has this password")
