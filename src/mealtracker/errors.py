"""Everything the application refuses, without a word of HTTP.

`http/problems.py` gives each class its status. A message is a sentence for the person who reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input, and where.

    `at` is a JSON pointer into the body (`/tags/0`) or, with `is_parameter`, the name of a query
    or path value.
    """

    at: str
    message: str
    is_parameter: bool = False


class AppError(Exception):
    """A refusal with a sentence that may be shown."""

    def __init__(self, message: str, *details: object) -> None:
        super().__init__(message, *details)
        self.message = message

    def __str__(self) -> str:
        """Return the sentence alone."""
        return self.message


class Malformed(AppError):
    """The request cannot be read at all: broken JSON, a bad header."""


class Invalid(AppError):
    """The input can be read and is wrong; every fault is named."""

    def __init__(self, faults: Sequence[Fault] | str) -> None:
        self.faults: tuple[Fault, ...] = () if isinstance(faults, str) else tuple(faults)
        super().__init__(faults if isinstance(faults, str) else self.faults[0].message)

    @classmethod
    def at(cls, pointer: str, message: str) -> "Invalid":
        """Return the error for one fault in the body."""
        return cls([Fault(pointer, message)])

    @classmethod
    def parameter(cls, name: str, message: str) -> "Invalid":
        """Return the error for one fault in a query or path value."""
        return cls([Fault(name, message, is_parameter=True)])


class Unauthenticated(AppError):
    """Nobody is signed in, or the token is not valid."""


class Forbidden(AppError):
    """The person may see this household, but not do this."""


class NotFound(AppError):
    """It does not exist, or belongs to another household: the two look the same."""


class Conflict(AppError):
    """It contradicts what is stored; `rows` lists the records that stand in the way."""

    def __init__(self, message: str, rows: Sequence[dict[str, str]] = ()) -> None:
        super().__init__(message, rows)
        self.rows = tuple(rows)


class InProgress(Conflict):
    """The same request is being carried out at this moment."""

    retry_after_s = 1


class Stale(AppError):
    """Somebody changed the record since it was read."""


class TooLarge(AppError):
    """The body is over its limit."""


class TooMany(AppError):
    """Too often; try again after `retry_after_s` seconds."""

    def __init__(self, message: str, retry_after_s: int) -> None:
        super().__init__(message, retry_after_s)
        self.retry_after_s = max(1, retry_after_s)


class Unavailable(AppError):
    """A service this depends on does not answer."""

    retry_after_s = 30
