"""A file of what somebody recorded."""

import pytest

from mealtracker.expenses.selection import Selection
from mealtracker.exports.formats import export


@pytest.fixture
def exported(db, alice):
    """Return what a file of Alice's expenses holds."""

    def read(name: str, q: str = "") -> bytes:
        return b"".join(export(db, alice.actor, Selection(q=q), name).pieces)

    return read
