"""Batches: one change of many expenses at once."""
