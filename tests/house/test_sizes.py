"""Files and functions stay small enough to be read in one go."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, functions, project_files, sources

FILE_LINES = 300
FUNCTION_LINES = 40

_READ_BY_PEOPLE = {".py", ".js", ".css", ".html", ".sh", ".tf"}
# Other people's files, and migrations, which are written once and never changed.
_FREE = ("/vendor/", "/migrations/versions/")


def test_no_file_is_longer_than_one_sitting() -> None:
    too_long = [
        f"{file.relative_to(ROOT)}: {lines} lines"
        for file in project_files()
        if file.suffix in _READ_BY_PEOPLE
        and not any(part in file.as_posix() for part in _FREE)
        and (lines := _line_count(file)) > FILE_LINES
    ]

    assert too_long == []


def test_no_function_is_longer_than_one_screen() -> None:
    too_long = [
        f"{path}:{function.lineno} {function.name}: {lines} lines"
        for path, tree in sources()
        if not path.startswith("migrations/versions/")
        for function in functions(tree)
        if (lines := _body_lines(function)) > FUNCTION_LINES
    ]

    assert too_long == []


def _line_count(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count from the `def` to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)
