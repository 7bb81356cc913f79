"""Readers: one for each kind of file, each yielding the rows of `imports/rows.py`."""
