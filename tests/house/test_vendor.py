"""Other people's files are what their packages hold, and nothing else is served beside them."""

import json
import shutil
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tools import vendor

VENDOR = Path("src/mealtracker/web/static/vendor")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one vendored file, made of two parts of a package."""
    package = tmp_path / "node_modules" / "thing"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name":"thing","version":"1.0.0","license":"MIT"}')
    (package / "a.js").write_text("let a;\n//# sourceMappingURL=a.js.map\n")
    (package / "b.js").write_text("let b;")
    (package / "LICENSE").write_text("Do as you like.")
    (tmp_path / "package.json").write_text('{"dependencies":{"thing":"1.0.0"}}')
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "vendor.toml").write_text(
        '[[file]]\nname="thing.js"\npackage="thing"\nparts=["a.js","b.js"]\nlicence="LICENSE"\n'
    )
    vendor.copy(tmp_path)
    return tmp_path


def test_vendored_files_are_what_was_copied() -> None:
    assert vendor.faults(ROOT) == []


def test_parts_are_joined_without_their_source_maps(root: Path) -> None:
    assert (root / VENDOR / "thing.js").read_text() == "let a;\nlet b;\n"
    assert (root / VENDOR / "thing.LICENSE.txt").read_text() == "Do as you like."
    assert vendor.faults(root) == []


def test_check_needs_no_installed_package(root: Path) -> None:
    shutil.rmtree(root / "node_modules")

    assert vendor.faults(root) == []


def test_changed_file_is_found(root: Path) -> None:
    (root / VENDOR / "thing.js").write_text("let a;\nlet c;\n")

    assert vendor.faults(root) == ["thing.js was changed after it was copied."]


def test_other_version_is_found(root: Path) -> None:
    (root / "package.json").write_text(json.dumps({"dependencies": {"thing": "1.0.1"}}))

    assert vendor.faults(root) == ["thing.js is of 1.0.0, package.json pins 1.0.1."]


def test_other_package_is_found(root: Path) -> None:
    (root / "node_modules" / "thing" / "b.js").write_text("let other;")

    assert vendor.faults(root) == ["thing.js is not what node_modules holds."]


def test_file_too_many_and_one_too_few_are_found(root: Path) -> None:
    (root / VENDOR / "stray.js").touch()
    (root / VENDOR / "thing.LICENSE.txt").unlink()

    assert vendor.faults(root) == [
        "thing.LICENSE.txt is missing.",
        "stray.js is not in tools/vendor.toml.",
    ]
