"""How many statements a chunk of rows takes: as many for five hundred as for five."""

from datetime import timedelta

import pytest

from mealtracker.imports.commands import apply, rehearse

from tests.imports.household import DAY, coffee

FEW, MANY = 20, 400


def some_rows(count):
    """New places, known ones, tips, tags and people, and what is not food."""
    return [
        coffee(
            n,
            day=DAY + timedelta(days=n % 9),
            payee=["TST* THE PINE DINER", f"CAFE {n}", "BLUE BOTTLE COFFEE"][n % 3],
            minor=-100 * n,
            bank_id=f"T{n}",
            tags=(f"tag {n % 7}",),
            people=(f"Guest {n % 5}",),
        )
        for n in range(1, count + 1)
    ]


def prepare(home, alice, count):
    home.opens_account(f"Card {count}")
    for n in range(2, 12, 3):
        alice.spends(f"{n}.00", place="Pine Diner", eaten_on=DAY.isoformat())
    return home.rehearses(some_rows(count))


@pytest.mark.parametrize("step", ["rehearse", "apply", "undo"])
def test_a_chunk_takes_as_many_statements_whatever_its_size(home, alice, monkeypatch, step):
    monkeypatch.setattr(rehearse, "CHUNK", 1000)
    monkeypatch.setattr(apply, "CHUNK", 1000)
    counts = []
    for count in (FEW, MANY):
        with home.forgotten():
            import_id = prepare(home, alice, count)
            if step == "undo":
                home.applies(import_id)
            run = {"rehearse": home.rehearses_again, "apply": home.applies, "undo": home.undoes}
            with home.counted() as texts:
                run[step](import_id)
            counts.append(len(texts))

    assert counts[0] == counts[1]
    assert counts[1] <= 60


def test_a_page_of_rows_and_the_summary_take_four_statements_at_most(home):
    import_id = home.rehearses(some_rows(90))

    with home.counted() as texts:
        home.rows(import_id)
        home.summary(import_id)

    assert len(texts) <= 4
