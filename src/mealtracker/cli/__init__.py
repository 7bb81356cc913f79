"""The command meal."""
