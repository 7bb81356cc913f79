"""Households that import."""

import pytest

from tests.imports.household import Household


@pytest.fixture
def home(db, alice):
    return Household(db, alice.actor)


@pytest.fixture
def strangers(db, charlie):
    return Household(db, charlie.actor)
