"""Measures of the hot paths, as ratios against the least that the same SQL can cost."""
