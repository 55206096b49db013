"""A new file that is there in full or not at all."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from farstu.store.folder import sync


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """Where to write it, out of sight; it gets its name once that has gone well. FileExistsError, OSError."""
    if file.exists():
        raise FileExistsError(errno.EEXIST, "a file of that name is there already", str(file))
    with tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as folder:
        made = Path(folder) / file.name
        yield made
        made.rename(file)
    sync(file.parent)
