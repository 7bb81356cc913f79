"""Copy what tools/vendor.toml lists from node_modules into the static files.

Run it by `make vendor`. With --check it writes nothing and fails when a file is not what the
manifest, package.json and (where it is installed) the package say; that needs no network.
"""

import base64
import hashlib
import json
import re
import sys
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

_ROOT: Final = Path(__file__).parents[1]
_TARGET: Final = Path("src/mealtracker/web/static/vendor")
_MANIFEST: Final = "manifest.json"
_SOURCE_MAP: Final = re.compile(rb"\s*//[#@] sourceMappingURL=\S+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that is served: which parts of which package it is made of."""

    name: str
    package: str
    parts: list[str]
    licence: str

    @property
    def licence_name(self) -> str:
        """Return the name under which the licence lies beside the file."""
        return f"{Path(self.name).stem}.LICENSE.txt"


@dataclass(frozen=True, slots=True)
class Record:
    """What the manifest says of one file; `sha384` as an `integrity` attribute has it."""

    package: str
    version: str
    licence: str
    bytes: int
    sha384: str


def copy(root: Path) -> None:
    """Write every listed file, its licence and the manifest; leave nothing else there."""
    target = root / _TARGET
    target.mkdir(parents=True, exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    records = {}
    for entry in _entries(root):
        source, body = root / "node_modules" / entry.package, _joined(root, entry)
        (target / entry.name).write_bytes(body)
        (target / entry.licence_name).write_bytes((source / entry.licence).read_bytes())
        records[entry.name] = asdict(_record(root, entry))
    text = json.dumps(records, indent=2, sort_keys=True)
    (target / _MANIFEST).write_text(f"{text}\n", encoding="utf-8")


def faults(root: Path) -> list[str]:
    """Return what is not as it should be, as sentences."""
    target, entries = root / _TARGET, _entries(root)
    expected = {_MANIFEST} | {e.name for e in entries} | {e.licence_name for e in entries}
    found = {file.name for file in target.iterdir()}
    named = [f"{name} is missing." for name in sorted(expected - found)]
    named += [f"{name} is not in tools/vendor.toml." for name in sorted(found - expected)]
    if named:
        return named
    manifest = _read_json(target / _MANIFEST)
    if manifest.keys() != {entry.name for entry in entries}:
        return [f"{_MANIFEST} lists other files than tools/vendor.toml."]
    return [fault for entry in entries for fault in _faults_of(root, entry, manifest[entry.name])]


def _faults_of(root: Path, entry: Entry, kept: dict[str, Any]) -> list[str]:  # Any: as JSON
    pinned = _read_json(root / "package.json")["dependencies"].get(entry.package)
    body = (root / _TARGET / entry.name).read_bytes()
    found = []
    if pinned != kept["version"]:
        found.append(f"{entry.name} is of {kept['version']}, package.json pins {pinned}.")
    if (len(body), _sha384(body)) != (kept["bytes"], kept["sha384"]):
        found.append(f"{entry.name} was changed after it was copied.")
    is_installed = (root / "node_modules" / entry.package).is_dir()
    if is_installed and asdict(_record(root, entry)) != kept:
        found.append(f"{entry.name} is not what node_modules holds.")
    return found


def _entries(root: Path) -> list[Entry]:
    with (root / "tools" / "vendor.toml").open("rb") as file:
        return [Entry(**entry) for entry in tomllib.load(file)["file"]]


def _record(root: Path, entry: Entry) -> Record:
    package = _read_json(root / "node_modules" / entry.package / "package.json")
    body = _joined(root, entry)
    return Record(package["name"], package["version"], package["license"], len(body), _sha384(body))


def _joined(root: Path, entry: Entry) -> bytes:
    source = root / "node_modules" / entry.package
    parts = ((source / part).read_bytes() for part in entry.parts)
    return b"\n".join(_SOURCE_MAP.sub(b"", part).rstrip() for part in parts) + b"\n"


def _sha384(body: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode()


def _read_json(file: Path) -> dict[str, Any]:  # Any: as JSON
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


def main(arguments: list[str]) -> int:
    """Copy, or check; return the exit code."""
    if arguments != ["--check"]:
        copy(_ROOT)
        return 0
    found = faults(_ROOT)
    for fault in found:
        print(fault)
    if found:
        print("Run make vendor, and commit what it writes.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
