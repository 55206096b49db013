"""Files that a caller names: what is wrong with one is said in a line, and none is written over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from farstu.server.faults import DATABASE_UNUSABLE, CannotServe


@contextmanager
def clear_file(file: Path) -> Iterator[None]:
    """What the system has against a file. CannotServe."""
    try:
        yield
    except OSError as error:
        raise CannotServe(f"The file {file} cannot be used: {error.strerror}.", DATABASE_UNUSABLE) from error


def write_new(file: Path, content: bytes) -> None:
    """A file for its owner's eyes. CannotServe where there is one."""
    with clear_file(file):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
