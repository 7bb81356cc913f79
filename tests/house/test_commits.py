"""One commit place, one scope for each room, and no room called "helpers"."""

import ast
import re
from collections.abc import Callable, Iterator

from tests.house.tree import PACKAGE, ROOT, functions, project_files, sources

COMMIT_PLACE = "db/session.py"
CATCH_ALL_PLACES = ("http/problems.py", "jobs/attempt.py")

_COMMITTING = {"commit", "rollback", "begin_nested"}
_NAMELESS = {"services.py", "utils.py", "helpers.py", "common.py", "base_service.py"}
# The words are taken apart so that this file does not find itself.
_UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
_READABLE = {".py", ".js", ".css", ".html", ".sh", ".toml", ".yaml", ".yml", ".md"}


def test_only_the_session_commits() -> None:
    assert _offences(_commits, COMMIT_PLACE) == []


def test_only_the_edges_catch_everything() -> None:
    assert _offences(_catch_alls, *CATCH_ALL_PLACES) == []


def test_a_household_is_compared_only_in_its_predicate() -> None:
    assert _offences(_loose_scopes) == []


def test_no_module_is_named_for_nothing() -> None:
    assert [path.as_posix() for path in PACKAGE.rglob("*.py") if path.name in _NAMELESS] == []


def test_nothing_is_left_unfinished() -> None:
    unfinished = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in project_files()
        if file.suffix in _READABLE and "vendor" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if _UNFINISHED.search(line)
    ]

    assert unfinished == []


def _offences(find: Callable[[ast.Module], Iterator[int]], *allowed: str) -> list[str]:
    return [
        f"{path}:{line}" for path, tree in sources() if path not in allowed for line in find(tree)
    ]


def _commits(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _COMMITTING:
            yield node.lineno


def _catch_alls(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and (
            node.type is None or _names(node.type) & {"Exception", "BaseException"}
        ):
            yield node.lineno


def _loose_scopes(tree: ast.Module) -> Iterator[int]:
    predicates = [node for node in functions(tree) if node.name == "is_visible_to"]
    inside = {id(node) for predicate in predicates for node in ast.walk(predicate)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and _is_scope(node) and id(node) not in inside:
            yield node.lineno


def _is_scope(comparison: ast.Compare) -> bool:
    return (
        isinstance(comparison.ops[0], ast.Eq)
        and getattr(comparison.left, "attr", "") == "household_id"
    )


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
