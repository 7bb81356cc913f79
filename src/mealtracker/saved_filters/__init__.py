"""Searches that a household kept under a name."""
