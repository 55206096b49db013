"""The data folder: the database file, the server's secret, and the lock that keeps a second server out."""

from __future__ import annotations

import fcntl
import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from farstu.store.secrets import (
    SECRET_BYTES,
    Secrets,
    derived,
    read_data_keys,
    read_hashing,
    write_data_keys,
    write_hashing,
)

DATABASE = "farstu.sqlite3"
KEPT_IN = "secret"
DATA_KEYS = "data-keys"
LOCK = "lock"
FROM_ENVIRONMENT = "FARSTU_SECRET"


class FolderTaken(Exception):
    """Another server serves this folder."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


class DataFolder:
    """A folder that Farstu keeps its data in; files of others in it are left alone. OSError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    @property
    def database(self) -> Path:
        """The database file."""
        return self.path / DATABASE

    def prepare(self) -> None:
        """Makes the folder where there is none, for its owner alone."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def secrets(self) -> Secrets:
        """The server's secrets: `FARSTU_SECRET` in hex, else a file that only its owner may read, made when it is first
        asked for; and the data's own keys where they have been set apart from it. SecretUnreadable."""
        given = os.environ.get(FROM_ENVIRONMENT)
        path = self.path / KEPT_IN
        if not given and not path.exists():
            self._put(path, f"{secrets.token_hex(SECRET_BYTES)}\n", over=False)
        made = derived(
            *(read_hashing(given, FROM_ENVIRONMENT) if given else read_hashing(_text(path), f"The file {path}"))
        )
        apart = self.path / DATA_KEYS
        return read_data_keys(_text(apart), made, f"The file {apart}") if apart.exists() else made

    def keep(self, changed: Secrets) -> None:
        """Writes the secrets to their files, the data's own keys first: they never follow from a new secret."""
        self._put(self.path / DATA_KEYS, write_data_keys(changed), over=True)
        self._put(self.path / KEPT_IN, write_hashing(changed), over=True)

    def watch(self) -> Callable[[], Secrets | None]:
        """Something to ask now and then: the secrets where their files have changed since it was asked last, else None.
        SecretUnreadable, OSError."""
        known = self._stamp()

        def fresh() -> Secrets | None:
            nonlocal known
            now = self._stamp()
            if now == known:
                return None
            changed = self.secrets()
            known = now
            return changed

        return fresh

    def _stamp(self) -> tuple[int, ...]:
        """Changes when one of the files of secrets does."""
        paths = (self.path / KEPT_IN, self.path / DATA_KEYS)
        return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in paths)

    def _put(self, path: Path, text: str, *, over: bool) -> None:
        """Whole or not at all; not `over`: never over one that another process has made meanwhile."""
        handle, name = tempfile.mkstemp(dir=self.path, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if over:
                Path(name).replace(path)
            else:
                with suppress(FileExistsError):
                    os.link(name, path)
            sync(self.path)
        finally:
            Path(name).unlink(missing_ok=True)

    def lock(self) -> None:
        """Keeps other servers out until this process ends. FolderTaken."""
        handle = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            process = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            raise FolderTaken(process) from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._lock = handle

    def unlock(self) -> None:
        """Lets others in."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _text(path: Path) -> str:
    """What a file says; bytes that are no text of ours make a text that is no secret."""
    return path.read_bytes().decode("latin-1")


def sync(folder: Path) -> None:
    """Makes the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
