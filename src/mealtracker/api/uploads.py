"""A file in the body of a call: the body as it is, or the field `file` of a form."""

from dataclasses import dataclass
from typing import IO, Final

from flask import request

from mealtracker.errors import Invalid
from mealtracker.imports.rows import FILE_BYTES_MAX
from mealtracker.sentences import say

_FORM_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent; `name` is what a form calls it, "" where nobody says."""

    file: IO[bytes]
    name: str


def read_upload() -> Upload:
    """Return the file of this request.

    Raises:
        Invalid: it is a form without a file.
    """
    request.max_content_length = FILE_BYTES_MAX + _FORM_BYTES
    if request.mimetype != "multipart/form-data":
        return Upload(request.stream, "")
    found = request.files.get("file")
    if found is None:
        raise Invalid.at("/file", say("This is needed."))
    return Upload(found.stream, found.filename or "")
