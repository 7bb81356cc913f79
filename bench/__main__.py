"""Run the benchmarks: `python -m bench`, or `make bench`."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mealtracker.db.session import EngineDatabase

from bench import cold
from bench.cases import Bench, Case, Result, cases
from bench.data import Size, load
from bench.measure import table
from tests.support.postgres import throwaway_postgres

_ENGINES = ("sqlite", "postgresql")


def main() -> None:
    """Fill each database, measure, and print a table of each."""
    options = _options()
    size = Size(options.heavy, options.others)
    rows = size.heavy + size.others * size.each
    chosen = [case for case in cases(size) if not options.only or options.only in case.name]
    for engine in (options.engine or _ENGINES) if chosen else ():
        with TemporaryDirectory() as folder, _database(engine, Path(folder)) as url:
            results = _run(url, Path(folder), size, chosen)
        print(f"\n## {engine}, {rows:,} expenses\n\n{_pages_table(results)}\n", flush=True)
    if options.only is None or options.only in "cold start":
        print(f"## Cold start\n\n{cold.run()}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--engine", action="append", choices=_ENGINES, help="default: both")
    parser.add_argument("--heavy", type=int, default=10_000, help="expenses of the large household")
    parser.add_argument("--others", type=int, default=40, help="households with 1,000 expenses")
    parser.add_argument("--only", help="only cases whose name holds this")
    return parser.parse_args()


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder}/bench.db"
        return
    with throwaway_postgres() as url:
        yield url


def _run(url: str, folder: Path, size: Size, chosen: Sequence[Case]) -> list[Result]:
    db = EngineDatabase(url)
    load(db, size)
    db.dispose()
    bench = Bench(url, folder)
    return [bench.measure(case) for case in chosen]


def _pages_table(results: Sequence[Result]) -> str:
    head = ("what", "ms", "limit ms", "ratio", "fastest tenth", "target", "statements")
    return table(head, (_line(result) for result in results))


def _line(result: Result) -> Sequence[str]:
    case, pair = result.case, result.pair
    times = (f"{pair.ours_ms:.2f}", f"{pair.limit_ms:.2f}", f"{pair.ratio:.2f}")
    return (
        case.name,
        *times,
        f"{pair.ratio_undisturbed:.2f}",
        _judged(case, pair.ratio),
        str(result.statements),
    )


def _judged(case: Case, ratio: float) -> str:
    if case.target is None:
        return ""
    return f"≤ {case.target}{'' if ratio <= case.target else ' missed'}"


if __name__ == "__main__":
    main()
