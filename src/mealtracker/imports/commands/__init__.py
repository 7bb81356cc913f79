"""Importing, one verb a file: open, load, rehearse, decide, apply. Undo is in `undo`, above."""
