"""Sums over expenses, one file a report."""
