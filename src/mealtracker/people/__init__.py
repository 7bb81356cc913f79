"""The names you eat with; no account needed."""
