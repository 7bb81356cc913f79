"""The geometry of charts, in whole numbers; templates only print what is here.

Charts have no viewBox: x is in percent, y in pixels, so bars stretch and text keeps its size.
"""
