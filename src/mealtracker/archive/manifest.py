"""What an archive says of itself, in `manifest.json`."""

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field

from mealtracker.fields import Draft

NAME: Final = "manifest.json"
README: Final = "README.txt"


class Listed(Draft):
    """A file of the archive; `rows` is how many lines it has, null where it is no table."""

    name: Annotated[str, Field(pattern=r"^(README\.txt|tables/[a-z_]{1,60}\.ndjson)$")]
    rows: Annotated[int, Field(ge=0)] | None
    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Manifest(Draft):
    """Of which release, revision and moment the archive is, and what is in it."""

    format: Literal["mealtracker-archive"] = "mealtracker-archive"
    version: Literal[1] = 1
    release: str
    schema_revision: Annotated[str, Field(pattern=r"^[0-9a-z]{1,40}$")]
    made_at: datetime
    holds: Literal["household", "installation"]
    files: list[Listed]

    @property
    def is_whole(self) -> bool:
        """Tell whether it holds the installation, with all households and the passwords."""
        return self.holds == "installation"

    @property
    def rows(self) -> int:
        """Return how many rows there are in all."""
        return sum(listed.rows or 0 for listed in self.files)


def file_of(table: str) -> str:
    """Return what the file of a table is called."""
    return f"tables/{table}.ndjson"
