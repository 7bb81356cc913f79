"""Ids are UUIDv7: they sort by the time they were made, whatever the clock and threads do."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import RFC_4122, UUID

import pytest

from mealtracker.domain.ids import uuid7

#: 2022-02-22 19:22:22 UTC, the example of RFC 9562, appendix A.6.
EXAMPLE_NS = 0x017F22E279B0 * 1_000_000


class Hesitant(list[int]):
    """Let another thread go first after every reading: what no lock guards goes wrong."""

    def __getitem__(self, index: Any) -> Any:  # Any: an index or a slice, as in list
        value = super().__getitem__(index)
        os.sched_yield()
        return value


def stop_clock(monkeypatch: pytest.MonkeyPatch, *moments_ns: int) -> None:
    """Let the clock show `moments_ns`, and stay at the last; forget the ids made so far."""
    left = list(moments_ns)
    monkeypatch.setattr("mealtracker.domain.ids._last", [0])
    monkeypatch.setattr("time.time_ns", lambda: left.pop(0) if len(left) > 1 else left[0])


def stamp_of(made: UUID) -> int:
    """Return the 60 bits of time: milliseconds, then their 4096 parts."""
    return (made.int >> 80) << 12 | (made.int >> 64) & 0xFFF


def test_version_and_variant_are_set_when_made() -> None:
    made = uuid7()

    assert (made.version, made.variant) == (7, RFC_4122)


@pytest.mark.parametrize(
    ("nanoseconds", "beginning"),
    [
        pytest.param(0, "017f22e2-79b0-7000-", id="whole millisecond"),
        pytest.param(500_000, "017f22e2-79b0-7800-", id="half a millisecond"),
        pytest.param(999_999, "017f22e2-79b0-7fff-", id="end of the millisecond"),
        pytest.param(1_000_000, "017f22e2-79b1-7000-", id="next millisecond"),
    ],
)
def test_time_stands_first_when_made(
    nanoseconds: int, beginning: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_clock(monkeypatch, EXAMPLE_NS + nanoseconds)

    made = str(uuid7())

    assert made.startswith(beginning)


def test_last_62_bits_are_random_when_the_clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, EXAMPLE_NS)

    tails = {uuid7().int & (1 << 62) - 1 for _ in range(1_000)}

    assert len(tails) == 1_000
    # Every bit is seen both set and clear.
    assert all(any(tail >> bit & 1 for tail in tails) for bit in range(62))
    assert all(any(not tail >> bit & 1 for tail in tails) for bit in range(62))


def test_order_is_kept_when_made_one_after_the_other() -> None:
    made = [uuid7() for _ in range(1_000)]

    assert made == sorted(made)
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_order_is_kept_when_the_clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, EXAMPLE_NS + 999_999)

    made = [uuid7() for _ in range(3)]

    # The parts of the millisecond carry over into the next one, under version and variant.
    assert [stamp_of(one) for one in made] == [0x017F22E279B0FFF + more for more in range(3)]
    assert {one.version for one in made} == {7}


def test_order_is_kept_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, EXAMPLE_NS, EXAMPLE_NS - 3_600 * 10**9)

    first, second = uuid7(), uuid7()

    assert first < second


def test_no_stamp_is_given_twice_when_threads_ask_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, EXAMPLE_NS)
    monkeypatch.setattr("mealtracker.domain.ids._last", Hesitant([0]))

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: [uuid7() for _ in range(250)], range(8)))

    assert len({stamp_of(one) for some in made for one in some}) == 8 * 250
    assert all(some == sorted(some) for some in made)
