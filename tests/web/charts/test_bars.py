from mealtracker.web.charts.bars import Item, bars


def drawn(*sizes: int) -> list[tuple[str, int]]:
    items = [Item("Dining", "/", size, str(size), "dining") for size in sizes]
    return [(bar.width, bar.share) for bar in bars(items)]


def test_longest_bar_takes_the_whole_width() -> None:
    assert drawn(20000, 5000, 3333) == [("100%", 71), ("25%", 18), ("16.66%", 12)]


def test_refunds_have_no_bar() -> None:
    assert drawn(10000, -2000) == [("100%", 125), ("0%", 0)]


def test_nothing_has_no_bars() -> None:
    assert drawn(0, 0) == [("0%", 0), ("0%", 0)]
    assert drawn(-5) == [("0%", 0)]
    assert drawn() == []


def test_item_without_a_kind_is_drawn_as_other_and_keeps_its_value() -> None:
    (bar,) = bars([Item("Odd", "/x", 1250, {"total": "12.50"})])

    assert (bar.kind, bar.href, bar.value) == ("other", "/x", {"total": "12.50"})


def test_item_of_no_kind_can_have_the_colour_of_the_brand() -> None:
    (bar,) = bars([Item("Katana", "/x", 1, None, "brand")])

    assert bar.kind == "brand"
