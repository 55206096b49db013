"""The list of erasures: beside the secret, and so outside of the database and of its backups; nothing in it is about a
person. What it has and a database has not yet seen is done before that database is served."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from farstu.store.folder import DataFolder, sync

KEPT_IN = "erasures"


class Erasure(msgspec.Struct, frozen=True):
    """One erasure: its receipt, when, of which customer, and keyed hashes of the ids that the person had there."""

    receipt: str
    at: int
    customer: str
    known_by: tuple[str, ...]


class ErasureList:
    """The file of a data folder. OSError."""

    def __init__(self, folder: DataFolder) -> None:
        self.path: Path = folder.path / KEPT_IN
        self._folder = folder

    def read(self) -> dict[str, Erasure]:
        """All of them by receipt. A line that was not written to its end was not yet acted upon."""
        found: dict[str, Erasure] = {}
        if self.path.exists():
            for line in self.path.read_bytes().splitlines():
                try:
                    erasure = msgspec.json.decode(line, type=Erasure)
                except msgspec.MsgspecError:
                    continue
                found[erasure.receipt] = erasure
        return found

    def add(self, erasures: Iterable[Erasure]) -> None:
        """Makes them last."""
        lines = b"".join(b"\n" + msgspec.json.encode(erasure) + b"\n" for erasure in erasures)
        if not lines:
            return
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
        sync(self._folder.path)
