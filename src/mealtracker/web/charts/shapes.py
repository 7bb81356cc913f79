"""Lengths as SVG takes them."""


def percent(hundredths: int) -> str:
    """Return hundredths of a percent: 1425 is `14.25%`."""
    return f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".") + "%"


def pixels(tenths: int) -> str:
    """Return tenths of a pixel as a number of pixels: 625 is `62.5`."""
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
