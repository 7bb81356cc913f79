"""Run the benchmarks: `python -m bench`, or `make bench`."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from mealtracker.db.session import EngineDatabase

from bench import cold
from bench.cases import Bench, Case, Result, cases, far_cases, growth_cases
from bench.data import Size, load
from bench.distance import ROUND_TRIP_MS, far_away
from bench.measure import Pair, table
from tests.support.postgres import template_copy, throwaway_postgres

_ENGINES: Final = ("sqlite", "postgresql")
_SMALL: Final = Size(heavy=1_000, others=9)
_HEAD: Final = (
    "what",
    "ms",
    "limit",
    "ratio",
    "CPU ms",
    "limit",
    "CPU ratio",
    "target",
    "statements",
)
_GROWTH_HEAD: Final = ("what", "ms", "small", "ratio", "CPU ms", "small", "CPU ratio", "target")


def main() -> None:
    """Fill each database, measure, and print its tables."""
    options = _options()
    size = Size(options.heavy, options.others)
    for engine in options.engine or _ENGINES:
        _run(engine, size, options.only)
    if options.only in "cold start":
        print(f"\n## Cold start\n\n{cold.run()}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--engine", action="append", choices=_ENGINES, help="default: both")
    parser.add_argument("--heavy", type=int, default=10_000, help="expenses of the large household")
    parser.add_argument("--others", type=int, default=40, help="households with 1,000 expenses")
    parser.add_argument("--only", default="", help="only cases whose name holds this")
    return parser.parse_args()


def _run(engine: str, size: Size, only: str) -> None:
    near = [case for case in cases(size) if only in case.name]
    # SQLite is a file of this machine: it is never far away.
    far = [case for case in far_cases(size) if only in case.name and engine != "sqlite"]
    growth = [case for case in growth_cases(size) if only in case.name]
    if not near + far + growth:
        return
    with TemporaryDirectory() as folder, _databases(engine, Path(folder)) as (url, small_url):
        bench = _filled(url, Path(folder), size)
        lines = [_line(case, bench.measure(case)) for case in near]
        _print(f"{engine}, {size.expenses:,} expenses", _HEAD, lines)
        if far:
            with far_away(url) as far_url:
                far_bench = Bench(far_url, Path(folder))
                lines = [_line(case, far_bench.measure(case), by_wall=True) for case in far]
            _print(f"{engine}, {ROUND_TRIP_MS} ms away", _HEAD, lines)
        if growth:
            small = _filled(small_url, Path(folder), _SMALL)
            twins = {case.name: case for case in growth_cases(_SMALL)}
            lines = [_times(it, bench.beside(small, it, twins[it.name])) for it in growth]
            _print(f"{engine}, beside {_SMALL.expenses:,} expenses", _GROWTH_HEAD, lines)


@contextmanager
def _databases(engine: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Give the addresses of two empty databases: one to be large, and one that stays small."""
    if engine == "sqlite":
        yield f"sqlite:///{folder}/large.db", f"sqlite:///{folder}/small.db"
        return
    with throwaway_postgres() as url:
        yield url, template_copy(url, "small", "template0")


def _filled(url: str, folder: Path, size: Size) -> Bench:
    db = EngineDatabase(url)
    load(db, size)
    db.dispose()
    return Bench(url, folder)


def _print(title: str, head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    if lines:
        print(f"\n## {title}\n\n{table(head, lines)}", flush=True)


def _line(case: Case, result: Result, *, by_wall: bool = False) -> Sequence[str]:
    return (*_times(case, result.pair, by_wall=by_wall), str(result.statements))


def _times(case: Case, pair: Pair, *, by_wall: bool = False) -> Sequence[str]:
    (ours, limit), (ours_cpu, limit_cpu) = pair.wall_ms, pair.cpu_ms
    times = (f"{ms:.2f}" for ms in (ours, limit, ours / limit, ours_cpu, limit_cpu))
    ratio = ours_cpu / limit_cpu
    return (case.name, *times, f"{ratio:.2f}", _judged(case, ours / limit if by_wall else ratio))


def _judged(case: Case, ratio: float) -> str:
    if case.target is None:
        return ""
    return f"≤ {case.target}{'' if ratio <= case.target else ' missed'}"


if __name__ == "__main__":
    main()
