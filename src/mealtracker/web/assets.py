"""The static files as one versioned set, held in memory: their URLs, bytes, types and hashes.

Pure: it knows no web framework. `static_files.py` serves what is here.
"""

import gzip
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

#: Later files win over earlier ones inside one layer, so the order is part of the design.
STYLES: Final = ("tokens", "base", "layout", "components", "patterns", "charts")
STYLESHEET: Final = "app.css"

_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
_SOURCES: Final = "css"
_HASH_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: `packed` is its gzip form, when that is smaller."""

    name: str
    body: bytes
    packed: bytes | None
    type: str
    digest: str


class Assets:
    """All files below a folder, under one hash of their content."""

    def __init__(self, folder: Path, *, base_url: str = "/static") -> None:
        """Serve `folder` at `base_url`; nothing is read before the first use."""
        self._folder = folder
        self._base_url = base_url

    @cached_property
    def files(self) -> dict[str, Asset]:
        """Every file by its name, read once."""
        found = sorted(path for path in self._folder.rglob("*") if path.is_file())
        bodies = {
            path.relative_to(self._folder).as_posix(): path.read_bytes()
            for path in found
            if path.relative_to(self._folder).parts[0] != _SOURCES
        }
        bodies[STYLESHEET] = self._stylesheet()
        return {name: _asset(name, body) for name, body in sorted(bodies.items())}

    @cached_property
    def version(self) -> str:
        """The hash in every URL: it changes when any file does."""
        digests = (f"{name} {asset.digest}\n" for name, asset in self.files.items())
        return sha256("".join(digests).encode()).hexdigest()[:_HASH_LENGTH]

    def url(self, name: str) -> str:
        """Return the address of `name`, for example `/static/3f2a…/js/app.js`.

        Raises:
            KeyError: there is no such file.
        """
        return f"{self._base_url}/{self.version}/{self.files[name].name}"

    def write_to(self, folder: Path) -> None:
        """Write what is served below `base_url` into `folder`, for a static host."""
        for asset in self.files.values():
            target = folder / self.version / asset.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(asset.body)

    def _stylesheet(self) -> bytes:
        sheets = (self._folder / _SOURCES / f"{name}.css" for name in STYLES)
        joined = b"\n".join(sheet.read_bytes() for sheet in sheets)
        # The joined file stands one folder higher than its parts.
        return joined.replace(b'url("../fonts/', b'url("fonts/')


def _asset(name: str, body: bytes) -> Asset:
    kind = _TYPES[Path(name).suffix]
    packed = None if kind.startswith("font/") else gzip.compress(body, mtime=0)
    if packed is not None and len(packed) >= len(body):
        packed = None
    return Asset(name, body, packed, kind, sha256(body).hexdigest()[:_HASH_LENGTH])
