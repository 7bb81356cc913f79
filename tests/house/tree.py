"""The project's files, as the rules of the house look at them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "mealtracker"

_LEFT_OUT = {".git", ".venv", "var", "dist", "node_modules", "__pycache__"}


def project_files() -> list[Path]:
    """Return every file that is in git or would be added to it."""
    if which("git") is None or not (ROOT / ".git").exists():
        return [file for file in ROOT.rglob("*") if file.is_file() and not _is_left_out(file)]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    # A file that was just deleted is still listed.
    return [file for name in names.split("\0") if name and (file := ROOT / name).is_file()]


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Yield each module of the application: its path inside the package, and its tree."""
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method in `tree`, inner ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _is_left_out(file: Path) -> bool:
    return not _LEFT_OUT.isdisjoint(file.relative_to(ROOT).parts)
